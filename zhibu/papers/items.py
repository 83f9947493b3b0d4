"""What is said once of a whole numbered item: who and until when, on lines of their own or in a closing bracket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhibu.papers.deadlines import find_deadlines
from zhibu.papers.duties import duties
from zhibu.papers.forms import forms_of
from zhibu.papers.owed import owed_parts
from zhibu.papers.scopes import Scope
from zhibu.papers.sections import Stance
from zhibu.papers.sentences import sentences
from zhibu.papers.stated import labelled
from zhibu.papers.unit_names import Attribution
from zhibu.papers.units import bracketed, is_attribution

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """`said` is None where nothing is said of the whole; `rest` are the sentences of paragraphs behind the item."""

    said: Attribution | None
    parts: Sequence[Span]
    rest: Sequence[Span]


def item_of(scope: Scope, parts: Sequence[Span], text: str) -> Item:
    """A scope's sentences without those that only say who and until when."""
    words = [part for part in parts if not is_attribution(text[slice(*part)])]
    if scope.heading is None and not scope.is_line:
        return Item(None, words, ())
    own = [part for part in parts if is_attribution(text[slice(*part)])]
    said = [text[slice(*part)] for part in own]
    if not own and scope.item_end > scope.end:
        beyond = (text[slice(*part)] for part in sentences(text, scope.beyond or scope.end, scope.item_end))
        said = [one for one in beyond if is_attribution(one)]
    behind = [part for part in words if own and part[0] > own[-1][1]]
    inside = [part for part in words if part not in behind]
    if not scope.is_leaf or not inside or scope.stance is Stance.REVIEW:
        return Item(None, words, ())
    if not (together := _together(said)).is_empty:
        return Item(together, inside, behind)
    return Item(_in_title(scope, words, text), words, ())


def items_of_forms(scope: Scope, text: str) -> Iterator[Item]:
    """One item to each block of lines such as 任务名称：… and 责任单位：…, in a scope that has such."""
    if scope.stance is Stance.REVIEW and scope.heading is None:
        return
    for form in forms_of(text, scope.start, scope.end):
        together = _together([text[slice(*part)].strip() for part in form.said])
        yield Item(None if together.is_empty else together, form.words, ())


def tasks_in(item: Item, scope: Scope, text: str) -> Iterator[Span]:
    """An item is one task, or as many as it names deadlines of its own for what stands between semicolons and stops."""
    start = _start(scope, item.parts, text)
    pieces = [piece for left, right in item.parts if right > start for piece in owed_parts(text, left, right)]
    dated = [left for left, right in pieces if find_deadlines(text[left:right], year=None)]
    cuts = [] if item.said is None or item.said.deadline else dated[1:]
    yield from pairwise([start, *cuts, item.parts[-1][1]])


def _together(lines: Sequence[str]) -> Attribution:
    found = [_stated(line) for line in lines]
    return Attribution(
        tuple(unit for one in found for unit in one.lead),
        tuple(unit for one in found for unit in one.responsible),
        "；".join(one.deadline for one in found if one.deadline),
    )


def _stated(line: str) -> Attribution:
    if not (bare := duties(line)).is_empty:
        return bare
    enclosed = bracketed(line) if line.lstrip()[:1] in "（(【[〔［—-－" else Attribution()
    return labelled(line) if enclosed.is_empty else enclosed


def _in_title(scope: Scope, parts: Sequence[Span], text: str) -> Attribution | None:
    if len(parts) > 1 and parts[0][1] <= scope.body + 1:
        titled = bracketed(text[slice(*parts[0])])
        return titled if titled.lead or titled.responsible else None
    return None


def _start(scope: Scope, parts: Sequence[Span], text: str) -> int:
    """Where an item's words begin: a title on a line of its own is left to the outline."""
    titled = len(parts) > 1 and parts[0][1] <= scope.body + 1 and "\n" in text[parts[0][1] : parts[1][0]]
    return parts[1 if titled else 0][0]
