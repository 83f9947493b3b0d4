"""The four kinds of value a formula knows, unknown, and the four verdicts.

Numbers are exact (`Fraction`), never float. Unknown is `None` and is never zero, false or empty.
"""

from datetime import date
from fractions import Fraction
from typing import Final, Literal

Value = Fraction | bool | str | date
Kind = Literal["number", "boolean", "text", "date"]
Verdict = Literal["met", "not_met", "unknown", "not_applicable"]

KIND_TITLES: Final[dict[Kind, str]] = {"number": "数", "boolean": "是否", "text": "文字", "date": "日期"}
VERDICT_TITLES: Final[dict[Verdict, str]] = {
    "met": "达标",
    "not_met": "未达标",
    "unknown": "暂无数据",
    "not_applicable": "不适用",
}


def kind_of(value: Value) -> Kind:
    """The kind of a known value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, Fraction):
        return "number"
    return "date" if isinstance(value, date) else "text"


def in_words(value: Value | None) -> str:
    """A value as people write it: 暂无数据, 是, 否, 2026年9月30日, 3, 0.8, 1/3."""
    if value is None:
        return "暂无数据"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return number_text(value) if isinstance(value, Fraction) else value


def number_text(number: Fraction) -> str:
    """An exact number as text that reads back to the same number: 3, 0.75, or 1/3 where no decimal is exact."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    if places == 0:
        return str(number.numerator)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def plain(value: Value | None) -> str | int | float | bool | None:
    """A value for JSON: whole numbers as integers, exact decimals as numbers, other fractions as text such as 1/3."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Fraction):
        return value
    if value.denominator == 1:
        return value.numerator
    text = number_text(value)
    return float(text) if "/" not in text and len(text) <= 16 else text
