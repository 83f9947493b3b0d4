"""Figures bound to their source, and text that holds them by name: 【主题党日按月开展未达标数】."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from zhibu.rules.values import Verdict

_NAMED = re.compile(r"【([^【】]+)】")


@dataclass(frozen=True)
class Figure:
    """A number in a report. `value` None is unknown and is shown as 暂无数据.

    `indicator` and `verdict` say which results it counts ("" for counts of records or organisations); `records` is how
    many records or results it was counted from, `rule` the pack, version and clause it rests on. `period` and `digest`
    are given where they are not the report's own. `place` is the organisation that a cell of a table counts, 0 for
    figures of the whole report.

    `counts` tells which rows of the snapshot it counts (`counted.ids_behind`), or of which score sheet it is
    (`score:…`), and `span` the days, as `parse_stretch` reads them. `listed` names a table whose cells of one period
    share one entry among the sources. `own`: of the place itself, without those below.
    """

    name: str
    value: str | None
    what: str
    records: int
    rule: str = ""
    indicator: str = ""
    verdict: Verdict | str = ""
    period: str = ""
    digest: str = ""
    place: int = 0
    counts: str = ""
    span: str = ""
    listed: str = ""
    own: bool = False

    @property
    def shown(self) -> str:
        return "暂无数据" if self.value is None else self.value

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Figure":
        """What earlier versions of the system stored beside it is left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})


@dataclass(frozen=True)
class Block:
    """A part of a report that is edited as one: a heading, a paragraph, a table, a blank that only people can fill, or
    the head of an annex. A table without a caption is a long list and set smaller.

    `id` stays when composed again.
    """

    id: str
    kind: str
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Composed:
    """A report as the system wrote it."""

    title: str
    blocks: tuple[Block, ...]
    figures: Mapping[str, Figure]


def pieces(text: str, figures: Mapping[str, Figure]) -> Iterator[str | Figure]:
    """The text cut into words and figures, in order; a name that is no figure stays as it is written."""
    for place, piece in enumerate(_NAMED.split(text)):
        if place % 2 and piece in figures:
            yield figures[piece]
        elif place % 2:
            yield f"【{piece}】"
        elif piece:
            yield piece


def unknown_names(text: str, figures: Mapping[str, Figure]) -> list[str]:
    """Names in the text that no figure has."""
    return [name for name in _NAMED.findall(text) if name not in figures]


class Pen:
    """Collects blocks and figures while a report is written."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.figures: dict[str, Figure] = {}

    def heading(self, id_: str, text: str, level: int = 1) -> None:
        self.blocks.append(Block(id_, "heading", text, level))

    def annex(self, id_: str, title: str) -> None:
        """All that follows stands behind the signature."""
        self.blocks.append(Block(id_, "annex", title, 1))

    def paragraph(self, id_: str, text: str) -> None:
        self.blocks.append(Block(id_, "paragraph", text))

    def blank(self, id_: str, asks: str) -> None:
        """A place for what only people know; it is printed once somebody has filled it."""
        self.blocks.append(Block(id_, "blank", asks))

    def table(self, id_: str, caption: str, rows: list[tuple[str, ...]]) -> None:
        """The first row is the head."""
        self.blocks.append(Block(id_, "table", caption, rows=tuple(rows)))

    def figure(self, name: str, value: int | str | None, *, what: str, records: int, **more: Any) -> str:
        """Registers a figure and gives the words that stand for it in the text; `more` are further fields of Figure."""
        shown = None if value is None else str(value)
        self.figures[name] = Figure(name, shown, what, records, **more)
        return f"【{name}】"
