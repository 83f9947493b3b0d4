"""Numbers as official Chinese writes them: 二十三, 一百二十四, 两, 〇, 3, ３, 1,200."""

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
    "俩": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}

CHINESE = "零〇一二三四五六七八九十百千万亿两"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN_YEAR = re.compile("(?:二[〇○零][〇○零一二三四]|一九[二三四五六七八九])[〇○零一二三四五六七八九](?=年)")
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def narrow(text: str) -> str:
    """Full-width digits, and years such as 二〇二六年, as half-width ones, length unchanged."""
    return _HAN_YEAR.sub(_as_digits, text.translate(_WIDE))


def _as_digits(match: re.Match[str]) -> str:
    return "".join("0" if char in "〇○零" else str(_DIGITS[char]) for char in match[0])


def parse_integer(text: str) -> int | None:
    """The whole number that `text` writes in either script, None when it writes none."""
    text = narrow(text).replace(",", "").replace("，", "")
    if text.isascii() and text.isdigit():
        return int(text)
    if text in CIRCLED and len(text) == 1:
        return CIRCLED.index(text) + 1
    return _parse_chinese(text)


def _parse_chinese(text: str) -> int | None:
    if not text or any(char not in CHINESE for char in text):
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or (1 if section == 0 else 0)) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _BIG[char]
            section = digit = 0
    return total + section + digit


def to_chinese(number: int) -> str:
    """1 to 99 as 一 to 九十九; other numbers as digits, for no list is that long."""
    digits = "零一二三四五六七八九"
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")
