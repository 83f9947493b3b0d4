"""Lines that begin with a time (1月：…) or with whom they charge (纪检监察室：…), one below the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhibu.papers.deadlines import is_time_alone
from zhibu.papers.unit_names import all_units
from zhibu.papers.units import bracketed, is_attribution

_LINE = re.compile(
    r"^[\s\u3000]*(?:(?P<label>[^\s：:，。]{1,20}(?: [^\s：:，。]{1,6})?)[：:]|"
    r"[【\[〔［](?P<boxed>[^\s：:，。】\]〕］]{2,20})[】\]〕］][ \u3000：:]*(?=\S))",
    re.MULTILINE,
)
_ENOUGH = 2  # one alone may be anything


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """`when` or `owner` stands before the colon; the words are text[start:end], the line begins at `line`."""

    line: int
    start: int
    end: int
    when: str = ""
    owner: str = ""


def labelled_lines(text: str, start: int, end: int) -> list[LabelledLine]:
    """The lines of text[start:end] that begin so, if there are several; else none."""
    found = list(_find(text, start, end))
    return found if len(found) >= _ENOUGH else []


def _find(text: str, start: int, end: int) -> Iterator[LabelledLine]:
    for match in _LINE.finditer(text, start, end):
        stop = text.find("\n", match.end(), end)
        stop = end if stop < 0 else stop
        label = match["label"] or match["boxed"]
        when = label if is_time_alone(label, day=True) else bracketed(label).deadline
        if when:
            yield LabelledLine(match.start(), match.end(), stop, when=when)
        elif all_units(label) and (match["boxed"] or not is_attribution(text[match.start() : stop])):
            yield LabelledLine(match.start(), match.end(), stop, owner=label)
