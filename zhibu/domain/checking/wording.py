"""The words around a figure: those right beside it, its sentence, and the time that it speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhibu.domain.checking.ahead import Ahead, is_owed
from zhibu.domain.checking.changes import Change, change_in
from zhibu.papers.figures import Figure
from zhibu.papers.figures.dating import data_until, signed_on
from zhibu.papers.figures.names import GENERAL, NAME
from zhibu.papers.figures.time_words import PERIOD
from zhibu.papers.figures.times import base_of, span_of
from zhibu.rules.periods import Period
from zhibu.rules.stretches import stretch_of

_CLAUSE, _SENTENCE, _LIST = "，,；;。！？!?\n：:（）()", "。；;！？!?\n", "、"
_REACH = 200
_CHANGED_BY = re.compile("(?:上升|增加|增长|提高|提升|下降|减少|降低|多|少)了?")
_COMPARED = re.compile("[较比][^，。；]{1,8}的$")
_SINCE = re.compile("[从由][^，。；]{0,8}$")
_CHANGED = re.compile("，?(?:上升|增加|增长|提高|提升|扩大|下降|减少|降低)?(?:到了?|至|为)")
# 甲支部3次，乙支部2次; 上半年10次，三季度4次; 最多的是甲支部（12次），最少的是乙支部（3次）: the first's words hold on.
_ANOTHER = (
    rf"[）)]?[、，；,;和及]*(?:其中)?(?:最[多少高低大小][的者]?[是为]?|[比较])?(?:{NAME}|{PERIOD.pattern})+"
)
_LISTED = re.compile(rf"[、，和及]|(?:{_CHANGED.pattern})|{_ANOTHER}(?:[只仅为是达的有]|分别)*[（(]?")
_BRACKETED = re.compile(r"[（(]\s*$")
# 2名党员累计缺课, 17个支部没有上党课: the clause goes on about those counted, who may be some of all.
_THERE_IS, _SAID = re.compile("(?<!共)有$"), re.compile("[\u4e00-\u9fff]{2}")
_GOES_ON = re.compile(r"(?:[\u4e00-\u9fff]{0,4}?(?:党员|支部|总支|小组))(?:的)?[\u4e00-\u9fff]{2}")


@dataclass(frozen=True)
class Words:
    """`beside` are the words of the clause that belong to this figure and no other, `ahead_of_it` its sentence so far.

    `owed` says that something is asked for and not told to be done; `earlier` that it is the first of
    从10个上升到20个, of a time before, `later` the second. `carried` are the words beside each figure before in the
    same sentence, the nearest first, which hold on: 开展主题党日3次，参加24人次. `some` says that it may count some
    of all (2名党员缺课). `change` where the figure is one against another time: 比上季度多2次.
    """

    beside: str
    sentence: str
    owed: bool
    ahead_of_it: str = ""
    earlier: bool = False
    later: bool = False
    carried: tuple[str, ...] = ()
    some: bool = False
    change: Change | None = None


def words_in(text: str, figures: Sequence[Figure]) -> list[Words]:
    """The words around each figure, in order."""
    found: list[Words] = []
    ahead = Ahead(text)
    for index, one in enumerate(figures):
        words = _words(text, figures, index, found[-1] if found else None)
        found.append(replace(words, owed=True) if ahead.holds(one.start) else words)
    return found


def _words(text: str, figures: Sequence[Figure], index: int, previous: Words | None) -> Words:
    one = figures[index]
    before, after = _own_words(text, figures, index)
    sentence = text[_last(text, _SENTENCE, one.start) : _next(text, _SENTENCE, one.end)]
    if not (before + after).strip():  # a table's cell: its row and the heading of its column say what it is
        before, sentence = one.measure, f"{one.subject}{one.measure}"
    between = text[figures[index - 1].end : one.start] if index else "\n"
    # A list (分别3、4、5次) and a comparison (从3次上升到5次) share the words of their first figure.
    shared = previous if previous and _holds_on(between) else None
    so_far = text[_last(text, "。！？!?\n", one.start) : one.start]
    goes_on = previous is not None and not any(stop in between for stop in _SENTENCE)
    return Words(
        f"{shared.beside if shared else ''}{before}{after}",
        sentence,
        is_owed(before, so_far) or (shared is not None and shared.owed),
        so_far,
        earlier=_is_earlier(text, figures, index),
        later=previous is not None and previous.earlier,
        carried=(previous.beside, *previous.carried) if goes_on and previous else (),
        some=_GOES_ON.match(after) is not None
        or (_THERE_IS.search(before) and _SAID.match(after)) is not None,
        change=_change(text, figures, index),
    )


def _holds_on(between: str) -> bool:
    """Whether the words between two figures leave the second with those of the first; 、党总支 has words of its own."""
    name = between.strip("、，和及其中")
    own = GENERAL.fullmatch(name) or GENERAL.fullmatch(name.removeprefix("党"))  # 党小组 too
    return _LISTED.fullmatch(between) is not None and own is None


def _change(text: str, figures: Sequence[Figure], index: int) -> Change | None:
    """The change that the words since the figure before announce, or around it: 比二季度的94.6%下降3.4个百分点."""
    since = _since_the_last(text, figures, index)
    if index and _CHANGED_BY.fullmatch(since):
        earlier = _since_the_last(text, figures, index - 1)
        if _COMPARED.search(earlier):
            since = earlier.rstrip("的") + since
    return change_in(since)


def _since_the_last(text: str, figures: Sequence[Figure], index: int) -> str:
    """The words of the sentence before a figure, as far as no other figure stands between."""
    left = _last(text, _SENTENCE, figures[index].start)
    return text[max(left, figures[index - 1].end) if index else left : figures[index].start]


def _own_words(text: str, figures: Sequence[Figure], index: int) -> tuple[str, str]:
    """The words of the clause before and after a figure, as far as no other figure stands between."""
    one = figures[index]
    left, right = _last(text, _CLAUSE, one.start), _next(text, _CLAUSE + _LIST, one.end)
    if not text[left : one.start].strip() and _BRACKETED.search(text[:left][-2:]):
        left = _last(text, _CLAUSE, left - 1)  # 最多的是甲支部（12次）
    if index and figures[index - 1].end <= one.start:
        left = max(left, figures[index - 1].end)
    if index + 1 < len(figures) and figures[index + 1].start >= one.end:
        right = min(right, figures[index + 1].start)
    return text[left : one.start], text[one.end : right]


def _is_earlier(text: str, figures: Sequence[Figure], index: int) -> bool:
    one = figures[index]
    if index + 1 == len(figures) or not _SINCE.search(text[max(0, one.start - 10) : one.start]):
        return False
    return _CHANGED.fullmatch(text[one.end : figures[index + 1].start]) is not None


def _last(text: str, stops: str, before: int) -> int:
    return max(text.rfind(stop, max(0, before - _REACH), before) for stop in stops) + 1


def _next(text: str, stops: str, after: int) -> int:
    found = [at for stop in stops if (at := text.find(stop, after, after + _REACH)) >= 0]
    return min(found, default=min(len(text), after + _REACH))


@dataclass(frozen=True)
class Until:
    """The day up to which a draft about a period that was not over counts, and why that day."""

    day: date
    why: str


def until_of(text: str, base: Period, today: date) -> Until | None:
    """Up to when a text about `base` counts; None where that is its end.

    The day that the text says its data reach to, else the day that it is signed, else today.
    """
    said, signed = data_until(text, base.end.year), signed_on(text)
    for day, why in ((said, "文中写明的数据截止日"), (signed, "文稿的落款日期"), (today, "核对的这一天")):
        if day is None or not base.start <= day:
            continue
        return Until(min(day, today), why) if min(day, today) < base.end else None
    return None


def up_to(base: Period, until: Until | None) -> Period:
    """What a text about `base` counts as a whole."""
    return stretch_of(base.start, until.day) if until else base


def period_of(
    words: str, base: Period, before: Period | None = None, until: Until | None = None
) -> Period | None:
    """The days that a figure's time words mean in a document about `base`; None where they mean none that can be
    checked (每季度). No words: the document's own. `before` is the time of the figure before in the sentence.

    A single day (9月底, 年末) stands for the year up to it: what holds on a day is counted at its end. A time that
    goes on after `until` ends on that day.
    """
    whole = up_to(base, until)
    if not words:
        return whole
    span = span_of(words, whole, (before.start, before.end) if before else None)
    if span is None:
        return None
    first, last = span
    if until and first <= until.day < last:
        last = until.day
    return stretch_of(date(last.year, 1, 1) if first == last else first, last)


def period_in(text: str, today: date) -> Period:
    """The period that a document seems to be about, from its title lines; else the quarter that ended last."""
    return base_of(text) or Period.containing(today, "quarter").previous()
