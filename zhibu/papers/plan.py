"""Reads a plan: title, outline, proposed tasks, warnings. Proposals only: a person confirms them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from zhibu.papers.deadlines import Deadline, find_deadlines
from zhibu.papers.document import Document, Notice
from zhibu.papers.noise import clean
from zhibu.papers.obligations import obliges
from zhibu.papers.outline import Heading, Line, lines_of, read_outline
from zhibu.papers.quantities import Quantity, find_quantity
from zhibu.papers.sections import FORWARD, Stance, stance_of_heading, stance_of_paper
from zhibu.papers.sentences import sentences
from zhibu.papers.table_tasks import RowTask, read_tables, table_title
from zhibu.papers.titles import paper_title
from zhibu.papers.units import Attribution, bracketed, is_attribution, labelled, spoken, without_attribution
from zhibu.papers.years import plan_year, year_conflicts

_TITLE_IS_TASK = 30
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


@dataclass(frozen=True, slots=True)
class Plan:
    """`year` is the year used to date deadlines, None where none is known."""

    title: str
    year: int | None
    outline: tuple[Heading, ...]
    tasks: tuple[Task, ...]
    warnings: tuple[Notice, ...]

    def path(self, heading: int | None) -> str:
        """The numbers from the outermost heading to this one: 四、/（一）/一是."""
        numbers: list[str] = []
        while heading is not None:
            one = self.outline[heading]
            numbers.append(one.number or one.title)
            heading = one.parent
        return "/".join(reversed(numbers))


@dataclass(frozen=True, slots=True)
class _Scope:
    """The stretch of text that belongs to one heading alone, with the title's part told apart."""

    heading: int | None
    stance: Stance
    start: int
    body: int
    end: int
    is_leaf: bool


def read_plan(document: Document, *, year: int | None = None, today: date | None = None) -> Plan:
    """Read title, outline, tasks and warnings.

    `year` dates deadlines that state no year; without it the document's own year does, and `today`'s year only when
    the document names none (said in a warning). With none of them such deadlines keep their words and no date.
    """
    cleaned = clean(document)
    text = cleaned.text
    lines = lines_of(document, text)
    title, title_stop = paper_title([(line.start, line.end) for line in lines], text)
    title = title or table_title(document)
    body = [line for line in lines if line.end > title_stop]
    outline = read_outline(body, text)
    notices = [*document.notices, *cleaned.notices, *year_conflicts(text, title, outline, year)]
    used = year or plan_year(title, outline, text)
    if used is None and today is not None:
        used = today.year
        notices.append(Notice("year_assumed", f"{used}年", 0, 0))
    scopes = list(_scopes(outline, body, title, title_stop))
    tasks = [task for scope in scopes for task in _tasks_of(scope, text, used)]
    tasks.extend(_from_row(row, used) for row in read_tables(document))
    tasks.sort(key=lambda task: task.start)
    return Plan(title, used, outline, tuple(tasks), tuple(sorted(notices, key=lambda notice: notice.start)))


def _from_row(row: RowTask, year: int | None) -> Task:
    return Task(
        row.text, None, row.start, row.end, _best_deadline(row.deadline or row.text, year, labelled=bool(row.deadline)),
        row.lead, row.responsible, find_quantity(row.quantity or row.text),
    )  # fmt: skip


def _scopes(
    outline: Sequence[Heading], body: Sequence[Line], title: str, title_stop: int
) -> Iterator[_Scope]:
    first = outline[0].start if outline else (body[-1].end if body else title_stop)
    paper = stance_of_paper(title)
    yield _Scope(None, paper, title_stop, title_stop, first, is_leaf=True)
    stances: list[Stance] = []
    for heading in outline:
        above = paper if heading.parent is None else stances[heading.parent]
        stances.append(stance_of_heading(heading.title, above))
    planned = paper is Stance.PLAN or Stance.PLAN in stances
    for index, heading in enumerate(outline):
        following = outline[index + 1].start if index + 1 < len(outline) else heading.scope_end
        has_children = index + 1 < len(outline) and outline[index + 1].parent == index
        stance = stances[index]
        if not planned and stance is Stance.NEUTRAL and heading.number.endswith("要"):
            stance = Stance.PLAN
        end = min(following, heading.scope_end)
        yield _Scope(index, stance, heading.title_start, heading.end, end, is_leaf=not has_children)


