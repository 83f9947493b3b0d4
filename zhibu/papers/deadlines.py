"""Deadlines as plans phrase them: 6月底前, 每季度, 上半年, 七一前, 年底, 长期坚持, 2024年3月31日, 第三季度."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from zhibu.papers.numerals import narrow, parse_integer
from zhibu.papers.recurrences import on_events, recurring


@dataclass(frozen=True, slots=True)
class Deadline:
    """`date` is the last day, None where the words name none or the year is unknown.

    `every` is week, two_weeks, month, two_months, quarter, half, year or ongoing (长期坚持), None for something owed
    once. A term that hangs on an event (会后5个工作日内, 春节前, 第10周) has its words alone.
    """

    text: str
    date: date | None
    every: str | None
    start: int
    end: int


_N = r"[0-9０-９一二三四五六七八九十]{1,3}"
_YEAR = r"(?:(?P<year>[12][0-9０-９]{3})\s*年\s*|(?P<near>今年|本年|明年|次年|来年)(?:度)?\s*)?"
_TO = r"(?:至|到|-|—|－|~|～)+"
_DAY = rf"{_N}\s*月\s*{_N}\s*[日号]"
_THIRD = "(?P<third>上旬|中旬|下旬)?"
_BY = r"(?:底?之?以?前|底|末|初|完成|结束前)?"

_FESTIVALS = {
    "元旦": (1, 1), "妇女节": (3, 8), "三八": (3, 8), "清明": (4, 4), "五一": (5, 1), "劳动节": (5, 1),
    "五四": (5, 4), "青年节": (5, 4), "七一": (7, 1), "建党节": (7, 1), "八一": (8, 1), "建军节": (8, 1),
    "六一": (6, 1), "护士节": (5, 12), "3·15": (3, 15), "3.15": (3, 15), "医师节": (8, 19),
    "记者节": (11, 8), "宪法日": (12, 4),
    "烈士纪念日": (9, 30), "教师节": (9, 10), "国庆节": (10, 1), "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _of_day(match: re.Match[str], year: int) -> date | None:
    month, day = parse_integer(match["month"]), parse_integer(match["day"])
    if not month or not day or month > 12 or day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _of_month(match: re.Match[str], year: int) -> date | None:
    month = parse_integer(match["month"])
    if not month or month > 12:
        return None
    third = match["third"]
    if third in ("上旬", "中旬"):
        return date(year, month, 10 if third == "上旬" else 20)
    return _month_end(year, month)


def _of_quarter(match: re.Match[str], year: int) -> date | None:
    quarter = parse_integer(match["n"])
    return _month_end(year, quarter * 3) if quarter and quarter <= 4 else None


def _of_half(match: re.Match[str], year: int) -> date:
    return date(year, 6, 30) if match["half"] == "上" else date(year, 12, 31)


def _of_festival(match: re.Match[str], year: int) -> date:
    """The day before a festival for 前, the festival itself for 前后 and 期间."""
    day = date(year, *_FESTIVALS[match["festival"]])
    before = match["side"] in ("前", "之前", "以前")
    return day - timedelta(days=1) if before else day


def _of_year(_: re.Match[str], year: int) -> date:
    return date(year, 12, 31)


# 全年各项任务 speaks of the year's work, 全年举办 of a limit.
_NOT_ALL_YEAR = (
    "(?![\u4e00-\u9fff]{0,6}(?:计划|方案)(?=[，,。；;、]|$)|各项|工作|的|目标|任务|重点|党建|度|主题|活动|"
    "不超过|不突破|控制在)"
)
Resolve = Callable[[re.Match[str], int], date | None]

# In order: the first pattern that matches at a place wins. A text with none of the characters before it cannot match.
_DATED: tuple[tuple[frozenset[str], re.Pattern[str], Resolve], ...] = tuple(
    (frozenset(needed), re.compile(pattern), resolve)
    for needed, pattern, resolve in (
        ("月", _YEAR + rf"{_DAY}\s*{_TO}\s*(?P<month>{_N})\s*月(?!\s*{_N}\s*[日号])份?{_THIRD}{_BY}", _of_month),
        ("月",
         _YEAR + rf"(?P<month>{_N})\s*月\s*{_N}\s*[日号]?\s*{_TO}\s*(?P<day>{_N})\s*[日号](?:之?以?前)?", _of_day),
        ("月", _YEAR + rf"(?:{_DAY}\s*{_TO}\s*)?(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*[日号](?:之?以?前)?", _of_day),
        (".-/",
         r"(?P<year>[12]\d{3})[.\-/](?P<month>\d{1,2})[.\-/](?P<day>\d{1,2})(?!\d)(?:之?以?前)?(?P<near>)", _of_day),
        ("月",
         _YEAR + rf"(?:{_N}\s*(?:月(?:份|[上中下]旬)?)?\s*{_TO}\s*)?(?P<month>{_N})\s*月份?{_THIRD}{_BY}", _of_month),
        (".", r"(?P<year>[12]\d{3})\.(?P<month>\d{1,2})(?P<third>)(?P<near>)(?![\d.])(?:底)?(?:前)?", _of_month),
        ("季", _YEAR + rf"(?:第?{_N}\s*季?度?\s*[、至到\-—]\s*)?第?(?P<n>[一二三四1-4])\s*季度{_BY}", _of_quarter),
        ("Q", _YEAR + r"Q(?P<n>[1-4])(?![A-Za-z0-9])", _of_quarter),
        ("半", _YEAR + rf"(?P<half>[上下])半年{_BY}", _of_half),
        ("".join(_FESTIVALS), _YEAR + r"[“\"]?(?P<festival>" + "|".join(sorted(_FESTIVALS, key=len, reverse=True))
         + r")[”\"]?(?:(?<!节)节)?[”\"]?(?P<side>前后|期间|[之以]?前|(?=表彰|走访|慰问|开展|组织|举办|召开))",
         _of_festival),
        ("年", r"(?P<year>[12]\d{3})年(?P<near>)(?:年)?(?:底之?以?前|底|末|内|全年)", _of_year),
        ("年",
         r"(?P<near>今年|本年|明年|次年|来年)?"
         rf"(?:年[底终]之?以?前|年[底末]|岁末|全年{_NOT_ALL_YEAR}|年内|年度内)", _of_year),
        ("年", r"(?P<near>今年|明年)(?:底前?|内)", _of_year),
    )
)  # fmt: skip
_ONGOING = re.compile(
    r"长期坚持|长期推进|常抓不懈|持续坚持|常年坚持|贯穿全年(?!的)|贯穿始终(?!的)|全年推进|全年坚持"
)
# In a column or after a label these words are the deadline, in a sentence they are only manner.
_ONGOING_STATED = re.compile(r"长期|常年|全程|持续推进|持续|常态化推进|常态化|即时|随时|适时|日常|经常")


# What every phrase above and in recurrences.py holds one of: most clauses hold none, and cost no more than this.
_MAY_BE = re.compile(
    r"[年月周日号季期节天旬]|[五六七八十]一|三八|五四|元旦|清明|国庆|中秋|端午|重阳|开学|小时|春耕|秋收|入冬|供暖|\d[.·/\-]\d|Q[1-4]|"
    "坚持|推进|贯穿|长期|常年|全程|持续|常态|即时|随时|适时|经常"
)
_FILLER = re.compile(r"主要|重点|工作|任务|安排|计划|活动|内容|阶段|份|[\s\u3000：:（）()、【】\[\]]")


def find_deadlines(
    text: str, *, year: int | None, stated: bool = False, following: int | None = None
) -> list[Deadline]:
    """Every deadline in `text` in order of place. `year` dates those that state none; None leaves them undated.

    `stated` says that the text is a deadline column or follows such a label, so that bare 长期 or 持续 counts too.
    `following` is the year that 明年 means, where that is not the one after `year`.
    """
    return list(_found(text, year, stated, year + 1 if following is None and year else following))


@lru_cache(maxsize=32768)  # the readers ask of the same clause again and again
def _found(text: str, year: int | None, stated: bool, following: int | None) -> tuple[Deadline, ...]:
    text = narrow(text)
    if _MAY_BE.search(text) is None:
        return ()
    found = [Deadline(text[start:end], None, every, start, end) for every, start, end in recurring(text)]
    found.extend(_dated(text, year, following))
    taken = [(one.start, one.end) for one in found]
    for start, end in on_events(text):
        if not any(start < right and left < end for left, right in taken):
            found.append(Deadline(text[start:end], None, None, start, end))
    for pattern in (_ONGOING, _ONGOING_STATED) if stated else (_ONGOING,):
        found.extend(Deadline(m[0], None, "ongoing", m.start(), m.end()) for m in pattern.finditer(text))
    found.sort(key=lambda one: (one.start, one.start - one.end))
    kept: list[Deadline] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def is_time_alone(words: str, *, day: bool = False) -> bool:
    """Whether words name a time and nothing else (一月份, 第三季度工作安排); a single day only where `day` allows."""
    rest = words
    found = find_deadlines(words, year=None)
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    return (
        bool(found)
        and not _FILLER.sub("", rest)
        and (day or not any(one.text.endswith(("日", "号")) for one in found))
    )


def _dated(text: str, year: int | None, following: int | None) -> Iterator[Deadline]:
    taken: list[tuple[int, int]] = []
    written = set(text)
    for needed, pattern, resolve in _DATED:
        if needed.isdisjoint(written):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < right and left < end for left, right in taken):
                continue
            if text[max(0, start - 1) : start] == "每":
                continue
            stated = _stated_year(match, year, following)
            day = resolve(match, stated or 2000)
            taken.append((start, end))
            if day is not None:
                yield Deadline(match[0].strip(), day if stated else None, None, start, end)


def _stated_year(match: re.Match[str], year: int | None, following: int | None) -> int | None:
    groups = match.groupdict()
    written = parse_integer(groups.get("year") or "")
    if written:
        return written
    near = groups.get("near") or ""
    return following if near in ("明年", "次年", "来年") else year
