"""Number expressions: 12, 1,200, 3.5万, 一百二十四, 九成, 百分之三十, 20余, **, x, and ranges of them."""

import re
from dataclasses import dataclass
from fractions import Fraction

from zhibu.papers.figures.counters import COUNTED, COUNTERS, unit_of
from zhibu.papers.numerals import narrow, parse_integer

# Bounded, so that a page of digits costs no more than a page of words.
_DIGITS = (
    r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,4}(?:[.．][0-9０-９]{1,6})?|[0-9０-９]{1,12}(?:[.．][0-9０-９]{1,6})?)"
    r"(?![0-9０-９])"
)
_HAN_DIGITS = "[一二两三四五六七八九十百千〇零]{1,12}"
# 九十五点六; 万余元, 近万人
_HAN = (
    rf"{_HAN_DIGITS}(?:[万亿]{_HAN_DIGITS}){{0,2}}(?:点[零〇一二三四五六七八九]{{1,4}})?|"
    "[万亿](?=余)|(?<=[上过近超逾约])[万亿]"
)
_SMALL = "[一二三四五六七八九十]{1,2}"
_MASK = r"\*{2,9}|＊{2,9}|[XxＸｘ×]{1,3}|某|○{2,9}|〇{2,9}"
_ONE = rf"(?:{_DIGITS}|{_HAN}|{_MASK})"
_AT_LEAST = (
    "不少于", "不低于", "不得少于", "不得低于", "不下于", "不下", "至少", "最少", "超过", "突破", "多达", "高达",
    "高于", "大于", "逾", "超",
)  # fmt: skip
_NEAR = ("近", "约", "约为", "约占", "大约", "将近", "接近", "不足", "不到", "不满", "未满")
_AT_MOST = (
    "不超过", "不多于", "不高于", "不得超过", "不得高于", "至多", "最多", "少于", "低于", "小于",
)  # fmt: skip
_BEFORE_WORDS = sorted((*_AT_LEAST, *_NEAR, *_AT_MOST, "达", "达到"), key=len, reverse=True)
# 上千人, 过百场: only before a bare hundred, thousand or ten thousand.
_BEFORE = rf"(?P<before>{'|'.join(_BEFORE_WORDS)}|[上过](?=[百千万亿]))?"
_AFTER = r"(?P<after>以上|及以上|有余|左右|上下|以内|以下|及以下|不等)?"
_BLANK = "[ \u3000]*"
_BIG = r"[万亿千百]{0,3}"

FIGURE = re.compile(
    rf"{_BEFORE}{_BLANK}(?P<sign>(?<=[增长速幅比率为是])[-－−+＋](?=[\d.]{{1,8}}(?:[%％]|个百分点)))?"
    rf"(?:(?P<hours>[0-9]{{1,3}})个?小时(?P<minutes>[0-9]{{1,2}})分钟?|"
    rf"(?P<percent>[百千万]分之(?:{_ONE}))(?P<percent_more>多|余)?|(?P<half>一半|半数|过半数|(?<=首次)过半|(?<=比例)过半|(?<=占比)过半|(?<=的)过半(?=[，。；,;]))|"
    rf"(?P<below>{_SMALL})分之(?P<above>{_SMALL})|(?<![\d/.])(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/.])|"
    rf"(?P<number>{_ONE})(?P<big>{_BIG})(?:{_BLANK}(?:[%％](?=[-－—–~～至到]))?(?:[-－—–~～至到]|—{{2}}){_BLANK}(?P<high>{_ONE})(?P<high_big>{_BIG}))?"
    rf"{_BLANK}(?P<more>余|多|几|来|[+＋])?(?P<more_big>[万亿])?{_BLANK}"
    rf"(?:个(?P<split>[多半])(?P<split_unit>百分点|小时|月|学时|课时|学期|季度)|(?P<counter>{COUNTED})|(?P<plus>(?<=[万亿])[+＋])|"
    rf"(?P<bare>(?<=[0-9][万亿])(?=[，。；;）)\n]|$)))"
    rf"(?P<tenth>(?<=成)(?:[一二三四五六七八九]|半(?!数)))?(?P<tail>(?<=[天年时月])半|(?<=[成倍天年时月])多(?=[，,。；;、）)的]|$))?)"
    rf"{_AFTER}"
)
_NEVER = (
    "发生|事故|违纪|违法|违章|犯罪|案件|投诉|上访|信访|差错|感染|发案|增长|失误|举报|伤亡|死亡|命案|返还|返贫|拖欠|逾期|曝光|"
    "缺陷|火灾"
)
ZERO = re.compile(
    rf"零(?:(?:重大|较大|安全|责任|质量|生产)[\u4e00-\u9fff]{{0,4}}?(?:事故|案件)|{_NEVER})|(?<!\d)0(?=发生|事故|投诉)|(?<=[为是])零(?=[，。；、])|"
    r"(?:无一|[未没]有?(?:发生|出现)过?(?:任何)?一)(?P<unit>[例起人件次名户家宗处])"
)
# 分别为3、4、5次: members before the last have no counter of their own.
LIST = re.compile(rf"((?:{_ONE}{_BIG}[、，,]\s*)+)(?={_ONE}{_BIG}(?:余|多)?(?:{COUNTERS}))")
MEMBER = re.compile(rf"(?P<number>{_ONE})(?P<big>{_BIG})")