def _tasks_of(scope: _Scope, text: str, year: int | None) -> Iterator[Task]:
    """The tasks in one heading's own text."""
    parts = list(_sentences_of(scope, text))
    stated = _item_attribution(scope, parts, text)
    parts = [part for part in parts if not is_attribution(text[part[0] : part[1]])]
    if stated is not None and scope.is_leaf and parts and scope.stance is not Stance.REVIEW:
        titled = len(parts) > 1 and parts[0][1] <= scope.body + 1 and "\n" in text[parts[0][1] : parts[1][0]]
        yield _task(scope, text, parts[1 if titled else 0][0], parts[-1][1], stated, year)
        return
    for index, (start, end) in enumerate(parts):
        is_title = index == 0 and scope.heading is not None and end <= scope.body + 1
        if is_title and not _title_is_task(scope, text[start:end], len(parts)):
            continue
        for left, right in _owed_parts(text, start, end):
            if _is_task(scope, text, left, right):
                yield _task(scope, text, left, right, Attribution(), year)


def _sentences_of(scope: _Scope, text: str) -> Iterator[tuple[int, int]]:
    """Sentences, the title being one of its own where its full stop was lost."""
    lost = scope.start < scope.body < scope.end and text[scope.body] not in "，,：:。；;！!？?\n）)"
    if lost:
        yield from sentences(text, scope.start, scope.body)
    yield from sentences(text, scope.body if lost else scope.start, scope.end)


def _item_attribution(scope: _Scope, parts: Sequence[tuple[int, int]], text: str) -> Attribution | None:
    """What is said about a whole item: on lines of its own, or in brackets after its last stop or in its title."""
    if scope.heading is None:
        return None
    own = [text[start:end] for start, end in parts if is_attribution(text[start:end])]
    if own:
        found = [bracketed(line) if line.lstrip()[:1] in "（(【[" else labelled(line) for line in own]
        return Attribution(
            tuple(unit for one in found for unit in one.lead),
            tuple(unit for one in found for unit in one.responsible),
            "；".join(one.deadline for one in found if one.deadline),
        )
    if parts and len(parts) > 1 and parts[0][1] <= scope.body + 1:
        titled = bracketed(text[parts[0][0] : parts[0][1]])
        return None if titled.is_empty else titled
    return None


def _title_is_task(scope: _Scope, words: str, count: int) -> bool:
    """A title is a task where nothing else says what to do, or where it says so at length."""
    if not scope.is_leaf:
        return len(words) > _INTRODUCED and _is_specific(words)
    return count == 1 or len(words) > _TITLE_IS_TASK


def _owed_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence whose parts between semicolons each have a deadline or a unit of their own is several tasks."""
    cuts = [start, *(at + 1 for at in range(start, end) if text[at] in "；;"), end]
    parts = [(left, right) for left, right in pairwise(cuts) if text[left:right].strip("；;。 ")]
    own = [part for part in parts if _is_specific(text[part[0] : part[1]])]
    if len(own) >= 2:
        yield from parts
    else:
        yield start, end


def _is_specific(words: str) -> bool:
    return (
        bool(find_deadlines(words, year=None))
        or not bracketed(words).is_empty
        or not spoken(words.strip()).is_empty
    )


def _is_task(scope: _Scope, text: str, start: int, end: int) -> bool:
    words = text[start:end]
    if not scope.is_leaf and not _is_specific(words) and find_quantity(words) is None:
        return False  # what introduces a section speaks of it in general
    if scope.stance is Stance.PLAN or FORWARD.match(words):
        return obliges(text, start, end, planned=True)
    if scope.stance is not Stance.NEUTRAL:
        return False
    return obliges(text, start, end, planned=False) and (
        _is_specific(words) or find_quantity(words) is not None
    )


def _task(scope: _Scope, text: str, start: int, end: int, stated: Attribution, year: int | None) -> Task:
    words = text[start:end]
    inside = bracketed(words)
    said = spoken(words)
    lead = stated.lead or inside.lead or said.lead
    responsible = (
        stated.responsible or inside.responsible or (() if lead and inside.lead else said.responsible)
    )
    asked = stated.deadline or inside.deadline
    deadline = _best_deadline(asked or words, year, labelled=bool(asked))
    shown = without_attribution(" ".join(words.split())).strip("。；;，, ")
    return Task(shown, scope.heading, start, end, deadline, lead, responsible, find_quantity(words))


def _best_deadline(words: str, year: int | None, *, labelled: bool) -> Deadline | None:
    """The first deadline that names a time; words in a deadline column that name none are kept as they are."""
    found = find_deadlines(words, year=year, stated=labelled)
    best = next((one for one in found if one.every != "ongoing"), found[0] if found else None)
    if labelled and best is None and words.strip():
        return Deadline(words.strip(), None, None, 0, 0)
    return replace(best, text=words.strip()) if labelled and best else best
