"""A period of one organisation as told by its closed quarters: what the longer reports are written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhibu.domain.reports.composing.figures import Pen
from zhibu.domain.reports.composing.reading import Judged, Reading, Times
from zhibu.rules.periods import Period

Unit = Sequence[Reading]
"""An organisation directly below the report's own, as each closed quarter that knew it tells; the last comes last."""


@dataclass(frozen=True)
class Score:
    """What one score sheet came to at the end: `total` and `band` are words, "" where unknown or there is none."""

    sheet: str
    period: str
    total: str
    band: str


@dataclass(frozen=True)
class Story:
    """`quarters` has a reading for each closed quarter of the period, in order; `missing` are those not closed.

    At least one quarter is closed; the last of those is the end that is told of. `kinds` names the kinds of
    activities, `units` tells of the organisations directly below, `scores` of the organisation's own score sheets.
    """

    period: Period
    quarters: Sequence[Reading]
    missing: Sequence[Period]
    kinds: Mapping[str, str]
    units: Sequence[Unit] = ()
    scores: Sequence[Score] = ()

    @property
    def last(self) -> Reading:
        return self.quarters[-1]

    @property
    def name(self) -> str:
        return self.last.name

    @property
    def span(self) -> str:
        """The quarters that were counted, in words."""
        if len(self.quarters) == 1:
            return self.last.period.label
        return "、".join(one.period.label for one in self.quarters)

    @property
    def digests(self) -> str:
        """The snapshots that a sum over quarters comes from."""
        return "、".join(one.digest_short for one in self.quarters)

    def times(self) -> dict[str, Times]:
        """Kind of activity -> times and attendances over the closed quarters, in the order of the kinds."""
        found: dict[str, Times] = {}
        for kind in self.kinds:
            parts = [one.kinds[kind] for one in self.quarters if kind in one.kinds]
            if parts:
                found[kind] = Times(sum(one.times for one in parts), sum(one.present for one in parts))
        return found

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

    def at_end(self, name: str, value: int | str | None, table: str) -> str:
        """A figure as it stood at the end of the period, counted from rows of a table."""
        last = self.story.last
        return self.pen.figure(
            name,
            value,
            what=name,
            records=last.rows[table],
            period=last.period.label,
            digest=last.digest_short,
        )

    def summed(self, name: str, value: int) -> str:
        """A figure summed over the closed quarters: as many records as it counts."""
        return self.pen.figure(
            name, value, what=name, records=value, period=self.story.span, digest=self.story.digests
        )

    def counted_over(self, name: str, value: int | None, table: str) -> str:
        """A figure counted over the closed quarters from rows of a table."""
        return self.pen.figure(
            name,
            value,
            what=name,
            records=self.story.last.rows[table],
            period=self.story.span,
            digest=self.story.digests,
        )

    def cell(self, name: str, unit: Unit, what: str, value: int | None, table: str) -> str:
        """A figure of one organisation below, which leads to what is counted there."""
        return self.pen.figure(
            name,
            value,
            what=f"{unit[-1].name}，{what}",
            records=unit[-1].rows[table],
            period=self.story.span,
            digest=self.story.digests,
            place=unit[-1].place,
            table=table,
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
        )


def units_in(quarters: Sequence[Sequence[Reading]]) -> list[Unit]:
    """The organisations of the last quarter, in its order, with what the earlier ones tell of each."""
    return [
        [same for readings in quarters for same in readings if same.place == one.place]
        for one in quarters[-1]
    ]


def _not_met(quarter: Reading, indicator: str) -> bool:
    return any(one.indicator.id == indicator and one.tally.not_met for one in quarter.judged)
