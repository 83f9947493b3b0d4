"""Blanks that part nothing: those which word processors set around digits (2026 年 6 月), and every second line."""

import re
from collections.abc import Sequence
from itertools import pairwise

_MEASURE = (
    "[年月日号周天次个名人场期项篇件条户家堂节份批轮届学课小分岁元万亿支位类级步方所栋枚多幅张辆座亩吨%％]|"
    "季度|阶段|星期|工作日|以上|以下|以内|余"
)
_SPACED = re.compile(
    r"(?:(?<=[\u4e00-\u9fff，。；：、（“”《》)）]) )?"
    rf"(?P<number>(?<![\d.,:])\d[\d.,:]{{0,14}}(?:[—–~～-]\d{{1,6}})?) (?={_MEASURE})"
)
_ORDINAL = re.compile(r"第 ?(?P<number>\d{1,3}) (?=[\u4e00-\u9fff])")
_FEW = 5  # so few lines tell no habit


def close_up(text: str) -> str:
    """The text without single blanks between a number and what it counts, and before such a number."""
    if " " not in text:
        return text
    return _SPACED.sub(r"\g<number>", _ORDINAL.sub(r"第\g<number>", text))


def single_spaced(lines: Sequence[str]) -> list[str]:
    """The lines without the empty ones where each stands apart from the next: nobody parted anything by them."""
    filled = [line for line in lines if line.strip()]
    apart = all(not (line.strip() and below.strip()) for line, below in pairwise(lines))
    return filled if apart and len(filled) > _FEW else list(lines)
