"""How many tasks one sentence sets, and what is said once for all of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.obligations import opens_with_verb
from zhibu.papers.sentences import clauses
from zhibu.papers.spoken import begins_with_unit_and_time, spoken
from zhibu.papers.unit_names import Attribution
from zhibu.papers.units import bracketed

_ONLY_A_VERB = 3  # 10月底前完成 goes with the clause before it
_LED = re.compile("坚持|要|力争|争取|确保|计划|原则上|将")
_RESULT = re.compile(r"达到|达标|实现|完成")


def owed_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of the sentence text[start:end] that are tasks of their own.

    Parts between semicolons are, where several name a deadline or a unit; so are clauses that begin with a time of
    their own (三季度举办培训班，10月底前完成轮训) or with another unit and its time.
    """
    cuts = [start, *(at + 1 for at in range(start, end) if text[at] in "；;"), end]
    parts = [(left, right) for left, right in pairwise(cuts) if text[left:right].strip("；;。 ")]
    if sum(is_specific(text[left:right]) for left, right in parts) < 2:
        parts = [(start, end)]
    for left, right in parts:
        yield from pairwise([left, *_fresh_starts(text, left, right), right])


def shared_units(parts: Sequence[str]) -> list[Attribution]:
    """What each part takes from the others: the closing bracket of the last is said of all.

    A part that begins with its time and a verb goes on with the units of the one before.
    """
    brackets = [bracketed(part) for part in parts]
    if len(parts) > 1 and all(one.is_empty for one in brackets[:-1]) and not brackets[-1].is_empty:
        return [Attribution(brackets[-1].lead, brackets[-1].responsible, "")] * len(parts)
    said = [spoken(part.strip()) for part in parts]
    taken = [Attribution()]
    for index in range(1, len(parts)):
        before = taken[-1] if said[index - 1].is_empty else said[index - 1]
        goes_on = said[index].is_empty and _time_and_verb(parts[index].strip())
        taken.append(Attribution(before.lead, before.responsible, "") if goes_on else Attribution())
    return taken


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
        timed = _sets_by_its_time(clause) and _names_a_time_for_someone(before)
        if before and (timed or (begins_with_unit_and_time(clause) and spoken(before).responsible)):
            yield at
            left = at


def _names_a_time_for_someone(words: str) -> bool:
    """Whether words name a deadline at the head of a clause, or who is to keep it."""
    if not find_deadlines(words, year=None):
        return False
    if spoken(words).responsible:
        return True
    return any(_opening_time(words[start:end]) for start, end in clauses(words, 0, len(words)))


def _sets_by_its_time(clause: str) -> bool:
    timed = _opening_time(clause)
    return bool(timed) and len(clause) - timed > _ONLY_A_VERB and (
        opens_with_verb(clause) or _RESULT.search(clause) is not None
    )  # fmt: skip


def _time_and_verb(words: str) -> bool:
    return bool(_opening_time(words)) and opens_with_verb(words)


def _opening_time(clause: str) -> int:
    """Where the time ends with which a clause begins (坚持每月…), 0 where it begins with none."""
    led = _LED.match(clause)
    first = led.end() if led else 0
    return next((one.end for one in find_deadlines(clause, year=None) if one.start == first), 0)
