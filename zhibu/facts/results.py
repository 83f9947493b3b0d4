"""Verdicts as they leave an engine: in one order, as text, with a digest that is the same everywhere."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from zhibu.facts.compiled.questions import VERDICTS
from zhibu.rules.model import Indicator
from zhibu.rules.values import Verdict, number_text

SHAPE = pa.schema(
    [("subject", pa.int64())]
    + [(name, pa.string()) for name in ("indicator", "verdict", "value", "required", "clause")]
)


class Row(NamedTuple):
    """One verdict. `value` and `required` are exact texts (3, 2/3, true, 2026-09-30), None where unknown or
    where there is none; `clause` is what the indicator rests on."""

    subject: int
    indicator: str
    verdict: Verdict
    value: str | None
    required: str | None
    clause: str


@dataclass(frozen=True)
class Results:
    """All verdicts of a period, ordered by indicator, then subject; `table` has the columns of `Row`."""

    period: str
    engine: str
    table: pa.Table

    def __iter__(self) -> Iterator[Row]:
        for batch in self.table.to_batches():
            yield from map(Row, *(column.to_pylist() for column in batch.columns))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the period and all rows in their order; says nothing of the engine."""
        digest = hashlib.sha256(f"{self.period}\n".encode())
        for text in lines(self.table):
            digest.update(text)
        return digest.hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The form of `zhibu evaluate --json`."""
        kept = self.table.select(["subject", "indicator", "verdict", "value", "clause"])
        return {
            "period": self.period,
            "engine": self.engine,
            "digest": self.digest,
            "results": kept.to_pylist(),
        }


def lines(table: pa.Table) -> Iterator[bytes]:
    """The rows as text, one a line, tabs between and "-" for NULL; in parts, each ending with its last line's end."""
    for batch in table.to_batches():
        columns = [column.cast(pa.string()) for column in batch.columns]
        joined = pc.binary_join_element_wise(
            *columns, "", "\t", null_handling="replace", null_replacement="-"
        )
        yield ("\n".join(joined.to_pylist()) + "\n").encode()


def verdict_rows(answer: pa.Table, indicators: Sequence[Indicator]) -> dict[str, pa.Table]:
    """The answer to `questions.verdict_sql` as rows, per indicator id."""
    answer = answer.sort_by("subject")
    return {one.id: _rows_of(answer, number, one) for number, one in enumerate(indicators)}


def _rows_of(answer: pa.Table, number: int, indicator: Indicator) -> pa.Table:
    judged = answer.filter(pc.is_valid(answer[f"{number} verdict"]))
    places = judged[f"{number} verdict"].combine_chunks()
    value = texts(judged, f"{number} value", is_number=indicator.value.kind == "number")
    required = pa.nulls(len(judged), pa.string())
    if indicator.required is not None:
        required = texts(judged, f"{number} required", is_number=indicator.required.kind == "number")
    not_applicable = pc.equal(places, VERDICTS.index("not_applicable"))
    columns = [
        judged["subject"],
        pa.repeat(indicator.id, len(judged)),
        pa.array(VERDICTS).take(places),
        pc.if_else(not_applicable, None, value),
        required,
        pa.repeat(indicator.citation.text, len(judged)),
    ]
    return pa.table(columns, SHAPE)


def texts(answer: pa.Table, name: str, *, is_number: bool) -> pa.Array:
    """One text per row. Few values repeat over many organisations: each is put into words once."""
    if not is_number:
        return _each_once(answer[name], lambda value: text(value))
    tops, bottoms = answer[name].cast(pa.int64()), answer[f"{name} bottom"].cast(pa.int64())
    if pc.all(pc.equal(bottoms, 1)).as_py():
        return tops.cast(pa.string()).combine_chunks()
    pairs = pc.binary_join_element_wise(tops.cast(pa.string()), bottoms.cast(pa.string()), "/")
    return _each_once(pairs, lambda pair: number_text(Fraction(pair)))


def _each_once(column: pa.ChunkedArray, in_words: Any) -> pa.Array:
    coded = column.combine_chunks().dictionary_encode()
    words = pa.array([in_words(value) for value in coded.dictionary.to_pylist()], pa.string())
    return words.take(coded.indices)


def text(value: bool | str | date) -> str:
    """A value that is no number, as exact text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value