_SCALE = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
# 七八名, 三五户, 十七八次: two digits that follow each other are the ends of a range.
_PAIR = re.compile(
    "(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` None is masked; `high` is the upper end of a range; `bound` is at_least, at_most or empty."""

    value: Fraction | None
    high: Fraction | None
    unit: str
    approx: str
    bound: str = ""


def amount_of(match: re.Match[str]) -> Amount:
    """The amount that a match of FIGURE writes."""
    found = match.groupdict()
    if found["hours"]:
        minutes = Fraction(int(found["hours"]) * 60 + int(found["minutes"] or 0))
        return Amount(minutes, None, "分钟", *_bounds(found, minutes))
    share = _share_of(found)
    if share is not None or found["percent"]:
        return Amount(share, None, "%", *_bounds(found, share))
    more_big = found["more_big"] or ""
    # 3至5万元: the scale behind the range is that of both its ends.
    scale = (found["big"] or found["high_big"] or "") + more_big
    low, pair = _ends(found["number"] or "")
    value = value_of(low, scale)
    value = -value if value is not None and (found["sign"] or "+") in "-－−" else value
    high = value_of(found["high"], (found["high_big"] or "") + more_big) if found["high"] else None
    high = value_of(pair, scale) if pair else high
    unit = unit_of(found["counter"] or found["split_unit"] or "")
    if unit == "成":
        tenth = 5 if found["tenth"] == "半" else parse_integer(found["tenth"] or "") or 0
        value, unit = value * 10 + tenth if value is not None else None, "%"
    if value is not None and "半" in (found["split"], found["tail"]):
        value += Fraction(1, 2)
    return Amount(value, high, unit, *_bounds(found, value))


def _ends(written: str) -> tuple[str, str]:
    """The two ends of 七八 or 十七八, else the number itself and nothing."""
    pair = _PAIR.fullmatch(written)
    if pair is None:
        return written, ""
    low, high = parse_integer(pair["low"]) or 0, parse_integer(pair["high"]) or 0
    tens = pair["tens"] or ""
    follows = high - low == 1 or (not tens and pair["low"] + pair["high"] == "三五")
    return (tens + pair["low"], tens + pair["high"]) if follows else (written, "")


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
    if written in _SCALE:
        return Fraction(_SCALE[written]) * (_SCALE[scale] if scale else 1)
    if "点" in written:
        whole_part, _, places = written.partition("点")
        plain = f"{parse_integer(whole_part) or 0}.{''.join(str(parse_integer(one) or 0) for one in places)}"
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


def _bounds(found: dict[str, str | None], value: Fraction | None) -> tuple[str, str]:
    """How exact the words are, and on which side they bound the value.

    近 and 不足 stand for a number close by; 不超过 and 以内 only bound it from above, which `approx` alone cannot say.
    """
    if value is None:
        return "masked", ""
    words = {found["before"], found["after"]}
    more = found["more"] or found["plus"] or found["percent_more"] or "多" in (found["split"], found["tail"])
    if (
        more
        or found["half"] in ("过半数", "过半")
        or words & {*_AT_LEAST, "上", "过", "以上", "及以上", "有余"}
    ):
        return "at_least", "at_least"
    if words & {*_AT_MOST, "以内", "以下", "及以下"}:
        return "about", "at_most"
    return ("about" if words & {*_NEAR, "左右", "上下", "不等"} else "exact"), ""
