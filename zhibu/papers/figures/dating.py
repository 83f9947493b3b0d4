"""Up to which day a text counts: the day that it says its data reach to, or the day that it is signed."""

import re
from calendar import monthrange
from datetime import date

from zhibu.papers.numerals import parse_integer

_ZERO = "〇○零Ｏ"
_CHINESE = f"[{_ZERO}一二三四五六七八九]{{4}}"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = rf"((?:19|20)\d{{2}}|{_CHINESE})\s*年\s*"
# A line of its own, perhaps in brackets below the title.
_SIGNED = re.compile(rf"[（(]?\s*{_YEAR}({_NUMBER})\s*月\s*({_NUMBER})\s*日\s*[)）]?")
_REACHING = re.compile(
    rf"(?:(?<!据)统计|数据|数字|资料)[^，。；：\n]{{0,8}}?截[至止](?:到|于|日期|时间)?[为是:：]?\s*(?:{_YEAR})?"
    rf"({_NUMBER})月(?:({_NUMBER})日|[底末])"
)


def data_until(text: str, year: int) -> date | None:
    """The day that the text itself says its data reach to (数据截至9月30日); `year` where it names none."""
    found = _REACHING.search(text)
    return _day(found[1] or str(year), found[2], found[3]) if found else None


def signed_on(text: str) -> date | None:
    """The last line that is a day and nothing else (成文日期); None without one."""
    lines = [_SIGNED.fullmatch(line.strip()) for line in text.split("\n") if len(line) < 40]
    days = [_day(*found.groups()) for found in lines if found]
    return next((one for one in reversed(days) if one), None)


def _day(year: str, month: str, day: str | None) -> date | None:
    """The last day of the month where no day is named; None for what is no day of the calendar."""
    try:
        number, of = _year(year), parse_integer(month) or 0
        return date(number, of, (parse_integer(day) or 0) if day else monthrange(number, of)[1])
    except ValueError:
        return None


def _year(words: str) -> int:
    digits = "".join("0" if one in _ZERO else one for one in words)
    return int(
        "".join(str("一二三四五六七八九".find(one) + 1) if not one.isdigit() else one for one in digits)
    )
