"""The outline: which numbers are headings, how deep they lie, where each title ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhibu.papers.deadlines import is_time_alone
from zhibu.papers.document import Document
from zhibu.papers.nesting import Found, Heading, nest
from zhibu.papers.noise import line_spans
from zhibu.papers.numbering import begins_with_number, find_marks
from zhibu.papers.sections import LEAD_IN, is_section_title
from zhibu.papers.sentences import trim
from zhibu.papers.sequences import standing_marks
from zhibu.papers.titles import parallel_ends, title_end
from zhibu.papers.units import is_attribution

_APPENDIX = re.compile(
    r"[\s\u3000]*(附\s*[件录表]\s*[0-9０-９一二三四五六七八九十]{0,3})\s*(?:[：:.．、]\s*|$)"
)
_ATTACHMENT_LIST = re.compile(r"附\s*件\s*[：:]\s*[1１]\s*[.．、]")
_PLAIN_END = tuple("。；;，,：:！!？?、）)")
_MAX_PLAIN, _MIN_ALONE = 30, 4
_NOT_ALONE = re.compile(r"[。；;：:\t]|\d日|^\d|[〔（(]\d")
_APPENDIX_RANK, _PLAIN_RANK, _PLAIN_BELOW_RANK = -1.0, 1.5, 3.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text and what the file says about it."""

    start: int
    end: int
    heading: int | None
    emphasis: bool
    lead_end: int = 0


def lines_of(document: Document, text: str) -> list[Line]:
    """The lines of running text that are not blank; tables are not running text."""
    found: list[Line] = []
    for block in document.blocks:
        spans = [span for span in line_spans(text, block.start, block.end) if text[span[0] : span[1]].strip()]
        for start, end in spans:
            lead_end = block.lead_end if start < block.lead_end <= end else 0
            found.append(
                Line(start, end, block.heading if len(spans) == 1 else None, block.emphasis, lead_end)
            )
    return found


def read_outline(lines: Sequence[Line], text: str, *, title: str = "") -> tuple[Heading, ...]:
    """Headings in order. `text` is the cleaned text, `lines` those after the document's title.

    A line that repeats part of `title` (the plan's own below 关于印发…的通知) is no heading.
    """
    found = list(_numbered(_without_attachment_lists(lines, text), text))
    numbered = {one.start for one in found}
    fresh = [line for line in lines if text[line.start : line.end].strip() not in title]
    found.extend(one for one in _unnumbered(fresh, text) if one.start not in numbered)
    found.sort(key=lambda one: one.start)
    return nest(_with_titles(found, text), text, lines[-1].end if lines else 0)


