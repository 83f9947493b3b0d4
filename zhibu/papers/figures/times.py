"""The days that time words mean: 上半年, 前三季度, 1至9月, 今年以来, 去年同期, 近三年, 截至9月底."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from zhibu.papers.numerals import parse_integer
from zhibu.rules.periods import Period

Span = tuple[date, date]
"""The first and the last day."""

_HEAD = 400
_TITLE = 60
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?(?=年|度)")
_DATED = re.compile(r"(?<!\d)((?:19|20)\d{2})年|[〔\[（(]((?:19|20)\d{2})[〕\]）)]\s*第?\d+\s*号")
# 2026年9月简报, and not 2026年9月3日 or 2026年1月至6月.
_MONTH = re.compile(
    r"年度?(\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?![\d底末前起以至到—–~～-]|[一二三四五六七八九十]{1,3}日)"
)
_MONTHLY = re.compile("月报|月度|月份|本月|当月")
_BY_THEN = re.compile(r"\d{1,2}月(?:\d{1,2}日|[底末])?以?前|[底末]以?前")
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DASH = "(?:至|到|[-－—–~～]{1,2})"
_MONTHS = re.compile(rf"({_N})月?份?{_DASH}({_N})月")
_DAYS = re.compile(rf"(\d{{1,2}})月(\d{{1,2}})日?{_DASH}(?:(\d{{1,2}})月)?(\d{{1,2}})日")
_QUARTERS = re.compile(rf"第?([一二三四1-4])季?度?{_DASH}第?([一二三四1-4])季度")
_FIRST = re.compile(r"[前头]([二两三23])个?季度")
_FIRST_MONTHS = re.compile(rf"[前头]({_N}|两)个月")
_LAST_YEARS = re.compile(rf"近({_N}|两)年|({_N}|两)年来")


def base_of(text: str) -> Period | None:
    """The period that a document is about, by the time in its title lines; else the one year that it is dated; None
    where it names none, or several."""
    lines = [line for line in text[:_HEAD].split("\n") if len(line) <= _TITLE and "。" not in line]
    for line in lines:
        if (year := _YEAR.search(line)) and not re.match(r"年\d{1,2}月\d{1,2}日", line[year.end() :]):
            found = _written(line[year.start() :], int(year[1]))
            return next(iter(found), _month(line, year, text[:_HEAD]) or Period(int(year[1]), "year"))
    years = {int(found[1] or found[2]) for found in _DATED.finditer("\n".join(lines))}
    years = years or {
        int(found[1]) for found in _DATED.finditer(text) if found[1] and not _is_owed(text, found)
    }
    return Period(years.pop(), "year") if len(years) == 1 else None


def _month(line: str, year: re.Match[str], head: str) -> Period | None:
    """The month that a title line names behind its year; a line of nothing else may be the day of writing, and is the
    month reported on only where the head speaks of one."""
    found = _MONTH.match(line, year.end())
    number = parse_integer(found[1]) if found else None
    if found is None or number is None or not 1 <= number <= 12:
        return None
    bare = not re.search("[\u4e00-\u9fff]", line[: year.start()] + line[found.end() :])
    return None if bare and not _MONTHLY.search(head) else Period(int(year[1]), "month", number)


def _is_owed(text: str, year: re.Match[str]) -> bool:
    """2026年1月底前 is asked for and not reported."""
    return _BY_THEN.match(text, year.end()) is not None


def span_of(words: str, base: Period | None, before: Span | None = None) -> Span | None:
    """The days that a figure's time words mean in a document about `base`; None where they mean none.

    `before` is the time of the figure before in its sentence, of which 去年同期 is the same a year earlier.
    """
    if not words or words.startswith("每"):
        return None
    if since := re.fullmatch(r"((?:19|20)\d{2})年以来", words):
        return (date(int(since[1]), 1, 1), base.end) if base and base.year >= int(since[1]) else None
    if re.match("[去上]年同期", words):
        return _year_before(before or (_days(base) if base else None))
    if base is not None and (near := _near(words, base)):
        return near
    year = _year_of(words, base)
    if year is None:
        return None
    span = _within(words, year)
    if span and words.startswith("截至"):
        return date(year, 1, 1), span[1]
    if span and base and re.search("今年以来|年初以来|年以来", words):
        return span[0], min(span[1], base.end)
    return span


def _near(words: str, base: Period) -> Span | None:
    """Times told from the document's own: 本季度, 上季度, 上个月, 近三年."""
    if re.match("上一?个?季度", words):
        return _days(Period.containing(base.end, "quarter").previous())
    if re.match("上个?月", words):
        return _days(Period.containing(base.end, "month").previous())
    if re.match("[本当]季度", words):
        return _days(Period.containing(base.end, "quarter"))
    if re.match("[本当]月", words):
        return _days(Period.containing(base.end, "month"))
    if found := _LAST_YEARS.fullmatch(words):
        number = parse_integer(found[1] or found[2]) or 1
        if number == 1:
            return (
                (_same_day(base.end) + timedelta(1), base.end)
                if found[1]
                else _days(Period(base.year, "year"))
            )
        return date(base.year - number + 1, 1, 1), base.end
    return None


