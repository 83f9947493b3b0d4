"""The numbering styles of official documents, as one table (GB/T 9704-2012 7.3.3 names the first four)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhibu.papers.numerals import CIRCLED, parse_integer

_HAN = "[一二三四五六七八九十百零〇]{1,4}"
_DIGIT = r"[0-9０-９]{1,2}"


@dataclass(frozen=True, slots=True)
class Style:
    """`rank` orders the styles from outside in; `run_in` styles (一是…二是…) stand inside a paragraph."""

    name: str
    rank: float
    pattern: str  # one group: the ordinal
    run_in: bool = False


STYLES = (
    Style("chapter", 0, rf"第({_HAN})(?:章|编|部分|篇)(?=[\s、：:]|[^，,。]{{0,20}}$)"),
    Style("clause_section", 1, rf"第({_HAN})节(?=[\s、：:])"),
    Style("article", 1.7, rf"第({_HAN}|[0-9０-９]{{1,3}})条(?:[\s\u3000：:]+|(?=[为本凡各对由]))"),
    Style("comma", 2, rf"({_HAN})\s?(?:、|[.．](?!\d))"),
    Style("paren", 3, rf"[（(]\s*({_HAN})\s*[）)]、?"),
    Style("stage", 3.6, rf"第({_HAN})(?:阶段|步)(?:[：:，,\s\u3000]|(?=[（(]))"),
    Style(
        "named",
        3.7,
        rf"(?:问题|议题|课题|任务|专题|项目|措施|举措|行动|事项)\s?({_HAN}|{_DIGIT})(?:[：:、.．]\s*|[\s\u3000]+)",
    ),
    Style("digit", 4, rf"({_DIGIT})\s*(?:[.．](?![0-9０-９])|、)"),
    Style("bare", 4.5, r"(\d{1,2})[ \t\u3000]+(?=[\u4e00-\u9fff])(?![年月日号个名次人项条件家%％])"),
    Style("decimal2", 5, r"\d{1,2}\.(\d{1,2})(?![\d.．%％万亿元个名人次年月项家支件])[\s、.．]?"),
    Style("decimal3", 6, r"\d{1,2}\.\d{1,2}\.(\d{1,2})(?![\d.．%％])[\s、.．]?"),
    Style("digit_paren", 7, rf"(?:[（(]\s*({_DIGIT})\s*[）)])"),
    Style("digit_half_paren", 8, rf"({_DIGIT})[）)]"),
    Style("circled", 9, f"([{CIRCLED}])"),
    Style("slogan", 10, r"[“\"]([0-9０-９]{1,2})[”\"][，,](?:就是|即)?"),
    Style("ordinal", 11, rf"第({_HAN})(?:[，,：:]|、(?!第))", run_in=True),
    Style("its", 12, rf"其({_HAN})(?=[，,、：:是])[，,、：:]?", run_in=True),
    Style("is", 13, rf"({_HAN})是(?![否不]|非(?!公))", run_in=True),
    Style("must", 13, rf"({_HAN})要", run_in=True),
)

_LINE = {style.name: re.compile(r"[\s\u3000]*" + style.pattern) for style in STYLES}
# Inside a line a bare 一、 or 1. is too often part of a sentence: only where a sentence has just ended.
_INSIDE = re.compile(
    "|".join(f"(?P<{s.name}>{s.pattern})" for s in STYLES if s.name not in ("slogan", "bare"))
)
# 2.4个支部: an item that begins with a count, or 2.4 of something; the sequence tells.
_DIGIT_THEN_COUNT = re.compile(r"[\s\u3000]*(\d{1,2})[.．](?=\d{1,4}\s*[个名次人项家支件月])")
# 3.2026年开展: an item that begins with a year.
_DIGIT_THEN_YEAR = re.compile(r"[\s\u3000]*(\d{1,2})[.．](?=(?:19|20)\d{2}\s*年)")
_BY_NAME = {style.name: style for style in STYLES}
_BOUNDARY = tuple('。；;：:！!？?，,、\n\t 　）)”"')
_HARD_BOUNDARY = tuple("。；;：:！!？?\n\t 　）)")
# 形式单一、收缴不及时: the number is the end of a word.
_ENDS_IN_ONE = frozenset("单统唯专同之划合归逐万齐如均不")
_LOOSE_ENOUGH = {"comma", "paren", "is", "must"}
# 持续用力1.坚持第一议题: a heading without a stop runs into its first item.
_RUN_ON = re.compile(r"[\u4e00-\u9fff][0-9０-９]{1,2}[.．][\u4e00-\u9fff“《]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number found at text[start:end]; `strength` 2 at the head of a line, 1 after a stop, 0 in running text."""

    style: Style
    ordinal: int
    start: int
    end: int
    strength: int

    def label(self, text: str) -> str:
        """The number as written, without blanks and without the words that tie it to its sentence (第一，“1”，就是)."""
        label = re.sub(r"\s", "", text[self.start : self.end])
        if self.style.run_in:
            return label.rstrip("，,：:、")
        return label.split("，")[0].split(",")[0].rstrip("：:")


def begins_with_number(line: str) -> bool:
    """Whether a line opens with a number of a style that heads lines (not 一是, 第一，)."""
    return any(_LINE[style.name].match(line) for style in STYLES if not style.run_in and style.name != "bare")


def find_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Every candidate number of the line text[start:end], in order. Most weak ones will not stand the sequence test."""
    at = start
    head = _at_head(text, start, end)
    if head is not None:
        yield head
        at = head.end
    for match in _INSIDE.finditer(text, at, end):
        style = _BY_NAME[
            match.lastgroup or ""
        ]  # the named group closes last; the ordinal is the group inside it
        before = text[match.start() - 1] if match.start() else "\n"
        stops = _BOUNDARY if style.run_in else _HARD_BOUNDARY
        strength = 1 if before in stops else 0
        ordinal = parse_integer(match[_INSIDE.groupindex[style.name] + 1])
        loose = style.name in _LOOSE_ENOUGH or _RUN_ON.match(text, match.start() - 1)
        if before in _ENDS_IN_ONE and ordinal == 1:
            continue
        if before != "第" and ordinal and (strength or loose):
            yield Mark(style, ordinal, match.start(), match.end(), strength)


def _at_head(text: str, start: int, end: int) -> Mark | None:
    for style in STYLES:
        match = _LINE[style.name].match(text, start, end)
        if match and (ordinal := parse_integer(match[1])):
            # A number and a blank (1 目的) may be anything: the sequence tells.
            return _mark(style, ordinal, match, 1 if style.name == "bare" else 2)
    if (match := _DIGIT_THEN_YEAR.match(text, start, end)) and (ordinal := parse_integer(match[1])):
        return _mark(_BY_NAME["digit"], ordinal, match, 2)
    if (match := _DIGIT_THEN_COUNT.match(text, start, end)) and (ordinal := parse_integer(match[1])):
        return _mark(_BY_NAME["digit"], ordinal, match, 1)
    return None


def _mark(style: Style, ordinal: int, match: re.Match[str], strength: int) -> Mark:
    blanks = len(match[0]) - len(match[0].lstrip())
    return Mark(style, ordinal, match.start() + blanks, match.end(), strength)
