"""What text belongs to which heading, and what the headings above say of it: plan or review, when, whose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhibu.papers.deadlines import is_time_alone
from zhibu.papers.nesting import Heading
from zhibu.papers.sections import Stance, stance_of_heading, stance_of_paper, urges
from zhibu.papers.unit_names import UNIT
from zhibu.papers.units import bracketed

_OWNED = re.compile(r"(?P<who>.{2,20}?)的?(?:主要|岗位|工作|具体)?(?:责任|职责|任务)(?:清单|分工)?")
_CHARGES = re.compile("职责|责任|任务|分工")
_TIMED_LINE = re.compile(r"^[\s\u3000]*(?P<when>[^\s：:，。]{2,12})[：:]", re.MULTILINE)
_TIMED_LINES = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """The stretch of text that belongs to one heading alone, with the title's part told apart.

    `when` is the time that this heading or one above it names for all below it, empty for none. `item_end` is where the
    last of the items that stand on one line with this one ends: what is said there about units is said of them all.
    An article (第五条) rules by stating who does what by when. `owner` is whom the heading charges (书记责任清单),
    empty for nobody. `following` is the year that 明年 means, None for the one after the plan's.
    """

    heading: int | None
    stance: Stance
    start: int
    body: int
    end: int
    is_leaf: bool
    when: str = ""
    item_end: int = 0
    is_article: bool = False
    owner: str = ""
    following: int | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a heading and those above it say of the text below."""

    stance: Stance
    when: str = ""
    owner: str = ""
    charges: bool = False


def scopes_of(
    outline: Sequence[Heading], title: str, reach: tuple[int, int], text: str, *, following: int | None
) -> Iterator[Scope]:
    """The scopes of the text between the positions of `reach`, in order.

    Lines that begin with a time (1月：…) are scopes of their own.
    """
    for scope in _headed(outline, title, reach, text):
        yield from _by_timed_lines(replace(scope, following=following), text)


def _headed(outline: Sequence[Heading], title: str, reach: tuple[int, int], text: str) -> Iterator[Scope]:
    paper = stance_of_paper(title)
    first = outline[0].start if outline else reach[1]
    yield Scope(None, paper, reach[0], reach[0], first, is_leaf=True)
    said: list[_Said] = []
    for heading in outline:
        above = _Said(paper) if heading.parent is None else said[heading.parent]
        said.append(_said_by(heading, above, title, text))
    planned = paper is Stance.PLAN or any(one.stance is Stance.PLAN for one in said)
    for index, heading in enumerate(outline):
        later = outline[index + 1] if index + 1 < len(outline) else None
        demands = not planned and said[index].stance is Stance.NEUTRAL and heading.number.endswith("要")
        yield Scope(
            index, Stance.PLAN if demands else said[index].stance, heading.title_start, heading.end,
            min(later.start if later else heading.scope_end, heading.scope_end),
            is_leaf=later is None or later.parent != index, when=said[index].when, owner=said[index].owner,
            item_end=_item_end(outline, index, text), is_article=heading.number.endswith("条"),
        )  # fmt: skip


def _said_by(heading: Heading, above: _Said, title: str, text: str) -> _Said:
    stance = stance_of_heading(heading.title, above.stance)
    if stance is Stance.NEUTRAL and urges(heading.title, title):
        stance = Stance.PLAN
    when = _when(text[heading.title_start : heading.end]) or above.when
    owner = _owner(heading.title, is_charged=above.charges) or above.owner
    return _Said(stance, when, owner, charges=_CHARGES.search(heading.title) is not None)


def _when(words: str) -> str:
    """The time that a heading names for what stands below it: 一月份, 动员阶段（3月1日至15日）; empty for none."""
    titled = bracketed(words)
    if titled.deadline and not (titled.lead or titled.responsible):
        return titled.deadline
    return words.strip() if is_time_alone(words) else ""


def _owner(title: str, *, is_charged: bool) -> str:
    """Whom a heading charges; one that names a unit alone does where the heading above speaks of duties."""
    if is_charged and UNIT.fullmatch(title.strip()):
        return title.strip()
    match = _OWNED.fullmatch(title.strip())
    return match["who"] if match and UNIT.fullmatch(match["who"]) else ""


def _item_end(outline: Sequence[Heading], index: int, text: str) -> int:
    """Where the last sibling that stands on the same line as this heading ends."""
    end = outline[index].scope_end
    for later in outline[index + 1 :]:
        if later.parent != outline[index].parent or "\n" in text[outline[index].start : later.start]:
            break
        end = later.scope_end
    return end


def _by_timed_lines(scope: Scope, text: str) -> Iterator[Scope]:
    found = _TIMED_LINE.finditer(text, scope.body, scope.end)
    timed = [one for one in found if is_time_alone(one["when"])]
    if len(timed) < _TIMED_LINES:
        yield scope
        return
    yield replace(scope, end=timed[0].start(), item_end=0, is_leaf=False)
    for index, one in enumerate(timed):
        end = timed[index + 1].start() if index + 1 < len(timed) else scope.end
        line_end = text.find("\n", one.end(), end)
        line_end = end if line_end < 0 else line_end
        # No title: its words begin behind the colon.
        yield replace(
            scope, start=one.end(), body=one.end(), end=line_end, item_end=0, when=one["when"], is_leaf=True
        )
        yield replace(scope, start=line_end, body=line_end, end=end, item_end=0)
