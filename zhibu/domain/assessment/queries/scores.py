"""The score of one organisation by one sheet: item by item, what is unknown and why, what still can be had."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment import governing, live
from zhibu.domain.assessment.governing import Rules
from zhibu.domain.assessment.models import Closing, Statement
from zhibu.domain.assessment.queries.closings import closing_over, packs_of, snapshot_of
from zhibu.domain.assessment.queries.explaining import records_in
from zhibu.domain.assessment.queries.records import Behind
from zhibu.domain.assessment.stated import Statements, fitting, given, now_stated, stated_in
from zhibu.domain.organisations.models import Organisation
from zhibu.facts.engines import Source
from zhibu.rules.citations import STATUS_TITLES
from zhibu.rules.formula.nodes import GivenRef, Node, children, facts_in
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.model import Group, Sheet
from zhibu.rules.sheets.score import ItemScore, Score, score
from zhibu.rules.sheets.spelling import Spelling, spelt
from zhibu.rules.traces import Trace
from zhibu.rules.values import in_words

_BOUNDING = ("least", "greatest", "round")


@dataclass(frozen=True)
class SaidLine:
    """A statement in words: 创新做法加分 2.5."""

    words: str
    statement: Statement


@dataclass(frozen=True)
class ItemLine:
    """One item of a scored sheet as a page shows it. `stated` are the inputs in it that people state, `said` what they
    stated."""

    score: ItemScore
    stated: frozenset[str]
    said: list[SaidLine]
    pack: Pack

    @property
    def counted(self) -> list[str]:
        """The facts that the points come from, in words: 主题党日开展月数2个月."""
        return [
            f"{self.pack.facts[id_].title}{in_words(value)}{self.pack.facts[id_].unit}"
            for id_, value in self.score.trace.facts().items()
            if value is not None and self.pack.facts[id_].table not in ("membership", "organisation")
        ]

    @property
    def reckoning(self) -> Trace:
        """The reckoning without the bounds and roundings that changed nothing."""
        return _without_idle(self.score.trace)

    @property
    def percent(self) -> int | None:
        """How much of the most is had; None where it is unknown, or where the item can only deduct."""
        points, most = self.score.points, self.score.most
        if points is None or not most or most < 0:
            return None
        return int(max(Fraction(0), min(points / most, Fraction(1))) * 100)

    @property
    def lacking(self) -> Fraction | None:
        """The points that could still be had; None where nothing is lacking or it is unknown."""
        points, most = self.score.points, self.score.most
        return most - points if points is not None and most is not None and points < most else None

    @property
    def why(self) -> list[str]:
        """Why the points are unknown, in words."""
        return list(dict.fromkeys(_unknown(self.score.trace))) if self.score.points is None else []

    @property
    def status_title(self) -> str:
        return STATUS_TITLES[self.score.item.citation.status]


@dataclass(frozen=True)
class GroupLine:
    """A group of items and what it amounts to after its own cap and weight."""

    group: Group
    points: Fraction | None
    items: list[ItemLine]


@dataclass(frozen=True)
class Scored:
    """A scored sheet with what it rests on. `closing` is None when reckoned from the records as they are now."""

    organisation: Organisation
    closing: Closing | None
    pack: Pack
    score: Score
    statements: Statements
    spelling: Spelling
    rules: Rules
    records: Source

    @property
    def groups(self) -> list[GroupLine]:
        """The groups in the sheet's order, each with its items."""
        lines = {line.score.item.id: line for line in self.items}
        points = {one.id: one.value for one in self.score.trace.walk() if one.step == "rule"}
        return [
            GroupLine(group, _number(points.get(group.id)), [lines[item.id] for item in group.items])
            for group in self.score.sheet.groups
        ]

    @property
    def items(self) -> list[ItemLine]:
        return [self._line(one) for one in self.score.items]

    def _line(self, one: ItemScore) -> ItemLine:
        stated = frozenset(inputs_in(self.spelling.items[one.item.id]))
        said = [
            SaidLine(
                f"{self.score.sheet.inputs[name].title} {_in_words(self.statements[name])}",
                self.statements[name],
            )
            for name in self.score.sheet.inputs
            if name in stated and name in self.statements
        ]
        return ItemLine(one, stated, said, self.pack)

    @property
    def unknown(self) -> int:
        """How many items are unknown."""
        return sum(one.points is None for one in self.score.items)

    @property
    def known_points(self) -> Fraction:
        """What the known items come to by themselves, shown while the total is unknown."""
        return sum((one.points for one in self.score.items if one.points is not None), Fraction(0))

    @property
    def most(self) -> Fraction | None:
        return self.score.sheet.most


