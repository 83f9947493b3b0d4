"""A period of one organisation as told by its closed quarters: what the longer reports are written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhibu.domain.assessment.queries import Tally
from zhibu.domain.reports.composing.figures import Pen
from zhibu.domain.reports.composing.reading import Judged, Reading, Times
from zhibu.papers.official import UNKNOWN
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class Score:
    """What one score sheet came to at the end: `total` and `band` are words, "" where unknown or there is none.

    `id` is the sheet's, `key` its period as text, `items` how many items it has, `rule` the pack and its version.
    """

    id: str
    key: str
    items: int
    rule: str
    sheet: str
    period: str
    total: str
    band: str


@dataclass(frozen=True)
class Story:
    """`quarters` has a reading for each closed quarter of the period, in order; `missing` are those not closed.

    At least one quarter is closed; the last of those is the end that is told of. `whole` is counted from its snapshot
    over all days of the period up to that end: what was recorded or done late is in it. `kinds` names the kinds of
    activities, `units` tells the same of the organisations directly below, `scores` of the own score sheets.
    """

    period: Period
    quarters: Sequence[Reading]
    missing: Sequence[Period]
    kinds: Mapping[str, str]
    whole: Reading
    units: Sequence[Reading] = ()
    scores: Sequence[Score] = ()

    @property
    def last(self) -> Reading:
        return self.quarters[-1]

    @property
    def name(self) -> str:
        return self.last.name

    def times(self) -> dict[str, Times]:
        """Kind of activity -> times and attendances over the period, in the order of the kinds."""
        return {kind: self.whole.kinds[kind] for kind in self.kinds if kind in self.whole.kinds}

    def failing(self) -> list[tuple[Judged, list[Period]]]:
        """Indicators that somebody did not meet in the last quarter, and the earlier quarters in which that was so."""
        return [
            (one, [each.period for each in self.quarters[:-1] if _not_met(each, one.indicator.id)])
            for one in self.last.judged
            if one.tally.not_met
        ]


@dataclass(frozen=True)
class Writer:
    """A pen that knows where the figures of a story come from."""

    pen: Pen
    story: Story

    def at_end(self, name: str, value: int | str | None, table: str, counts: str = "") -> str:
        """A figure as it stood at the end of the period, counted from rows of a table."""
        return self._counted(self.story.last, name, value, table, counts)

    def over(self, name: str, value: int | None, table: str, counts: str) -> str:
        """A figure counted over the period from rows of a table."""
        return self._counted(self.story.whole, name, value, table, counts)

    def cell(self, name: str, unit: Reading, what: str, value: int | None, table: str, counts: str) -> str:
        """A figure of one organisation below."""
        return self.pen.figure(
            name,
            value,
            what=f"{unit.name}，{what}",
            records=unit.rows[table],
            period=unit.period.label,
            digest=unit.digest_short,
            place=unit.place,
            counts=counts,
            span=str(unit.period),
            own=unit.is_own,
        )

    def _counted(self, reading: Reading, name: str, value: int | str | None, table: str, counts: str) -> str:
        return self.pen.figure(
            name,
            value,
            what=name,
            records=reading.rows[table],
            period=reading.period.label,
            digest=reading.digest_short,
            counts=counts,
            span=str(reading.period),
        )

    def of_quarter(self, quarter: Reading, what: str, value: int, verdict: str) -> str:
        """A figure of all results of one quarter."""
        return self.pen.figure(
            f"{quarter.period.label}{what}",
            value,
            what=what,
            records=sum(one.tally.judged for one in quarter.judged),
            rule="全部指标",
            verdict=verdict,
            period=quarter.period.label,
            digest=quarter.digest_short,
            span=str(quarter.period),
        )

    def met_of(self, quarter: Reading, one: Judged) -> str:
        """How many met an indicator in one quarter, of how many; all such cells of a quarter have one source."""
        return self.pen.figure(
            f"{quarter.period.label}{one.indicator.title}",
            _met(one.tally),
            what=f"{one.indicator.title}，达标数/适用数",
            records=one.tally.judged + one.tally.not_applicable,
            rule=one.rule,
            indicator=one.indicator.id,
            period=quarter.period.label,
            digest=quarter.digest_short,
            span=str(quarter.period),
            listed="各项指标达标情况",
        )

    def score(self, one: Score, what: str, value: str) -> str:
        """A figure of one score sheet."""
        return self.pen.figure(
            f"{one.sheet}{what}",
            value or None,
            what=f"{one.sheet}，{what}",
            records=one.items,
            rule=one.rule,
            period=one.period,
            digest=self.story.last.digest_short,
            place=self.story.last.place,
            counts=f"score:{one.id}",
            span=one.key,
            listed=one.sheet,
        )

    def judged(self, one: Judged, what: str, value: int | str, verdict: str = "") -> str:
        """A figure of an indicator's results in the last quarter."""
        return self.pen.figure(
            f"{one.indicator.title}{what}",
            value,
            what=f"{one.indicator.title}，{what}",
            records=one.tally.judged + one.tally.not_applicable,
            rule=one.rule,
            indicator=one.indicator.id,
            verdict=verdict,
            period=self.story.last.period.label,
            digest=self.story.last.digest_short,
            span=str(self.story.last.period),
        )


def _not_met(quarter: Reading, indicator: str) -> bool:
    return any(one.indicator.id == indicator and one.tally.not_met for one in quarter.judged)


def _met(tally: Tally) -> str:
    """How many met it of how many; of a single organisation whether it did."""
    if tally.judged != 1:
        return f"{tally.met} / {tally.judged}"
    return "达标" if tally.met else "未达标" if tally.not_met else UNKNOWN
