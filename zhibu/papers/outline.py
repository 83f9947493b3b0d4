"""The outline: which numbers are headings, how deep they lie, where each title ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhibu.papers.lines import Line
from zhibu.papers.nesting import Found, Heading, nest
from zhibu.papers.numbering import find_marks
from zhibu.papers.plain_headings import attached_titles, find_plain
from zhibu.papers.sequences import standing_marks
from zhibu.papers.titles import parallel_ends, title_end

_ATTACHMENT_LIST = re.compile(r"附\s*件\s*[：:]\s*[1１]\s*[.．、]")


def read_outline(lines: Sequence[Line], text: str, *, title: str = "") -> tuple[Heading, ...]:
    """Headings in order. `text` is the cleaned text, `lines` those after the document's title.

    A line that repeats part of `title` (the plan's own below 关于印发…的通知) or what 附件： announced is no heading.
    """
    found = list(_numbered(_without_attachment_lists(lines, text), text))
    numbered = {one.start for one in found}
    attached = attached_titles(lines, text)
    fresh = [
        line
        for line in lines
        if (words := text[line.start : line.end].strip()) not in title and words not in attached
    ]
    found.extend(one for one in find_plain(fresh, text) if one.start not in numbered)
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