def _within(words: str, year: int) -> Span | None:
    """The part of the year that the words name, the whole where they name no part."""
    try:
        if found := _DAYS.search(words):
            last = int(found[3] or found[1])
            return date(year, int(found[1]), int(found[2])), date(year, last, int(found[4]))
        if found := _MONTHS.search(words):
            first, until = parse_integer(found[1]) or 0, parse_integer(found[2]) or 0
            return date(year, first, 1), _month_end(year, until)
        if found := re.search(r"(\d{1,2})月(\d{1,2})日", words):
            day = date(year, int(found[1]), int(found[2]))
            return day, day
        if found := re.search(rf"({_N})月份?(底|末)?", words):
            end = _month_end(year, parse_integer(found[1]) or 0)
            return (end, end) if found[2] else (end.replace(day=1), end)
    except ValueError:
        return None  # 2月30日
    if found := _FIRST_MONTHS.search(words):
        return date(year, 1, 1), _month_end(year, parse_integer(found[1]) or 1)
    if parts := list(_written(words, year)):
        return parts[0].start, parts[-1].end
    if "年初" in words and "以来" not in words:
        return date(year, 1, 1), date(year, 1, 1)
    if re.search("年[底末]", words):
        return date(year, 12, 31), date(year, 12, 31)
    return (date(year, 1, 1), date(year, 12, 31)) if "年" in words else None


def _written(words: str, year: int) -> Iterator[Period]:
    """The quarters or the half-year that the words begin to name."""
    if found := _QUARTERS.search(words):
        first, last = parse_integer(found[1]) or 1, parse_integer(found[2]) or 4
        yield from (Period(year, "quarter", number) for number in range(first, last + 1))
    elif found := _FIRST.search(words):
        yield from (
            Period(year, "quarter", number) for number in range(1, (parse_integer(found[1]) or 1) + 1)
        )
    elif found := re.search("第?([一二三四1-4])季度", words):
        yield Period(year, "quarter", parse_integer(found[1]) or 1)
    elif found := re.search("[上下]半年", words):
        yield Period(year, "half", 1 if "上" in found[0] else 2)


def _year_of(words: str, base: Period | None) -> int | None:
    if found := re.search(r"((?:19|20)\d{2})年", words):
        return int(found[1])
    if base is None:
        return None
    if "前年" in words:
        return base.year - 2
    return base.year - 1 if re.search("去年|上年|上一年", words) else base.year


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def _year_before(span: Span | None) -> Span | None:
    if span is None:
        return None
    first, last = (_same_day(day) for day in span)
    return first, last


def _same_day(day: date) -> date:
    """The day a year before; the last of February stays the last."""
    if (day.month, day.day) in ((2, 28), (2, 29)):
        return _month_end(day.year - 1, 2)
    return day.replace(year=day.year - 1)


def _days(period: Period) -> Span:
    return period.start, period.end
