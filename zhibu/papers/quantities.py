"""Quantities that a task owes: 每季度不少于1次, 全年10次以上, 至少两次."""

import re
from dataclasses import dataclass

from zhibu.papers.numerals import parse_integer

_MEASURES = "人次|学时|课时|小时|场次|次|期|场|名|人|篇|件|项|个|家|户|堂|天|条|幅|部|批|册|%|％"
_QUANTITY = re.compile(
    r"(?P<low>不少于|不低于|至少|最少|不得少于|达到|完成|力争)?\s*(?P<high>不超过|至多|最多|控制在)?\s*"
    r"(?P<number>[0-9０-９]{1,9}|[一二两三四五六七八九十百]{1,5})\s*"
    rf"(?P<unit>{_MEASURES})(?P<after>以上|及以上|左右|以内|以下)?(?P<last>(?=\s*(?:[，,、。；;）)\n]|$)))?"
)
# 发展党员12名: counted at the end of a clause, directly behind its noun.
_COUNTED_LAST = re.compile(r"[\u4e00-\u9fff”》](?<![第前后共有约近等达为仅了余的各])$")
_LOWER = {"不少于", "不低于", "至少", "最少", "不得少于"}
# 一次 in 第一次, 一个 in 一个支部一个堡垒: no quantity without a bound or a digit.
_PLAIN_UNITS = {"次", "期", "场", "篇", "学时", "课时", "小时", "堂", "人次", "场次", "天", "%", "％"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`bound` is exact, at_least, at_most or about."""

    text: str
    value: int
    unit: str
    bound: str


def find_quantity(text: str) -> Quantity | None:
    """The first quantity owed in `text`, None where it owes none."""
    for match in _QUANTITY.finditer(text):
        value = parse_integer(match["number"])
        if value is None or text[max(0, match.start("number") - 1) : match.start("number")] in (
            "第",
            "“",
            "十",
        ):
            continue
        bound = _bound(match)
        if bound != "exact" or _is_owed(match, text):
            return Quantity(match[0].strip(), value, match["unit"], bound)
    return None


def _is_owed(match: re.Match[str], text: str) -> bool:
    """Whether an exact count says how much is to be done, by its unit or its place."""
    digits = match["number"].isascii()
    if match["unit"] in _PLAIN_UNITS and (digits or match["unit"] != "天"):
        return True
    before = text[max(0, match.start() - 1) : match.start()]
    return digits and match["last"] is not None and _COUNTED_LAST.search(before) is not None


def _bound(match: re.Match[str]) -> str:
    after = match["after"] or ""
    if match["low"] in _LOWER or after in ("以上", "及以上"):
        return "at_least"
    if match["high"] or after in ("以内", "以下"):
        return "at_most"
    return "about" if after == "左右" else "exact"
