"""What an official paper consists of; how it looks is decided in one place, by GB/T 9704-2012."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

UNKNOWN = "暂无数据"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from. `records` is the number of records behind it, None where that is unknown."""

    indicator: str
    period: str
    rule: str  # pack, version and clause, as shown to the reader
    records: int | None
    snapshot: str  # digest of the snapshot


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure in the text with its source; `text` None is unknown and written as 暂无数据, never as 0."""

    text: str | None
    source: Source

    @property
    def shown(self) -> str:
        return UNKNOWN if self.text is None else self.text


Run = str | FigureRef


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 4 is numbered 一、（一）1. （1） by the writer; `text` carries no number."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"标题层次只有一至四级，给出的是 {self.level}。请改用 1 到 4。")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text and figures in order."""

    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` have as many cells as `header`; a cell is text or a figure, a head of a figure's kind one that leads to
    the source of its column. `dense` sets long lists in a smaller size."""

    header: Sequence[Run]
    rows: Sequence[Sequence[Run]]
    caption: str = ""
    dense: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("表格各行的格数与表头不一致。请逐行补齐，空格写空字符串。")


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: begins on a page of its own behind the signature, and is named before it."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """信函格式 (10.1): the issuer's mark above the first page, the paper's number, such as 某党字〔2024〕15号, and how
    urgent it is (加急, 特急; "" where it is not)."""

    issuer: str
    number: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (7.4): who gets a copy, which office printed the paper and when."""

    printer: str
    printed: date
    copies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. Sources are collected from the figures and appended as 附：数据来源, with `origin` above them.

    `signature` "" leaves 署名 and 成文日期 away, as minutes and ledgers do. `landscape` turns the page for wide tables.
    """

    title: str
    blocks: Sequence[Block]
    signature: str
    dated: date
    recipients: str = ""  # 主送, without the colon
    attachments: Sequence[str] = ()  # kept elsewhere; annexes are named without being listed here
    annexes: Sequence[Annex] = ()
    origin: str = ""
    letterhead: Letterhead | None = None
    imprint: Imprint | None = None
    landscape: bool = False
