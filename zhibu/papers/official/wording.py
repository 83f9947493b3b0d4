"""The words that a paper adds to its text, alike in .docx and PDF: numbers, dates, sources, imprint."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from math import ceil, sqrt

from zhibu.papers.numerals import to_chinese
from zhibu.papers.official import measures as m
from zhibu.papers.official.model import UNKNOWN, Block, Heading, Imprint, Paper, Run, Source

SOURCES = "附：数据来源"
SOURCE_HEADER = ("序号", "指标", "期间", "规则", "记录数", "快照摘要")
_SAID_ONCE = (2, 5)  # 期间, 快照摘要
_TITLE_LINE = (
    19  # characters of 2号 in a line, which has room for one more: digits stand off from their neighbours
)
_TITLE_BREAK = re.compile(
    r"[\d二三四五六七八九〇]年度?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?)?(?!第?[一二三四1-4]季度|[上下]半年|\d)|"
    "、|[的和与](?=.{4})|(?:党委|总支|支部|党组|委员会|书记)(?!书记|的)"
)
_MARK = 1.5  # characters that the mark behind a figure takes
_PADDING = 1.2  # characters that a cell needs beside its words
_NAME = 8  # characters that a name takes with the padding of its cell
_SHORT = 4  # a head of as many characters is not broken
_LONG = 12  # from more characters on the words of a column begin at its left edge


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


def sources_said(caption: str, paper: Paper) -> str:
    """What stands above the table of sources."""
    return "".join(f"{one}。" for one in (caption, paper.origin) if one)


def mark(number: int) -> str:
    """The mark behind a figure that leads to its source."""
    return f"〔{number}〕"


def folded(title: str) -> str:
    """A title that needs several lines, broken where its words allow and into lines of much the same length (7.3.1)."""
    lines = ceil(width(title) / _TITLE_LINE)
    if lines < 2 or "\n" in title:
        return title
    breaks = [one.end() for one in _TITLE_BREAK.finditer(title) if one.end() < len(title)]
    after = [
        at
        for at in breaks
        if width(title[:at]) <= _TITLE_LINE and width(title[at:]) <= _TITLE_LINE * (lines - 1)
    ]
    if not after:
        return title
    aim = width(title) / lines
    first = min(after, key=lambda at: abs(width(title[:at]) - aim))
    return f"{title[:first]}\n{folded(title[first:])}"


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


def attachment_names(paper: Paper) -> list[str]:
    """What 附件说明 names: what is kept elsewhere, then the annexes."""
    return [*paper.attachments, *(one.title for one in paper.annexes)]


def issuer_size(issuer: str) -> int:
    """The size of a letter's mark in half points: as large as goes on one line of 170 mm."""
    return min(m.SIZE_MARK, int(m.LETTER_LINE / 10 / max(1, width(issuer))))


def annex_mark(paper: Paper, index: int) -> str:
    """附件, with its number where there are several."""
    return f"附件{len(paper.attachments) + index + 1}" if len(attachment_names(paper)) > 1 else "附件"


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
    """Characters from 署名 to the right edge: centred above the date (unverified), that four from the edge (7.3.5)."""
    return max(0.0, 4 + (width(day_words(paper.dated)) - len(paper.signature)) / 2)


def imprint_lines(imprint: Imprint) -> tuple[str, str, str]:
    """抄送, 印发机关 and 印发日期 (7.4.2, 7.4.3); the first is empty where nobody gets a copy."""
    copies = f"抄送：{'，'.join(imprint.copies)}。" if imprint.copies else ""
    return copies, imprint.printer, f"{day_words(imprint.printed)}印发"


def width(words: str) -> float:
    """In characters; half ones counted as half."""
    return sum(0.5 if char.isascii() else 1 for char in words)


def column_shares(header: Sequence[Run], rows: Sequence[Sequence[Run]], room: float) -> list[float]:
    """How wide each column of a table is beside the others; `room` is how many characters the table has in a line.

    Where the words need more, short columns keep what they need and long ones share the rest by how much they hold.
    """
    columns = _columns(header, rows)
    needed = _needed(columns)
    if sum(needed) <= room:
        return needed
    short = [one <= room / 4 for one in needed]
    left = room - sum(one for one, is_short in zip(needed, short, strict=True) if is_short)
    weights = [sqrt(sum(column)) for column in columns]
    shared = sum(weight for weight, is_short in zip(weights, short, strict=True) if not is_short)
    least = room / 6
    return [
        one if is_short else max(least, left * weight / shared)
        for one, is_short, weight in zip(needed, short, weights, strict=True)
    ]


def is_crowded(header: Sequence[Run], rows: Sequence[Sequence[Run]], width: int) -> bool:
    """Whether the short columns of a table `width` wide leave its long ones less than a name takes in a line of 小四,
    so that 五号 serves it better."""
    room = width / (m.SIZE_TABLE * 10)
    needed = _needed(_columns(header, rows))
    short = [one for one in needed if one <= room / 4]
    long = len(needed) - len(short)
    return long > 0 and sum(needed) > room and room - sum(short) < long * _NAME


def _needed(columns: Sequence[Sequence[float]]) -> list[float]:
    return [max(_folded(head), *cells, 0) + _PADDING for head, *cells in columns]


def long_columns(header: Sequence[Run], rows: Sequence[Sequence[Run]]) -> list[bool]:
    """Whether the words of each column begin at its left edge; short ones stand in the middle."""
    return [max(column) > _LONG for column in _columns(header, rows)]


def _folded(head: float) -> float:
    """A long head stands in two lines."""
    return max(min(head, _SHORT), head / 2)


def _columns(header: Sequence[Run], rows: Sequence[Sequence[Run]]) -> list[list[float]]:
    """The widths of the cells, column by column."""
    shown = [
        [width(one) if isinstance(one, str) else width(one.shown) + _MARK for one in row]
        for row in chain([header], rows)
    ]
    return [list(column) for column in zip(*shown, strict=True)]