@dataclass(frozen=True)
class ScoredItem:
    """One item with the records behind it."""

    whole: Scored
    line: ItemLine
    behind: list[Behind]


def sheets_for(organisation: Organisation, quarter: Period) -> list[tuple[Sheet, Period]]:
    """The sheets in force that score an organisation, each with its own period that the quarter lies in."""
    return [
        (sheet, Period.containing(quarter.end, sheet.period))
        for sheet, _ in governing.sheets(governing.installed())
        if governing.scores(sheet, organisation)
    ]


def scored(viewer: User, pk: int, sheet: str, period: Period, *, live_only: bool = False) -> Scored:
    """Score one organisation: from the snapshot where the period is closed, else (or with `live_only`) as things stand.

    Raises Hidden where the viewer may not see the organisation's results or no such sheet scores it, PeriodError where
    the period has the wrong size.
    """
    organisation = organisation_for(viewer, pk, "assessment.view")
    closing = None if live_only else closing_over(organisation, Period.containing(period.end, "quarter"))
    rules = governing.installed() if closing is None else packs_of(closing)
    found = governing.find_sheet(rules, sheet)
    if found is None or not governing.scores(found[0], organisation):
        raise Hidden
    wanted, pack = found
    period.require(wanted.period)
    if closing is not None:
        return scored_in(organisation, closing, wanted, pack, rules, period)
    facts = _facts(spelling := spelt(wanted))
    records = live.source(organisation, [pack.facts[id_] for id_ in facts], [period], until=period.end)
    statements = now_stated(wanted, period, organisation=organisation.pk)
    values = live.values(organisation, facts, rules, period, records)
    result = score(wanted, pack, values, given(statements), period)
    return Scored(organisation, None, pack, result, statements, spelling, rules, records)


def scored_in(
    organisation: Organisation, closing: Closing, sheet: Sheet, pack: Pack, rules: Rules, period: Period
) -> Scored:
    """Score one organisation on the records of a closing, by whatever rules: what was stated counts where it fits."""
    records = snapshot_of(closing)
    spelling = spelt(sheet)
    statements = fitting(sheet, stated_in(records, sheet, period, organisation=organisation.pk))
    values = live.values(organisation, _facts(spelling), rules, period, records)
    result = score(sheet, pack, values, given(statements), period)
    return Scored(organisation, closing, pack, result, statements, spelling, rules, records)


def scored_item(
    viewer: User, pk: int, sheet: str, item: str, period: Period, *, live_only: bool = False
) -> ScoredItem:
    """As `scored`, one item of it with the records behind each fact."""
    whole = scored(viewer, pk, sheet, period, live_only=live_only)
    line = next((one for one in whole.items if one.score.item.id == item), None)
    if line is None:
        raise Hidden
    behind = records_in(
        viewer, whole.organisation, line.score.trace, whole.pack, period, whole.rules, whole.records
    )
    return ScoredItem(whole, line, behind)


def inputs_in(node: Node) -> Iterator[str]:
    """The ids of the inputs that a formula reads."""
    if isinstance(node, GivenRef):
        yield node.input
    for child in children(node):
        yield from inputs_in(child)


def _facts(spelling: Spelling) -> frozenset[str]:
    nodes = [*spelling.items.values(), spelling.total, *([spelling.band] if spelling.band else [])]
    return frozenset().union(*(facts_in(node) for node in nodes))


def _without_idle(trace: Trace) -> Trace:
    if trace.id in _BOUNDING and trace.value is not None:
        same = next((part for part in trace.parts if part.value == trace.value and part.parts), None)
        if same is not None:
            return _without_idle(same)
    return replace(trace, parts=tuple(_without_idle(part) for part in trace.parts))


def _unknown(trace: Trace) -> Iterator[str]:
    """What is missing, at the leaves of the unknown parts of a reckoning."""
    if trace.value is not None:
        return
    below = [part for part in trace.parts if part.value is None]
    for part in below:
        yield from _unknown(part)
    if below:
        return
    if trace.step == "given":
        yield f"“{trace.title}”{trace.note}"
    elif trace.step == "fact":
        yield f"“{trace.title}”没有记录，也没有确认报全"
    elif trace.id == "divide":
        yield f"“{trace.parts[1].title}”是{in_words(trace.parts[1].value)}，算不出比率"
    else:
        yield trace.note or trace.title


def _number(value: object) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _in_words(statement: Statement) -> str:
    """2.5, 是, or the ballots: 党员：好12票、差1票."""
    if statement.value:
        return in_words(statement.given.value)
    return "；".join(
        f"{rater}：{'、'.join(f'{grade}{count}票' for grade, count in ballots.items())}"
        for rater, ballots in statement.grades.items()
    )
