"""Headings without a number: attachments, lead-ins such as 下步打算：, lines known by style, bold, size or place."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhibu.papers.deadlines import is_time_alone
from zhibu.papers.forms import begins_with_label
from zhibu.papers.lines import Line
from zhibu.papers.nesting import Found
from zhibu.papers.numbering import begins_with_number
from zhibu.papers.numerals import CIRCLED
from zhibu.papers.sections import LEAD_IN, is_section_title
from zhibu.papers.sentences import trim
from zhibu.papers.unit_names import all_units
from zhibu.papers.units import is_attribution

_APPENDIX = re.compile(
    r"[\s\u3000]*(附\s*[件录表]\s*[0-9０-９一二三四五六七八九十]{0,3}|附(?=[：:]))\s*(?:[：:.．、]\s*|$)"
)
_PLAIN_END = tuple("。；;，,：:！!？?、）)")
_MAX_PLAIN, _MIN_ALONE = 30, 4
_NOT_ALONE = re.compile(r"[。；;：:\t]|\d日|^\d|[〔（(]\d")
_DIGIT_ITEM = re.compile(
    rf"[\s\u3000]*(?:[（(]?([0-9０-９]{{1,2}})\s*(?:[.．、](?![0-9０-９])|[）)])|([{CIRCLED}]))"
)
_NO_HEADING_END = ("。", "；", ";", "，", ",", "：", ":", "、")
_DATE_LINE = re.compile(r"[12]\d{3}年\d|^[（(]|号$")
_APPENDIX_RANK, _PLAIN_RANK, _PLAIN_BELOW_RANK = -1.0, 1.5, 3.5


def find_plain(lines: Sequence[Line], text: str) -> Iterator[Found]:
    """Appendices, lead-ins such as 下步工作思路：, and headings known by style, bold, size or wording."""
    shouting = sum(line.emphasis for line in lines) * 2 > len(lines)
    below = any(
        re.match(r"[\s\u3000]*[一二三四五六七八九十]+、", text[line.start : line.end]) for line in lines
    )
    rank = _PLAIN_BELOW_RANK if below else _PLAIN_RANK
    above = -1  # where the title below the word 附件 ends
    standing = _standing_alone(lines, text) | _above_items(lines, text)
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
        if (
            line.heading is None
            and line.start in standing
            and not words.rstrip().endswith(_NO_HEADING_END[:4])
        ):
            yield Found("plain", rank, 0, "", start, start, -1)
            continue
        short = len(words.strip()) <= _MAX_PLAIN and not words.rstrip().endswith(_PLAIN_END)
        if match := LEAD_IN.match(words):
            if _in_form(lines, index, text):
                continue
            group = 1 if match[1] else 2
            yield Found("plain", _PLAIN_RANK, 0, "", start, start, line.start + match.end(group))
        elif line.heading is not None and len(words.strip()) <= 2 * _MAX_PLAIN:
            yield Found(
                f"stated{line.heading}", line.heading + 1, 0, "", start, start, -1, stated=line.heading
            )
        elif text[start : line.lead_end].endswith(("：", ":")) and _in_form(lines, index, text):
            continue
        elif start < line.lead_end <= start + _MAX_PLAIN and _is_lead(text[start : line.lead_end], words):
            yield Found("lead", rank + 0.25, 0, "", start, start, line.lead_end)
        elif _is_span_of_days(words) or (
            short and ((line.emphasis and not shouting) or is_section_title(words) or is_time_alone(words))
        ):
            yield Found("plain", rank, 0, "", start, start, -1)


def attached_titles(lines: Sequence[Line], text: str) -> set[str]:
    """The titles that stand behind 附件： on the same line."""
    found = ((line, _APPENDIX.match(text, line.start, line.end)) for line in lines)
    return {text[match.end() : line.end].strip() for line, match in found if match} - {""}


def _is_span_of_days(words: str) -> bool:
    """★第一周（3月2日—3月8日）: days that a heading spans; a single day may be a date of signing."""
    return (
        len(words) <= _MAX_PLAIN
        and re.search("[至—~～-]|到", words) is not None
        and is_time_alone(words.strip(" \u3000★●■◆▲※☆"), day=True)
    )


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


def _above_items(lines: Sequence[Line], text: str) -> set[int]:
    """Where short lines begin that stand each between numbered items: months, persons or kinds of work with their list.

    One alone may be anything; two or more are headings.
    """
    found: set[int] = set()
    kinds = [_DIGIT_ITEM.match(text, line.start, line.end) is not None for line in lines]
    for index, line in enumerate(lines[:-1]):
        words = text[line.start : line.end].strip()
        bare = words.rstrip("：:")
        named = bare != words and (is_time_alone(bare) or all_units(bare))
        short = 2 <= len(words) <= _MAX_PLAIN and (named or not words.endswith(_NO_HEADING_END))
        short = short and not is_attribution(words)
        first = _DIGIT_ITEM.match(text, lines[index + 1].start, lines[index + 1].end)
        fresh = first is not None and (
            first[1] in ("1", "１") or first[2] == "①" or (index > 0 and kinds[index - 1])
        )
        if (
            short
            and fresh
            and not kinds[index]
            and not begins_with_number(words)
            and not _DATE_LINE.search(words)
        ):
            found.add(line.start)
    return found if len(found) > 1 else set()


def _in_form(lines: Sequence[Line], index: int, text: str) -> bool:
    """Whether a line stands beside one that begins with a label such as 责任科室："""
    return any(
        begins_with_label(text[one.start : one.end]) for one in lines[max(0, index - 1) : index + 2 : 2]
    )


def _is_lead(lead: str, words: str) -> bool:
    """Whether the bold beginning of a paragraph is a title, and no label such as 责任单位： or 时间："""
    return not is_attribution(words) and (
        not lead.rstrip().endswith(("：", ":")) or is_section_title(lead.strip(" ：:"))
    )
