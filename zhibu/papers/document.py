"""A document as read: one text, and blocks, table cells and notices that point into it by position."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from zhibu.papers.spacing import close_up

Media = Literal["txt", "docx", "xlsx", "pdf"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should see: noise, a masked value, a contradiction. `kind` is a key of NOTICE_TITLES."""

    kind: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, text[start:end].

    `heading` is the level that the file itself states, None where it states none; `emphasis` says that the whole is
    bold or larger than the body, `lead_end` where its bold beginning ends (0 where it has none).
    """

    start: int
    end: int
    heading: int | None = None
    emphasis: bool = False
    lead_end: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell, text[start:end]; a merged cell is the same object at every place that it covers."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` may differ in length; `name` is the sheet's name or empty."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is never altered after opening, so that every position stays valid for as long as the file does."""

    name: str
    media: Media
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()

    def of(self, part: Block | Cell | Notice) -> str:
        """The text that a part points at."""
        return self.text[part.start : part.end]


NOTICE_TITLES = {
    "page_furniture": "页码、页眉等版面残留",
    "advert": "广告或引流文字",
    "unread": "网页未读提示",
    "paywall": "付费标记",
    "password": "文档密码",
    "masked": "隐去的内容，按未知处理",
    "year_conflict": "年份前后矛盾",
    "year_assumed": "年份是推断的",
    "macro": "文件含宏，未运行",
}


@dataclass(slots=True)
class DocumentBuilder:
    """Collects paragraphs and tables in reading order, closes blanks around digits, and keeps the positions."""

    name: str
    media: Media
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def _place(self, text: str) -> tuple[int, int]:
        text = close_up(text)
        start = self.length
        self.parts.append(text)
        self.length += len(text) + 1
        return start, start + len(text)

    def paragraph(
        self, text: str, *, heading: int | None = None, emphasis: bool = False, lead: int = 0
    ) -> None:
        """Add a paragraph; `lead` is the length of its bold beginning."""
        start, end = self._place(text)
        self.blocks.append(
            Block(start, end, heading, emphasis, start + len(close_up(text[:lead])) if lead else 0)
        )

    def table(
        self,
        grid: Sequence[Sequence[str]],
        *,
        name: str = "",
        merged: Mapping[tuple[int, int], tuple[int, int]] | None = None,
    ) -> None:
        """Add a table; `merged` maps a covered (row, column) to the (row, column) that holds its text."""
        cells: dict[tuple[int, int], Cell] = {}
        for r, row in enumerate(grid):
            for c, text in enumerate(row):
                if not merged or (r, c) not in merged:
                    cells[r, c] = Cell(*self._place(text))
        anchors = merged or {}
        rows = (
            tuple(cells[anchors.get((r, c), (r, c))] for c in range(len(row))) for r, row in enumerate(grid)
        )
        self.tables.append(Table(name, tuple(rows)))

    def notice(self, kind: str, quote: str) -> None:
        """A notice about the file as a whole; it points at the beginning of the text."""
        self.notices.append(Notice(kind, quote, 0, 0))

    def build(self) -> Document:
        return Document(
            self.name,
            self.media,
            "\n".join(self.parts),
            tuple(self.blocks),
            tuple(self.tables),
            tuple(self.notices),
        )
