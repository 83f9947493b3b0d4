"""A period of one organisation as told by its closed quarters: what the longer reports are written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhibu.domain.reports.composing.figures import Pen
from zhibu.domain.reports.composing.reading import Judged, Reading, Times
from zhibu.rules.periods import Period


@dataclass(frozen=True)
class Story:
    """`quarters` has a reading for each closed quarter of the period, in order; `missing` are those not closed.

    The last quarter of the period is always closed, so that there is an end to tell of. `kinds` names the kinds of
    activities, `units` are the readings of the organisations directly below for the last quarter.
    """

    period: Period
    quarters: Sequence[Reading]
    missing: Sequence[Period]
    kinds: Mapping[str, str]
    units: Sequence[Reading] = ()

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


def _not_met(quarter: Reading, indicator: str) -> bool:
    return any(one.indicator.id == indicator and one.tally.not_met for one in quarter.judged)
