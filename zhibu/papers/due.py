"""By when a task is due: which of the times in its words counts, and when a heading's does instead."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zhibu.papers.deadlines import Deadline, find_deadlines
from zhibu.papers.numerals import narrow
from zhibu.papers.obligations import VERBS, opens_with_verb

# Words that mean a term; a festival without one of them is often a name (庆“七一”表彰大会).
_BESIDE, _WITHIN = 1, 40  # 二季度每周; 7月至8月，各支部每周
_SPAN = re.compile("[至到—~～-]|期间")
_PERIOD = re.compile("(?:季度|半年|月份?)$")
# What is made for a period, and not in it: 下半年学习计划, 二季度重点任务.
_OF_PERIOD = re.compile(
    "的?(?:(?:学习|培训|工作|教育|宣传|党建|发展|督查|调研|检查|重点|整改|活动|考核|主题|专题)[\u4e00-\u9fff]{0,4}?)?"
    "(?:计划|方案|要点|总结|任务|清单|台账|安排|思路|目标|进度|培训班|轮训班|学习班|例会|党课)"
)
_BREAKS = ("", "，", ",", "。", "；", ";", "：", ":", "、", "于", "在")
_VERB = 4  # the longest verb
_ENDS_IN_VERB = re.compile(f"(?:{VERBS})(?<!完成)$")
_DAY_ALONE = re.compile(r"(?<![月\d])\d{1,2}[日号](?:之?以?前|(?=[，,召举开]))")
_MONTH = re.compile(r"\d{1,2}(?=月)")
_TERM = re.compile("[前后间内日号月底末初旬度年]$")


def deadline_of(
    words: str, year: int | None, *, labelled: bool, following: int | None = None
) -> Deadline | None:
    """The first where it recurs or says when to (7月至8月每周), else the last that ends in 前, else the latest.

    长期坚持 counts only where it stands alone.

    `labelled` says that the words stand in a column or behind a label for deadlines: naming no time, they are kept.
    """
    found = find_deadlines(words, year=year, stated=labelled, following=following)
    best = _best(found if labelled else [one for one in found if not only_tells_which(one, words)], words)
    if not labelled or not words.strip():
        return best
    return replace(best, text=words.strip()) if best else Deadline(words.strip(), None, None, 0, 0)


def within(best: Deadline | None, when: Deadline | None) -> Deadline | None:
    """A task's own deadline, or that of the heading above it where its own is none, undated or only a name."""
    if best is None or when is None:
        return best or when
    if best.every or (best.date and when.date is None):
        return best
    named = best.date and when.date and best.date > when.date and not _TERM.search(best.text)
    if best.date and _PERIOD.search(best.text) and best.date < _first_day(when):
        return when  # 4月：一季度督查 tells of what, not when
    return when if best.date is None or named else best


def on_day(words: str, best: Deadline | None, when: str, year: int | None) -> Deadline | None:
    """15日前 below a heading of one month is a day of that month."""
    day = _DAY_ALONE.search(narrow(words))
    months = set(_MONTH.findall(narrow(when)))
    if best is not None or day is None or len(months) != 1 or year is None:
        return best
    return next(iter(find_deadlines(f"{months.pop()}月{day[0]}", year=year)), None)


def only_tells_which(one: Deadline, words: str) -> bool:
    """Whether a period stands between a verb and its object: 核定下半年党费, 重新编排下半年学习计划."""
    if one.every is not None or _PERIOD.search(one.text) is None:
        return False
    if words[: one.start].strip()[-1:] not in _BREAKS and _OF_PERIOD.match(words, one.end):
        return True
    return _ENDS_IN_VERB.search(
        words[max(0, one.start - _VERB) : one.start]
    ) is not None and not opens_with_verb(words[one.end :])


def _first_day(when: Deadline) -> date:
    """The first day of the month with which a heading's time begins, the earliest day of all where it has none."""
    month = _MONTH.search(when.text)
    known = when.date and month and 1 <= int(month[0]) <= when.date.month
    return when.date.replace(month=int(month[0]), day=1) if known and when.date and month else date.min


def _best(found: Sequence[Deadline], words: str) -> Deadline | None:
    first = next((one for one in found if one.every != "ongoing"), found[0] if found else None)
    if first is None or first.every:
        return first
    starts = [one for one in found if words.startswith(("起", "开始"), one.end)]
    spans = [one for one in found if _SPAN.search(one.text) or one in starts]
    often = next(
        (
            one
            for one in found
            if one.every not in (None, "ongoing")
            and (
                0 <= one.start - first.end <= _BESIDE
                or any(0 <= one.start - span.end <= _WITHIN for span in spans)
            )
        ),
        None,
    )
    if often:
        return often
    ends = [one for one in found if one.date and one.text.endswith("前")]
    if ends:
        return ends[-1]
    once = [one for one in found if not one.every]
    exact = [one for one in once if not one.text.endswith("全年")]  # 制定全年计划，3月上旬印发
    return max(exact or once, key=_last_day)


def _last_day(deadline: Deadline) -> date:
    return deadline.date or date.min
