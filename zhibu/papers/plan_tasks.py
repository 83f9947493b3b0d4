"""Tasks proposed from running text: what a heading's own sentences set to be done, by when and by whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhibu.papers.deadlines import Deadline, find_deadlines
from zhibu.papers.obligations import goes_on_quoting, obliges, opens_with_verb
from zhibu.papers.owed import is_specific, owed_parts, shared_units
from zhibu.papers.quantities import Quantity, find_quantity
from zhibu.papers.scopes import Scope
from zhibu.papers.sections import FORWARD, Stance
from zhibu.papers.sentences import sentences
from zhibu.papers.spoken import spoken
from zhibu.papers.table_tasks import RowTask
from zhibu.papers.unit_names import Attribution
from zhibu.papers.units import bracketed, is_attribution, labelled, without_attribution

_TITLE_IS_TASK, _PLAIN_TITLE_IS_TASK = 30, 45  # one clause without a comma is a title for longer
_YEAR_FIRST = re.compile(r"[\s\u3000]*((?:19|20)\d{2})年[，,]")  # its year is that of the whole sentence
_CONNECTIVE = re.compile(
    r"^(?:(?:首先|其次|再次|最后|同时|此外|另外|特别是)[，,]?|会议(?:要求|决定|明确|议定)[，,：:]|(?:整改|工作|具体)措施[：:])"
)
_INTRODUCED = 12  # a title above sub-items is a task itself only when longer and with a deadline or a unit


@dataclass(frozen=True, slots=True)
class Task:
    """A proposed task. `heading` indexes the outline; text[start:end] of the document is its source."""

    text: str
    heading: int | None
    start: int
    end: int
    deadline: Deadline | None
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    quantity: Quantity | None


def task_of_row(row: RowTask, year: int | None) -> Task:
    often = row.quantity if find_deadlines(row.quantity, year=year) else ""
    asked = row.deadline or often
    return Task(
        row.text, None, row.start, row.end, _best_deadline(asked or row.text, year, labelled=bool(asked)),
        row.lead, row.responsible, find_quantity(row.quantity or row.text),
    )  # fmt: skip


def tasks_of(scope: Scope, text: str, year: int | None) -> Iterator[Task]:
    """The tasks in one scope's own text."""
    parts = list(_sentences_of(scope, text))
    stated = _item_attribution(scope, parts, text)
    parts = [part for part in parts if not is_attribution(text[part[0] : part[1]])]
    if stated is not None and scope.is_leaf and parts and scope.stance is not Stance.REVIEW:
        for start, end in _dated_parts(_item_start(scope, parts, text), parts, text, stated):
            yield _task(scope, text, start, end, stated, year)
        return
    for index, (start, end) in enumerate(parts):
        is_title = index == 0 and scope.heading is not None and end <= scope.body + 1
        if index and goes_on_quoting(text, parts[index - 1], start):
            continue
        if is_title and not _title_is_task(scope, text[start:end], len(parts)):
            continue
        owed = list(owed_parts(text, start, end))
        said = shared_units([text[left:right] for left, right in owed])
        opening = _YEAR_FIRST.match(text, start, end)
        stated_year = int(opening[1]) if opening else year
        for (left, right), units in zip(owed, said, strict=True):
            if _is_task(scope, text, left, right):
                yield _task(scope, text, left, right, units, stated_year)


def _sentences_of(scope: Scope, text: str) -> Iterator[tuple[int, int]]:
    """Sentences, the title being one of its own where its full stop was lost."""
    lost = scope.start < scope.body < scope.end and text[scope.body] not in "，,：:。；;！!？?\n）)"
    if lost:
        yield from sentences(text, scope.start, scope.body)
    yield from sentences(text, scope.body if lost else scope.start, scope.end)


