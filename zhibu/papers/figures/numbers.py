"""Number expressions: 12, 1,200, 3.5万, 一百二十四, 九成, 百分之三十, 20余, **, x, and ranges of them."""

import re
from dataclasses import dataclass
from fractions import Fraction

from zhibu.papers.figures.counters import COUNTERS
from zhibu.papers.numerals import narrow, parse_integer

# Bounded, so that a page of digits costs no more than a page of words.
_DIGITS = (
    r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,4}(?:[.．][0-9０-９]{1,6})?|[0-9０-９]{1,12}(?:[.．][0-9０-９]{1,6})?)"
    r"(?![0-9０-９])"
)
_HAN = r"[一二两三四五六七八九十百千〇零]{1,12}"
_SMALL = "[一二三四五六七八九十]{1,2}"
_MASK = r"\*{2,9}|＊{2,9}|[XxＸｘ×]{1,3}|某|○{2,9}|〇{2,9}"
_ONE = rf"(?:{_DIGITS}|{_HAN}|{_MASK})"
_BEFORE = (
    r"(?P<before>不少于|不低于|不得少于|至少|最少|超过|突破|多达|高达|逾|超|达到?|"
    r"近|约|大约|将近|不足|不到|不超过|至多|少于|低于|高于)?"
)
_AFTER = r"(?P<after>以上|及以上|左右|上下|以内|以下|不等)?"
_BLANK = "[ \u3000]*"
_BIG = r"[万亿千百]{0,3}"

FIGURE = re.compile(
    rf"{_BEFORE}{_BLANK}"
    rf"(?:(?P<percent>[百千万]分之(?:{_ONE}))(?P<percent_more>多|余)?|(?P<half>一半|半数|过半数)|"
    rf"(?P<below>{_SMALL})分之(?P<above>{_SMALL})|(?<![\d/.])(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/.])|"
    rf"(?P<number>{_ONE})(?P<big>{_BIG})(?:{_BLANK}(?:[%％](?=[-－—–~～至]))?(?:[-－—–~～至到]|—{{2}}){_BLANK}(?P<high>{_ONE})(?P<high_big>{_BIG}))?"
    rf"{_BLANK}(?P<more>余|多|几|来)?(?P<more_big>[万亿])?{_BLANK}(?P<counter>{COUNTERS})"
    rf"(?P<tenth>(?<=成)[一二三四五六七八九])?)"
    rf"{_AFTER}"
)
ZERO = re.compile(
    r"零(?:发生|(?:重大|较大|安全|责任)[\u4e00-\u9fff]{0,4}?事故|事故|违纪|投诉|上访|差错|感染|发案|增长|失误|举报)|(?<!\d)0(?=发生|事故|投诉)|(?:无一|[未没]有?(?:发生|出现)过?(?:任何)?一)(?P<unit>[例起人件次])"
)
# 分别为3、4、5次: members before the last have no counter of their own.
LIST = re.compile(rf"((?:{_ONE}{_BIG}[、，,]\s*)+)(?={_ONE}{_BIG}(?:余|多)?(?:{COUNTERS}))")
MEMBER = re.compile(rf"(?P<number>{_ONE})(?P<big>{_BIG})")

_SCALE = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_AT_LEAST = {
    "不少于",
    "不低于",
    "不得少于",
    "至少",
    "最少",
    "超过",
    "突破",
    "高于",
    "多达",
    "高达",
    "逾",
    "超",
    "以上",
    "及以上",
}
_ABOUT = {
    "近",
    "约",
    "大约",
    "将近",
    "不足",
    "不到",
    "不超过",
    "至多",
    "少于",
    "低于",
    "左右",
    "上下",
    "以内",
    "以下",
    "不等",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` None is masked; `high` is the upper end of a range."""

    value: Fraction | None
    high: Fraction | None
    unit: str
    approx: str


def amount_of(match: re.Match[str]) -> Amount:
    """The amount that a match of FIGURE writes."""
    found = match.groupdict()
    share = _share_of(found)
    if share is not None or found["percent"]:
        return Amount(share, None, "%", _approx(found, share, more=bool(found["percent_more"])))
    more_big = found["more_big"] or ""
    # 3至5万元: the scale behind the range is that of both its ends.
    value = value_of(found["number"] or "", (found["big"] or found["high_big"] or "") + more_big)
    high = value_of(found["high"], (found["high_big"] or "") + more_big) if found["high"] else None
    unit = found["counter"] or ""
    if unit == "成":
        tenth = parse_integer(found["tenth"] or "") or 0
        value = value * 10 + tenth if value is not None else None
        unit = "%"
    unit = {"％": "%", "人/次": "人次"}.get(unit, unit)
    return Amount(value, high, unit, _approx(found, value, more=bool(found["more"])))


def _share_of(found: dict[str, str | None]) -> Fraction | None:
    """The per cent of 百分之三十, 一半, 三分之二 and 1/3, None where the figure is no such share or is masked."""
    if found["half"]:
        return Fraction(50)
    if found["percent"]:
        share = value_of(found["percent"][3:], "")
        return None if share is None else share * 100 / _SCALE[found["percent"][0]]
    above = parse_integer(found["above"] or found["over"] or "")
    below = parse_integer(found["below"] or found["under"] or "")
    return Fraction(above * 100, below) if above and below and above < below else None


def value_of(written: str, scale: str) -> Fraction | None:
    """The exact value of a number with its 万 or 亿, None where it is masked."""
    plain = narrow(written).replace(",", "").replace("，", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        value = Fraction(plain)
    else:
        whole = parse_integer(written)
        if whole is None:
            return None
        value = Fraction(whole)
    for char in scale:
        value *= _SCALE[char]
    return value


def _approx(found: dict[str, str | None], value: Fraction | None, *, more: bool) -> str:
    if value is None:
        return "masked"
    words = {found["before"], found["after"]}
    if more or found["half"] == "过半数" or words & _AT_LEAST:
        return "at_least"
    return "about" if words & _ABOUT else "exact"
