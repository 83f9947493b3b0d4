"""Tasks proposed from running text: what a heading's own sentences set to be done, by when and by whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhibu.papers.deadlines import Deadline, find_deadlines
from zhibu.papers.due import deadline_of, on_day, within
from zhibu.papers.items import Item, item_of, items_of_forms, tasks_in
from zhibu.papers.labels import tells_only
from zhibu.papers.named import leading_units
from zhibu.papers.obligations import asks, goes_on_quoting, obliges, opens_with_verb
from zhibu.papers.owed import is_specific, owed_parts, shared_units
from zhibu.papers.quantities import Quantity, find_quantity
from zhibu.papers.scopes import Scope
from zhibu.papers.sections import FORWARD, Stance
from zhibu.papers.sentences import sentences
from zhibu.papers.spoken import begins_with_unit, spoken
from zhibu.papers.stated import labelled
from zhibu.papers.table_tasks import RowTask
from zhibu.papers.unit_names import Attribution, split_units
from zhibu.papers.units import bracketed, without_attribution

_TITLE_IS_TASK, _PLAIN_TITLE_IS_TASK = 30, 45  # one clause without a comma is a title for longer
_YEAR_FIRST = re.compile(r"[\s\u3000]*((?:19|20)\d{2})年[，,]")  # its year is that of the whole sentence
_CONNECTIVE = re.compile(
    r"^(?:(?:首先|其次|再次|最后|同时|此外|另外|特别是)[，,]?|会议(?:要求|决定|明确|议定|强调)[，,：:]|议定(?:意见|事项)?[：:]|(?:整改|工作|具体|项目|活动|主要)(?:措施|举措|内容|任务|要求)[：:])"
)
_OF_A_YEAR = re.compile(r"((?:19|20)\d{2})年(?!以来|至今|[至到—~～-])")
_LEAD = 14
_COMMA = re.compile("[，,]")
_BULLET = re.compile(r"^[^\w“”\"'《（(【\[〔『「‘*＊√]+")
_PROBLEM = re.compile(r"^关于.*(?:问题|方面)[。：:]?$")
_SAID = re.compile(r"会议(?:强调|指出|认为)[，,：:]")
_ASKED = re.compile(r"会议(?:决定|要求|议定|明确|强调)[，,：:]")
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
        row.text, None, row.start, row.end, deadline_of(asked or row.text, year, labelled=bool(asked)),
        row.lead, row.responsible, find_quantity(row.quantity or row.text),
    )  # fmt: skip


def tasks_of(scope: Scope, text: str, year: int | None) -> Iterator[Task]:
    """The tasks in one scope's own text."""
    if forms := list(items_of_forms(scope, text)):
        scope = replace(scope, body=scope.start, is_leaf=True)
        for form in forms:
            yield from _of_item(form, scope, text, year)
        return
    yield from _of_item(item_of(scope, list(_sentences_of(scope, text)), text), scope, text, year)


def _of_item(item: Item, scope: Scope, text: str, year: int | None) -> Iterator[Task]:
    if item.said is None:
        yield from _of_sentences(scope, item.parts, text, year)
        return
    for start, end in tasks_in(item, scope, text):
        yield _task(scope, text, start, end, item.said, year)
    yield from _of_sentences(scope, item.rest, text, year)


def _of_sentences(
    scope: Scope, parts: Sequence[tuple[int, int]], text: str, year: int | None
) -> Iterator[Task]:
    for index, (start, end) in enumerate(parts):
        is_title = index == 0 and scope.heading is not None and end <= scope.body + 1
        if index and goes_on_quoting(text, parts[index - 1], start):
            continue
        if is_title and not _title_is_task(scope, text[start:end], len(parts)):
            continue
        if not is_title and _leads(text, start, end, parts[index + 1 : index + 2]):
            continue
        if tells_only(text[start:end]):
            continue
        timed = scope.is_line and scope.when != ""
        owed = list(owed_parts(text, start, end, timed=timed))
        said = [Attribution()] * len(owed) if timed else shared_units([text[slice(*part)] for part in owed])
        opening = _YEAR_FIRST.match(text, start, end)
        told = _OF_A_YEAR.match(text, start + leading_units(text[start:end]), end)
        opening = opening or (None if asks(text[start:end]) else told)
        stated_year = int(opening[1]) if opening else year
        if stated_year and year and stated_year < year:
            continue  # 2025年，党委… and 三支部2025年召开… in a plan for 2026 tell what was done
        for (left, right), units in zip(owed, said, strict=True):
            if _is_task(scope, text, left, right, units) or _goes_on_asking(
                scope, text, owed[0], left, right
            ):
                yield _task(scope, text, left, right, units, stated_year)


def _sentences_of(scope: Scope, text: str) -> Iterator[tuple[int, int]]:
    """Sentences, the title being one of its own where its full stop was lost."""
    lost = scope.start < scope.body < scope.end and text[scope.body] not in "，,：:。；;！!？?\n）)"
    if lost:
        yield from sentences(text, scope.start, scope.body)
    yield from sentences(text, scope.body if lost else scope.start, scope.end)


