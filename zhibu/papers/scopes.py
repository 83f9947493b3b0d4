"""What text belongs to which heading, and what the headings above say of it: plan or review, when, whose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from zhibu.papers.deadlines import find_deadlines, is_time_alone
from zhibu.papers.item_reach import announces, item_end, says_who, shared_lines
from zhibu.papers.line_labels import labelled_lines
from zhibu.papers.nesting import Heading
from zhibu.papers.sections import Stance, may_plan, reviews, stance_of_heading, stance_of_paper, urges
from zhibu.papers.unit_names import NOBODY, UNIT, Attribution, all_units
from zhibu.papers.units import bracketed

_OWNED = re.compile(r"(?P<who>.{2,20}?)的?(?:主要|岗位|工作|具体)?(?:责任|职责|任务)(?:清单|分工)?")
_BEFORE_TITLE = re.compile(r"[\s\u3000]*[（(]([^（）()]{2,24})[）)]")  # 第一阶段（3月1日至31日）：动员部署
_ENOUGH = 3
_LONGEST_SECTION = 20
_APART = (" ", "\u3000", "：", ":", "·", "—", "｜", "|")
_CHARGES = re.compile("职责|责任|任务|分工|履职|清单")


@dataclass(frozen=True, slots=True)
class Scope:
    """The stretch of text that belongs to one heading alone, with the title's part told apart.

    `when` is the time that this heading or one above it names for all below it, empty for none. `item_end` is where the
    last of the items that stand on one line with this one ends, or of a list: what is said about units between `beyond`
    (or the end of this one) and there is said of them all.
    An article (第五条) and minutes rule by stating who does what by when. `owner` is whom the heading charges
    (书记责任清单), empty for nobody. `is_line` says that it is what one line says behind such a label.
    `charge` is whom
    a heading above names in brackets. `following` is the year that 明年 means, None for the one after the plan's.
    """

    heading: int | None
    stance: Stance
    start: int
    body: int
    end: int
    is_leaf: bool
    when: str = ""
    item_end: int = 0
    beyond: int = 0
    is_article: bool = False
    owner: str = ""
    is_line: bool = False
    charge: Attribution = NOBODY
    following: int | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a heading and those above it say of the text below."""

    stance: Stance
    when: str = ""
    owner: str = ""
    charges: bool = False
    charge: Attribution = NOBODY


def scopes_of(
    outline: Sequence[Heading], title: str, reach: tuple[int, int], text: str, *, following: int | None,
    opening: int | None = None,
) -> Iterator[Scope]:  # fmt: skip
    """The scopes of the text between the positions of `reach`, in order.

    `opening` is where the first row of a task list stands: what stands above it introduces it, as above a heading.
    Lines that begin with a time (1月：…) or a unit are scopes of their own.
    """
    for scope in _headed(outline, title, reach, text, reach[0] if opening is None else opening):
        yield from _by_lines(replace(scope, following=following), text, told=reviews(title))


def _headed(
    outline: Sequence[Heading], title: str, reach: tuple[int, int], text: str, opening: int
) -> Iterator[Scope]:
    paper = stance_of_paper(title)
    if paper is Stance.NEUTRAL and not reviews(title) and _hands_out(outline, text, title):
        paper = Stance.PLAN
    # What stands above the first heading introduces the paper.
    first = outline[0].start if outline else opening
    yield Scope(None, Stance.AIM, reach[0], reach[0], first, is_leaf=True)
    if not outline:
        yield Scope(None, paper, first, first, reach[1], is_leaf=True)
    said: list[_Said] = []
    charging = _CHARGES.search(title) is not None
    decided: set[int | None] = set()  # whose children are a list of what was decided
    for heading in outline:
        above = _Said(paper, charges=charging) if heading.parent is None else said[heading.parent]
        if heading.parent is not None and announces(text, heading.start):
            decided.add(heading.parent)
        one = _said_by(heading, above, title, text)
        decides = heading.parent in decided and stance_of_heading(heading.title) is Stance.NEUTRAL
        said.append(replace(one, stance=Stance.PLAN) if decides else one)
    shared = shared_lines(outline, text)
    planned = paper is Stance.PLAN or any(one.stance is Stance.PLAN for one in said)
    for index, heading in enumerate(outline):
        later = outline[index + 1] if index + 1 < len(outline) else None
        demands = not planned and said[index].stance is Stance.NEUTRAL and heading.number.endswith("要")
        yield Scope(
            index, Stance.PLAN if demands else said[index].stance,
            _own_start(heading, text), heading.end,
            min(later.start if later else heading.scope_end, heading.scope_end),
            is_leaf=later is None or later.parent != index, when=said[index].when, owner=said[index].owner,
            charge=said[index].charge,
            item_end=shared[heading.parent][1] if heading.parent in shared else item_end(outline, index, text),
            beyond=shared[heading.parent][0] if heading.parent in shared else 0,
            is_article=heading.number.endswith("条") or "".join(title.split()).endswith("纪要"),
        )  # fmt: skip


