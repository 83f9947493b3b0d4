"""Scores as they leave an engine: in one order, as exact text, with a digest that is the same everywhere."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from zhibu.facts.compiled.sheets import SheetQuestion
from zhibu.facts.results import lines, texts
from zhibu.rules.sheets.model import Item, Sheet
from zhibu.rules.values import Verdict, number_text


class ItemScore(NamedTuple):
    """Points of one item; `points` None is unknown, `most` None has no cap."""

    item: str
    points: str | None
    most: str | None
    verdict: Verdict


class Score(NamedTuple):
    """One sheet of one subject. `total` and points are exact texts (86.33, 2/3), None where unknown; `band` is None
    where unknown or where the sheet has none."""

    subject: int
    sheet: str
    period: str
    total: str | None
    band: str | None
    items: tuple[ItemScore, ...]


@dataclass(frozen=True)
class SheetScores:
    """All subjects of one sheet, in order: `table` has `subject`, `total`, `band`, and for item number N `N points` and
    `N verdict`, all as text but the subject."""

    sheet: Sheet
    period: str
    items: tuple[Item, ...]
    table: pa.Table

    @property
    def most(self) -> list[str | None]:
        """The cap of each item, None where it has none."""
        return [_most(item) for item in self.items]

    def __iter__(self) -> Iterator[Score]:
        most = self.most
        for batch in self.table.to_batches():
            columns = [column.to_pylist() for column in batch.columns]
            for subject, total, band, *rest in zip(*columns, strict=True):
                items = tuple(
                    ItemScore(item.id, rest[2 * number], most[number], rest[2 * number + 1])
                    for number, item in enumerate(self.items)
                )
                yield Score(subject, self.sheet.id, self.period, total, band, items)


@dataclass(frozen=True)
class Scores:
    """All scores of a closed period, by sheet, then subject."""

    period: str
    engine: str
    sheets: tuple[SheetScores, ...]

    def __iter__(self) -> Iterator[Score]:
        for sheet in self.sheets:
            yield from sheet

    def __len__(self) -> int:
        return sum(int(sheet.table.num_rows) for sheet in self.sheets)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the period and all rows in their order; says nothing of the engine."""
        digest = hashlib.sha256(f"{self.period}\n".encode())
        for one in self.sheets:
            digest.update(f"{one.sheet.id}\t{one.period}\t{[item.id for item in one.items]}\n".encode())
            for text in lines(one.table):
                digest.update(text)
        return digest.hexdigest()

    def to_json(self) -> list[dict[str, Any]]:
        """The form of `zhibu evaluate --json`."""
        return [{**score._asdict(), "items": [item._asdict() for item in score.items]} for score in self]


def score_rows(answer: pa.Table, question: SheetQuestion) -> SheetScores:
    """The answer to `compiled.sheets.sheet_sql` in words."""
    answer = answer.sort_by("subject")
    columns: dict[str, Any] = {
        "subject": answer["subject"],
        "total": texts(answer, "total", is_number=True),
        "band": answer["band"] if question.sheet.bands else pa.nulls(len(answer), pa.string()),
    }
    for number, item in enumerate(question.items):
        columns[f"{number} points"] = texts(answer, f"{number} points", is_number=True)
        columns[f"{number} verdict"] = _verdicts(answer, number, item)
    return SheetScores(question.sheet, str(question.period), question.items, pa.table(columns))


def _verdicts(answer: pa.Table, number: int, item: Item) -> pa.Array:
    """As `zhibu.rules.sheets.score` has it: met is all that can be had, for added points any."""
    top, bottom = (answer[f"{number} points{suffix}"].cast(pa.int64()) for suffix in ("", " bottom"))
    if item.type == "incentive":
        met = pc.greater(top, 0)
    else:
        most = (item.most or 0) * item.weight
        met = pc.greater_equal(
            pc.multiply_checked(top, most.denominator), pc.multiply_checked(bottom, most.numerator)
        )
    verdict = pc.if_else(met, "met", "not_met").fill_null("unknown")
    if not item.applies:
        return verdict.combine_chunks()
    never = pc.equal(answer[f"{number} applies"], False).fill_null(False)
    return pc.if_else(never, "not_applicable", verdict).combine_chunks()


def _most(item: Item) -> str | None:
    return None if item.most is None else number_text(item.most * item.weight)