def _leads(text: str, start: int, end: int, following: Sequence[tuple[int, int]]) -> bool:
    """Whether a short first sentence of a paragraph is its title: it names neither time nor unit nor quantity."""
    words = text[start:end]
    first = start == 0 or not text[text.rfind("\n", 0, start) + 1 : start].strip(" \u3000")
    goes_on = any("\n" not in text[end:left] for left, _ in following)
    plain = _COMMA.search(words) is None and not is_specific(words) and find_quantity(words) is None
    return first and goes_on and len(words) <= _LEAD and plain


def _title_is_task(scope: Scope, words: str, count: int) -> bool:
    """A title is a task where nothing else says what to do, or where it says so at length."""
    named_by_time = not scope.is_leaf and scope.when != "" and words.strip().startswith(scope.when)
    if named_by_time or _PROBLEM.search(words):
        return False
    if not scope.is_leaf:
        return len(without_attribution(words)) > _INTRODUCED and is_specific(words)
    said = spoken(words)
    dated = bool(find_deadlines(without_attribution(words), year=None))
    sets = said.lead or (dated and (said.responsible or opens_with_verb(words)))
    long = len(words) > (_TITLE_IS_TASK if _COMMA.search(words) else _PLAIN_TITLE_IS_TASK)
    return count == 1 or long or bool(sets)


def _is_task(scope: Scope, text: str, start: int, end: int, units: Attribution) -> bool:
    words = text[start:end]
    dated = bool(scope.when) and scope.is_leaf
    attributed = dated or is_specific(words)
    specific = attributed or find_quantity(words) is not None
    if not scope.is_leaf and not specific:
        return False  # what introduces a section speaks of it in general
    said = spoken(words)
    rules = scope.is_article and (not (said.is_empty and units.is_empty) or _sets_a_term(words))
    if scope.stance is Stance.GOAL:
        return bool(find_deadlines(words, year=None)) and obliges(
            text, start, end, planned=True, specific=True
        )
    planned = scope.stance is Stance.PLAN or FORWARD.match(words) is not None or rules
    if not planned and (scope.stance is not Stance.NEUTRAL or not attributed):
        return False
    if not attributed and _PROBLEM.search(text[scope.start : scope.body]) and not asks(words):
        return False  # below 关于…的问题 its own words come first, with counts of what was wrong
    return obliges(text, start, end, planned=planned, specific=specific)


def _sets_a_term(words: str) -> bool:
    """Whether words name a time by which something is to be, or how often (5月底前全部到位, 结果每月公示)."""
    found = find_deadlines(words, year=None)
    rest = words[found[0].end :].lstrip("，,") if found and found[0].start == 0 else ""
    opens = opens_with_verb(rest) or rest.startswith(("在", "于", "联合"))
    return opens or any(one.text.endswith("前") or one.every not in (None, "ongoing") for one in found)


def _goes_on_asking(scope: Scope, text: str, first: tuple[int, int], left: int, right: int) -> bool:
    """Whether minutes ask of a unit, in a part of a sentence that begins with 会议要求 or behind 会议强调."""
    if not scope.is_article or not _ASKED.match(text[first[0] : first[1]].lstrip("。；; ")):
        return False
    said = _SAID.match(text, left, right)
    if said and not find_deadlines(text[left:right], year=None):
        return False
    start = said.end() if said else left
    return begins_with_unit(text[start:right].strip("；; ")) and obliges(
        text, start, right, planned=True, specific=True
    )


def _acts_alone(scope: Scope, words: str) -> bool:
    """Whether words begin with who acts, below a heading that names others for that; who only leads, leads it too."""
    return bool(scope.charge.responsible) and begins_with_unit(words.strip())


def _task(scope: Scope, text: str, start: int, end: int, stated: Attribution, year: int | None) -> Task:
    words = text[start:end]
    inside = bracketed(words)
    inside = labelled(words) if inside.is_empty else inside
    said = spoken(words)
    lead = stated.lead or inside.lead or said.lead
    responsible = (
        stated.responsible or inside.responsible or (() if stated.lead or inside.lead else said.responsible)
    )
    if not lead and not stated.responsible and not inside.responsible and not _acts_alone(scope, words):
        lead, responsible = scope.charge.lead, responsible or scope.charge.responsible
    if scope.owner and not lead and not responsible:
        responsible = split_units(scope.owner)
    asked = stated.deadline or inside.deadline
    deadline = deadline_of(asked or words, year, labelled=bool(asked), following=scope.following)
    if scope.when:
        below = deadline_of(scope.when, year, labelled=True, following=scope.following)
        deadline = within(on_day(words, deadline, scope.when, year), below)
    shown = _CONNECTIVE.sub("", without_attribution(" ".join(words.split())).strip("。；;，, ●◆■▲★•·-—"))
    shown = _BULLET.sub("", shown)
    return Task(shown, scope.heading, start, end, deadline, lead, responsible, find_quantity(words))