def _item_attribution(scope: Scope, parts: Sequence[tuple[int, int]], text: str) -> Attribution | None:
    """What is said about a whole item: on lines of its own, or in brackets after its last stop or in its title."""
    if scope.heading is None:
        return None
    own = [text[start:end] for start, end in parts if is_attribution(text[start:end])]
    if not own and scope.item_end > scope.end:
        beyond = (text[left:right] for left, right in sentences(text, scope.end, scope.item_end))
        own = [words for words in beyond if is_attribution(words)]
    if own:
        found = [bracketed(line) if line.lstrip()[:1] in "（(【[" else labelled(line) for line in own]
        return Attribution(
            tuple(unit for one in found for unit in one.lead),
            tuple(unit for one in found for unit in one.responsible),
            "；".join(one.deadline for one in found if one.deadline),
        )
    if parts and len(parts) > 1 and parts[0][1] <= scope.body + 1:
        titled = bracketed(text[parts[0][0] : parts[0][1]])
        return titled if titled.lead or titled.responsible else None
    return None


def _dated_parts(
    start: int, parts: Sequence[tuple[int, int]], text: str, stated: Attribution
) -> Iterator[tuple[int, int]]:
    """An item is one task, or as many as it names deadlines of its own for what stands between semicolons and stops."""
    pieces = [piece for left, right in parts if right > start for piece in owed_parts(text, left, right)]
    dated = [left for left, right in pieces if find_deadlines(text[left:right], year=None)]
    cuts = [] if stated.deadline else dated[1:]
    yield from pairwise([start, *cuts, parts[-1][1]])


def _item_start(scope: Scope, parts: Sequence[tuple[int, int]], text: str) -> int:
    """Where an item's words begin: a title on a line of its own is left to the outline."""
    titled = len(parts) > 1 and parts[0][1] <= scope.body + 1 and "\n" in text[parts[0][1] : parts[1][0]]
    return parts[1 if titled else 0][0]


def _title_is_task(scope: Scope, words: str, count: int) -> bool:
    """A title is a task where nothing else says what to do, or where it says so at length."""
    if not scope.is_leaf:
        return len(words) > _INTRODUCED and is_specific(words)
    dated = bool(find_deadlines(without_attribution(words), year=None)) and opens_with_verb(words)
    long = len(words) > (_TITLE_IS_TASK if "，" in words or "," in words else _PLAIN_TITLE_IS_TASK)
    return count == 1 or long or dated


def _is_task(scope: Scope, text: str, start: int, end: int) -> bool:
    words = text[start:end]
    specific = is_specific(words) or find_quantity(words) is not None
    if not scope.is_leaf and not specific:
        return False  # what introduces a section speaks of it in general
    rules = scope.is_article and not spoken(words).is_empty and bool(find_deadlines(words, year=None))
    planned = scope.stance is Stance.PLAN or FORWARD.match(words) is not None or rules
    if not planned and (scope.stance is not Stance.NEUTRAL or not specific):
        return False
    return obliges(text, start, end, planned=planned, specific=specific)


def _task(scope: Scope, text: str, start: int, end: int, stated: Attribution, year: int | None) -> Task:
    words = text[start:end]
    inside = bracketed(words)
    said = spoken(words)
    lead = stated.lead or inside.lead or said.lead
    responsible = (
        stated.responsible or inside.responsible or (() if lead and inside.lead else said.responsible)
    )
    if scope.owner and not lead and not responsible:
        responsible = (scope.owner,)
    asked = stated.deadline or inside.deadline
    deadline = _best_deadline(asked or words, year, labelled=bool(asked), following=scope.following)
    if deadline is None and scope.when:
        deadline = _best_deadline(scope.when, year, labelled=True, following=scope.following)
    shown = _CONNECTIVE.sub("", without_attribution(" ".join(words.split())).strip("。；;，, ●◆■▲★•·-—"))
    return Task(shown, scope.heading, start, end, deadline, lead, responsible, find_quantity(words))


def _best_deadline(
    words: str, year: int | None, *, labelled: bool, following: int | None = None
) -> Deadline | None:
    """The first deadline that names a time; words in a deadline column that name none are kept as they are."""
    found = find_deadlines(words, year=year, stated=labelled, following=following)
    best = next((one for one in found if one.every != "ongoing"), found[0] if found else None)
    if best and not best.every:  # 3月份启动，10月底前完成: the end counts, not the beginning
        ends = [one for one in found if one.date and one.text.endswith("前")]
        best = ends[-1 if labelled else 0] if ends else best
    if labelled and best is None and words.strip():
        return Deadline(words.strip(), None, None, 0, 0)
    return replace(best, text=words.strip()) if labelled and best else best
