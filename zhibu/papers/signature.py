"""Where a paper's text ends and its signature begins: the sender's name and the date below it owe nothing."""

import re
from collections.abc import Sequence

from zhibu.papers.lines import Line

_DATE = re.compile(
    r"[\s\u3000]*[〇○零一二三四五六七八九\d]{4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日[\s\u3000]*"
)
_SENTENCE = re.compile(r"[。；：！？]")
# A sender's name is short; a longer line above the date is text.
_SENDER = 40


def without_signature(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines up to 署名 and 成文日期, if the last line is a date alone; else all of them."""
    if not lines or not _DATE.fullmatch(_words(lines[-1], text)):
        return list(lines)
    rest = list(lines[:-1])
    if (
        rest
        and not _SENTENCE.search(_words(rest[-1], text))
        and len(_words(rest[-1], text).strip()) <= _SENDER
    ):
        rest.pop()
    return rest


def _words(line: Line, text: str) -> str:
    return text[line.start : line.end]
