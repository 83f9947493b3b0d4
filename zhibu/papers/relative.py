"""Times that count from the day of the paper: 本月内, 下月10日前, 本周五前, 本季度末."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from zhibu.papers.deadlines import Deadline
from zhibu.papers.figures.dating import signed_on

_HELD = re.compile(
    r"(?:(?<=时间：)|(?<=时间:)|^)[\s\u3000]*(\d{4})年(\d{1,2})月(\d{1,2})日(?=.{0,8}(?:[上下]午|晚|\d|$)|[^。\n]{0,40}(?:召开|主持))",
    re.MULTILINE,
)
_COUNTS = re.compile(
    r"(?P<which>[本下])(?P<unit>月|周|季度)(?:(?P<day>\d{1,2})[日号]|(?P<third>[上中]旬)|(?P<weekday>[一二三四五六日天]))?"
)
_LONG_AGO = 180
_YEAR_STATED = re.compile(r"\d{4}|今年|本年")
_OPENING = 600  # the day of a meeting stands in the head of its minutes


def day_of(text: str) -> date | None:
    """The day of a paper: the line that dates it, else the day of the meeting that it records; None without one."""
    if signed := signed_on(text):
        return signed
    held = _HELD.search(text, 0, _OPENING)
    try:
        return date(*map(int, held.groups())) if held else None
    except ValueError:
        return None


def counted_from(due: Deadline | None, day: date | None) -> Deadline | None:
    """A deadline that names no date but counts from the paper's `day`, with its date; any other as it is.

    A day without a year that lies long before the paper's own is one of the year after it: 1月8日前 in December.
    """
    if due is None or day is None or due.every:
        return due
    if due.date:
        return due if _YEAR_STATED.search(due.text) else replace(due, date=_not_long_before(day, due.date))
    words = _COUNTS.match(due.text)
    return replace(due, date=_last_day(words, day)) if words else due


def _not_long_before(day: date, due: date) -> date:
    if (day - due).days <= _LONG_AGO:
        return due
    end = _month_end(due.year + 1, due.month)
    return end.replace(day=min(due.day, end.day))


def _last_day(words: re.Match[str], day: date) -> date | None:
    later = words["which"] == "下"
    if words["unit"] == "周":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=later)
        return monday + timedelta(days="一二三四五六日".find((words["weekday"] or "日").replace("天", "日")))
    if words["unit"] == "季度":
        return _month_end(day.year, (day.month - 1) // 3 * 3 + 3 + 3 * later)
    end = _month_end(day.year, day.month + later)
    number = int(words["day"] or 0) or {"上旬": 10, "中旬": 20}.get(words["third"] or "", end.day)
    return end.replace(day=number) if 0 < number <= end.day else None


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])