def _without_attachment_lists(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines without 附件说明 (附件：1.甲 and 2.乙 below it): names of papers, no headings."""
    kept: list[Line] = []
    in_list = False
    for line in lines:
        words = text[line.start : line.end].strip(" 　")
        in_list = bool(_ATTACHMENT_LIST.match(words)) or (in_list and words[:1].isdecimal())
        if not in_list:
            kept.append(line)
    return kept


def _numbered(lines: Sequence[Line], text: str) -> Iterator[Found]:
    by_start = {line.start: line for line in lines}
    marks = [mark for line in lines for mark in find_marks(text, line.start, line.end)]
    for mark in standing_marks(text, marks):
        line = by_start.get(text.rfind("\n", 0, mark.start) + 1) if mark.strength == 2 else None
        title_end = line.lead_end if line and line.lead_end > mark.end else -1
        if mark.style.name == "article":
            title_end = mark.end  # an article has no title, its words follow its number
        yield Found(
            mark.style.name, mark.style.rank, mark.ordinal, mark.label(text), mark.start, mark.end, title_end,
            mark.style.run_in, line.heading if line else None,
        )  # fmt: skip


def _unnumbered(lines: Sequence[Line], text: str) -> Iterator[Found]:
    """Appendices, lead-ins such as 下步工作思路：, and headings known by style, bold, size or wording."""
    shouting = sum(line.emphasis for line in lines) * 2 > len(lines)
    below = any(
        re.match(r"[\s\u3000]*[一二三四五六七八九十]+、", text[line.start : line.end]) for line in lines
    )
    rank = _PLAIN_BELOW_RANK if below else _PLAIN_RANK
    above = -1  # where the title below the word 附件 ends
    standing = _standing_alone(lines, text)
    for index, line in enumerate(lines):
        if line.start < above:
            continue
        words = text[line.start : line.end]
        start = line.start + len(words) - len(words.lstrip())
        if match := _APPENDIX.match(words):
            label = re.sub(r"\s", "", match[1])
            titled = _own_line_below(lines[index:], text) if not words[match.end() :].strip() else None
            at, stop = titled or (line.start + match.end(), -1)
            above = stop
            yield Found("appendix", _APPENDIX_RANK, 0, label, start, at, stop)
            continue
        if begins_with_number(words):
            continue
        short = len(words.strip()) <= _MAX_PLAIN and not words.rstrip().endswith(_PLAIN_END)
        if match := LEAD_IN.match(words):
            group = 1 if match[1] else 2
            yield Found("plain", _PLAIN_RANK, 0, "", start, start, line.start + match.end(group))
        elif line.heading is not None and len(words.strip()) <= 2 * _MAX_PLAIN:
            yield Found(
                f"stated{line.heading}", line.heading + 1, 0, "", start, start, -1, stated=line.heading
            )
        elif start < line.lead_end <= start + _MAX_PLAIN and _is_lead(text[start : line.lead_end], words):
            yield Found("lead", rank + 0.25, 0, "", start, start, line.lead_end)
        elif short and (
            (line.emphasis and not shouting)
            or line.start in standing
            or is_section_title(words)
            or is_time_alone(words)
        ):
            yield Found("plain", rank, 0, "", start, start, -1)


def _own_line_below(lines: Sequence[Line], text: str) -> tuple[int, int] | None:
    """Where the title of an attachment stands that is set below the word 附件; None where no title is."""
    for line in lines[1:2]:
        words = text[line.start : line.end]
        if len(words.strip()) <= _MAX_PLAIN and not begins_with_number(words):
            start, stop = trim(text, line.start, line.end)
            return (start, stop) if not words.rstrip().endswith(_PLAIN_END) else None
    return None


def _standing_alone(lines: Sequence[Line], text: str) -> set[int]:
    """Where short lines begin that stand each above a paragraph of sentences: titles told by nothing else.

    One alone may be anything; two or more are headings.
    """
    found: set[int] = set()
    for line, below in pairwise(lines):
        words, paragraph = text[line.start : line.end].strip(), text[below.start : below.end].strip()
        short = _MIN_ALONE <= len(words) <= _MAX_PLAIN and not words.endswith(_PLAIN_END)
        if (
            short
            and not _NOT_ALONE.search(words)
            and paragraph.endswith("。")
            and len(paragraph) > 2 * len(words)
        ):
            found.add(line.start)
    return found if len(found) > 1 else set()


def _is_lead(lead: str, words: str) -> bool:
    """Whether the bold beginning of a paragraph is a title, and no label such as 责任单位： or 时间："""
    return not is_attribution(words) and (
        not lead.rstrip().endswith(("：", ":")) or is_section_title(lead.strip(" ：:"))
    )


def _with_titles(found: Sequence[Found], text: str) -> list[Found]:
    """Each with its title's end: before the next number, and at most its line."""
    limits: list[int] = []
    for index, one in enumerate(found):
        newline = text.find("\n", one.title_start)
        line_end = newline if newline >= 0 else len(text)
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        limits.append(max(one.title_start, min(line_end, following)))
    titled = [
        one if one.title_end >= 0 else replace(one, title_end=title_end(text, one.title_start, limit))
        for one, limit in zip(found, limits, strict=True)
    ]
    for group in _sibling_groups(titled):
        ends = parallel_ends([text[titled[i].title_start : limits[i]] for i in group])
        for i, length in zip(group, ends, strict=True):
            if length is not None:
                titled[i] = replace(titled[i], title_end=titled[i].title_start + length)
    return titled


def _sibling_groups(found: Sequence[Found]) -> Iterator[list[int]]:
    """Runs of inline members 一是, 二是, 三是 that belong together, as indexes."""
    group: list[int] = []
    for index, one in enumerate(found):
        if not one.run_in:
            continue
        if group and (one.ordinal != found[group[-1]].ordinal + 1 or one.style != found[group[-1]].style):
            yield group
            group = []
        group.append(index)
    if group:
        yield group
