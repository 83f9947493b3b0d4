"""The words that a paper adds to its text, alike in .docx and PDF: numbers, dates, sources, imprint."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from zhibu.papers.numerals import to_chinese
from zhibu.papers.official.model import UNKNOWN, Block, Heading, Imprint, Paper, Run, Source

SOURCES = "附：数据来源"
SOURCE_HEADER = ("序号", "指标", "期间", "规则", "记录数", "快照摘要")
_SAID_ONCE = (2, 5)  # 期间, 快照摘要
_MIN_SHARE, _MAX_SHARE = 4, 16  # a column counts for as many characters, at least and at most


class Citations:
    """Numbers the sources in the order in which figures cite them; a source has one number however often cited."""

    def __init__(self) -> None:
        self.numbers: dict[Source, int] = {}

    def number(self, source: Source) -> int:
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def rows(self) -> list[tuple[str, ...]]:
        """The rows of 附：数据来源, below SOURCE_HEADER."""
        return [
            (str(number), one.indicator, one.period, one.rule, UNKNOWN if one.records is None else str(one.records),
             one.snapshot)
            for one, number in self.numbers.items()
        ]  # fmt: skip

    def table(self) -> tuple[list[str], list[list[str]], str]:
        """附：数据来源 as heads, rows and a caption, where the period and digest that all rows share are said once."""
        rows = self.rows()
        shared = {at for at in _SAID_ONCE if len(rows) > 1 and len({row[at] for row in rows}) == 1}
        kept = [at for at in range(len(SOURCE_HEADER)) if at not in shared]
        caption = "，".join(f"{SOURCE_HEADER[at]}：{rows[0][at]}" for at in sorted(shared))
        return [SOURCE_HEADER[at] for at in kept], [[row[at] for at in kept] for row in rows], caption


def mark(number: int) -> str:
    """The mark behind a figure that leads to its source."""
    return f"〔{number}〕"


def heading_numbers(blocks: Iterable[Block]) -> list[str]:
    """The number of each heading in order: 一、（一）1. （1） by level (7.3.3)."""
    counts = [0, 0, 0, 0]
    numbers = []
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            numbers.append(number_of(block.level, counts))
    return numbers


def number_of(level: int, counts: Sequence[int]) -> str:
    """The number of a heading whose `counts` by level are given."""
    count = counts[level - 1]
    return (f"{to_chinese(count)}、", f"（{to_chinese(count)}）", f"{count}.", f"（{count}）")[level - 1]


def attachment_lines(names: Sequence[str]) -> list[str]:
    """附件说明: one line for each, no stop at the end (7.3.4)."""
    return [
        ("附件：" if index == 0 else "　　　") + (f"{index + 1}." if len(names) > 1 else "") + name
        for index, name in enumerate(names)
    ]


def day_words(day: date) -> str:
    """2024年10月8日: Arabic, no leading zeros (7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def signature_indent(paper: Paper) -> float:
    """Characters from 署名 to the right edge: centred above the date, which is four from the edge (7.3.5)."""
    return max(0.0, 4 + (width(day_words(paper.dated)) - len(paper.signature)) / 2)


def imprint_lines(imprint: Imprint) -> tuple[str, str, str]:
    """抄送, 印发机关 and 印发日期 (7.4.2, 7.4.3); the first is empty where nobody gets a copy."""
    copies = f"抄送：{'，'.join(imprint.copies)}。" if imprint.copies else ""
    return copies, imprint.printer, f"{day_words(imprint.printed)}印发"


def width(words: str) -> float:
    """In characters; half ones counted as half."""
    return sum(0.5 if char.isascii() else 1 for char in words)


def column_shares(header: Sequence[str], rows: Sequence[Sequence[Run]]) -> list[float]:
    """How wide each column of a table is beside the others: as its longest words, within limits."""
    columns = zip(*chain([header], rows), strict=True)
    longest = (max(width(one if isinstance(one, str) else one.shown) for one in column) for column in columns)
    return [min(_MAX_SHARE, max(_MIN_SHARE, one + 1)) for one in longest]
