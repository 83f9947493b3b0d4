"""How many tasks one sentence sets, and what is said once for all of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhibu.papers.deadlines import Deadline, find_deadlines
from zhibu.papers.due import only_tells_which
from zhibu.papers.obligations import VERBS, opens_with_verb
from zhibu.papers.sentences import clauses
from zhibu.papers.spoken import begins_with_unit, begins_with_unit_and_time, spoken
from zhibu.papers.unit_names import Attribution
from zhibu.papers.units import bracketed

_ONLY_A_VERB = 3  # 10月底前完成 goes with the clause before it
_ONLY_A_COUNT = re.compile(
    r"(?:不少于|不低于|不超过|至少|不得少于)?(?:[0-9]+|[一二两三四五六七八九十]+)[次期场个学篇]"
)
# 党小组会每月召开1次: a meeting directly before how often.
_HELD_OFTEN = re.compile(r"(?![与对向在为按以由从])[\u4e00-\u9fff“”]{2,14}?(?=每[年季月周半两])")
_GOES_AND_DOES = re.compile(rf"[写读赴听看谈]|[在到向与][^，,]{{2,14}}(?:{VERBS})")
_CHARGED_LAST = re.compile(r"[，,]由[^，,。；;]{2,40}负(?:总?责)[。；;]?\s*$")
_DECIDES = re.compile(rf"会议(?:决定|议定|同意|明确)，?(?:{VERBS})[^，,]{{4,}}")
_LED = re.compile("之后|以后|此后|随后|坚持|要|力争|争取|确保|计划|原则上|将")
_RESULT = re.compile(r"达到|达标|实现|完成|不少于|不低于|不超过|不得|至少|[0-9一二两三四五]+次")


def owed_parts(text: str, start: int, end: int, *, timed: bool = False) -> Iterator[tuple[int, int]]:
    """The parts of the sentence text[start:end] that are tasks of their own.

    `timed` says that a month stands before the whole, so that each part between semicolons has its time.

    Parts between semicolons are, where several name a deadline or a unit; so are clauses that begin with a time of
    their own (三季度举办培训班，10月底前完成轮训) or with another unit and its time.
    """
    cuts = [start, *(at + 1 for at in range(start, end) if text[at] in "；;"), end]
    parts = [(left, right) for left, right in pairwise(cuts) if text[left:right].strip("；;。 ")]
    if len(parts) < 2 or (not timed and sum(is_specific(text[left:right]) for left, right in parts) < 2):
        parts = [(start, end)]
    for left, right in parts:
        yield from pairwise([left, *_fresh_starts(text, left, right), right])


def shared_units(parts: Sequence[str]) -> list[Attribution]:
    """What each part takes from the others: a closing bracket, or a closing 由甲负责, is said of all.

    A part that begins with its time and a verb goes on with the units of the one before.
    """
    brackets = [bracketed(part) for part in parts]
    if len(parts) > 1 and all(one.is_empty for one in brackets[:-1]) and not brackets[-1].is_empty:
        return [Attribution(brackets[-1].lead, brackets[-1].responsible, "")] * len(parts)
    said = [spoken(part.strip()) for part in parts]
    if len(parts) > 1 and _CHARGED_LAST.search(parts[-1]) and all(one.is_empty for one in said[:-1]):
        return [said[-1]] * len(parts)
    taken = [Attribution()]
    for index in range(1, len(parts)):
        before = taken[-1] if said[index - 1].is_empty else said[index - 1]
        goes_on = said[index].is_empty and _opening_time(parts[index].strip()) > 0
        taken.append(Attribution(before.lead, before.responsible, "") if goes_on else Attribution())
    return taken


def decides(words: str) -> bool:
    """Whether a meeting decides that something be done, and does not only agree (会议决定成立…)."""
    return _DECIDES.match(words) is not None


def is_specific(words: str) -> bool:
    """Whether the words name a deadline or a unit."""
    return (
        bool(find_deadlines(words, year=None))
        or not bracketed(words).is_empty
        or not spoken(words.strip()).is_empty
    )


def _fresh_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where, inside a sentence, a clause sets something else."""
    left = start
    for at, stop in clauses(text, start, end):
        before, clause = text[left:at].strip(), text[at:stop]
        if not before or before.endswith(("：", ":")):
            continue  # a title goes with what follows its colon
        timed = (_sets_by_its_time(clause) or _is_held(clause)) and _names_a_time_for_someone(before)
        if timed or (_sets_something(before) and _sets_for_someone(text, left, at, stop, end)):
            yield at
            left = at


def _sets_for_someone(text: str, start: int, at: int, stop: int, end: int) -> bool:
    """Whether the clause text[at:stop] begins with a unit and names its time.

    One that comes only later, up to the next unit, is its own where text[start:at] has another, else that of the whole.
    """
    clause = text[at:stop]
    if begins_with_unit_and_time(clause):
        return True
    if not begins_with_unit(clause):
        return False
    until = stop
    if _own_times(text[start:at]):
        later = (left for left, right in clauses(text, stop, end) if begins_with_unit(text[left:right]))
        until = next(later, end)
    return bool(find_deadlines(text[at:until], year=None))


def _sets_something(words: str) -> bool:
    """Whether words name who is to act, or begin with a time."""
    opened = _opening_time(words)
    said = 0 < opened < len(words.rstrip("，, 起")) - _ONLY_A_VERB  # 二季度起， sets nothing yet
    return said or bool(spoken(words).responsible) or decides(words)


def _names_a_time_for_someone(words: str) -> bool:
    """Whether words name a deadline at the head of a clause, or who is to keep it."""
    if not _own_times(words):
        return False
    if spoken(words).responsible:
        return True
    spans = [words[start:end] for start, end in clauses(words, 0, len(words))]
    return any(_opening_time(clause) or _is_held(clause) for clause in spans)


def _own_times(words: str) -> list[Deadline]:
    """The times of words that say when, and not only which (下半年计划, 核对12月份工资)."""
    return [one for one in find_deadlines(words, year=None) if not only_tells_which(one, words)]


def _is_held(clause: str) -> bool:
    held = _HELD_OFTEN.match(clause)
    return held is not None and not opens_with_verb(held[0])


def _sets_by_its_time(clause: str) -> bool:
    """Whether a clause says what is to be done by the time that it begins with; 全年不少于12次 only says how often."""
    timed = _opening_time(clause)
    least = (
        1 if clause.startswith("每") else _ONLY_A_VERB
    )  # 每季度末月上缴 is another time than 每月15日前收齐
    if not timed or len(clause) - timed <= least or _ONLY_A_COUNT.match(clause, timed):
        return False
    opens = opens_with_verb(clause) or _GOES_AND_DOES.match(clause, timed)
    return bool(opens) or _RESULT.search(clause, timed) is not None


def _opening_time(clause: str) -> int:
    """Where the time ends with which a clause begins (坚持每月…), 0 where it begins with none."""
    led = _LED.match(clause)
    first = led.end() if led else 0
    return next((one.end for one in find_deadlines(clause, year=None) if one.start == first), 0)