def _hands_out(outline: Sequence[Heading], text: str, title: str) -> bool:
    """Whether most items say who is to act, or most sections when, or lines under a title that may be a plan's."""
    if may_plan(title) and len(list(islice(filter(_is_dated, text.splitlines()), _ENOUGH))) == _ENOUGH:
        return True
    leaves = [
        one for one, below in zip_longest(outline, outline[1:]) if below is None or below.level <= one.level
    ]
    charged = sum(says_who(text[one.title_start : one.scope_end]) for one in leaves)
    tops = [one for one in outline if one.parent is None]
    timed = sum(bool(_when(text[one.title_start : one.end])) for one in tops)
    return max(charged, timed) >= _ENOUGH and (charged * 2 > len(leaves) or timed * 2 > len(tops))


def _is_dated(line: str) -> bool:
    return bool(find_deadlines(line, year=None))


def _said_by(heading: Heading, above: _Said, title: str, text: str) -> _Said:
    stance = stance_of_heading(heading.title, above.stance)
    if stance is Stance.NEUTRAL and urges(heading.title, title):
        stance = Stance.PLAN
    when = _when(text[heading.title_start : heading.end]) or above.when
    labels = above.charges or text[heading.end : heading.end + 1] in ("：", ":")
    owner = _owner(heading.title, is_charged=labels) or above.owner
    titled = bracketed(text[heading.title_start : heading.end])
    names_work = len(heading.title) > _LONGEST_SECTION or find_deadlines(heading.title, year=None)
    charge = above.charge if titled.is_empty or names_work else titled
    return _Said(stance, when, owner, charge=charge, charges=_CHARGES.search(heading.title) is not None)


def _own_start(heading: Heading, text: str) -> int:
    """Where the words begin that may set work: not with a problem's title, nor a stage's or a unit's before a colon."""
    if heading.number.startswith("问题"):
        return heading.end
    own = _when(text[heading.title_start : heading.end])
    labels = text[heading.end : heading.end + 1] in ("：", ":") and (own or all_units(heading.title))
    return heading.end + 1 if labels else heading.title_start


def _when(words: str) -> str:
    """The time that a heading names for what stands below it: 一月份, 动员阶段（3月1日至15日）; empty for none."""
    titled = bracketed(words)
    if titled.deadline and not (titled.lead or titled.responsible):
        return titled.deadline
    if is_time_alone(words):
        return words.strip()
    if (before := _BEFORE_TITLE.match(words)) and is_time_alone(before[1], day=True):
        return before[1]
    # 三月　主题：…: the time stands apart from the theme behind it.
    first = next(iter(find_deadlines(words, year=None)), None)
    apart = first is not None and first.start == 0 and words[first.end : first.end + 1] in _APART
    return first.text if first and apart else ""


def _owner(title: str, *, is_charged: bool) -> str:
    """Whom a heading charges; one that names units alone does before a colon or below a heading of duties."""
    if is_charged and all_units(title.strip()):
        return title.strip()
    match = _OWNED.fullmatch(title.strip())
    return match["who"] if match and UNIT.fullmatch(match["who"]) else ""


def _by_lines(scope: Scope, text: str, *, told: bool) -> Iterator[Scope]:
    """The scope as it is, or cut up by the lines in it that say when or whose they are.

    Several such lines hand out work, unless the paper tells what was done.
    """
    lines = labelled_lines(text, scope.body, scope.end)
    if not lines:
        yield scope
        return
    if scope.stance is Stance.NEUTRAL and not told and len(lines) >= _ENOUGH:
        scope = replace(scope, stance=Stance.PLAN)
    yield replace(scope, end=lines[0].line, item_end=0, is_leaf=False)
    for index, one in enumerate(lines):
        end = lines[index + 1].line if index + 1 < len(lines) else scope.end
        # No title: its words begin behind the colon.
        yield replace(
            scope, start=one.start, body=one.start, end=one.end, item_end=0, is_leaf=True,
            when=one.when or scope.when, owner=one.owner or scope.owner, is_line=True,
        )  # fmt: skip
        yield replace(scope, start=one.end, body=one.end, end=end, item_end=0)
