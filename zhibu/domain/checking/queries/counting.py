"""Counting measures: of a closed quarter from its snapshot, else from the records as they are now.

The number of queries does not grow with figures, organisations or periods asked for: one for the closings, one for each
table of the records, one for the results of each closing that is asked.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import pyarrow as pa
import pyarrow.parquet as pq

from zhibu.domain.assessment import live
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import snapshot_of
from zhibu.domain.assessment.queries.closings import closings_over
from zhibu.domain.assessment.tables import Scope, tables
from zhibu.domain.checking.judging import Counted
from zhibu.domain.checking.measures import Measure, Ratio, Recorded, State, Tally
from zhibu.domain.checking.queries.matching import Place
from zhibu.domain.checking.queries.nearer import Nearer, closings_below, nearest
from zhibu.domain.checking.tallies import Reporting, Tallies, Verdicts
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import fact_values, lineage
from zhibu.facts.engines import Source
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.values import Value

Asked = tuple[Place, Period, Measure]
_REPORTED = ("activity", "attendance")
_RAISED = ("assignment", "finding")
"""Tables without a word on whether they are complete: where they hold nothing at all, nobody kept them."""


class Counting:
    """Counts for one organisation's document about `base`; say first what will be asked (`prepare`).

    A committee below that closed a quarter, which the organisation itself did not, is counted from its own closing.
    """

    def __init__(
        self, organisation: Organisation, base: Period, closings: Mapping[str, Closing] | None = None
    ) -> None:
        self._organisation, self._base, self._given = organisation, base, closings
        self._nearer: Nearer = {}
        self._below: dict[int, Counting] = {}
        self._asked: dict[Period, tuple[set[Recorded], set[int]]] = {}
        self._values: dict[Period, Mapping[int, Mapping[str, Value | None]]] = {}
        self._reporting: dict[Period, Reporting] = {}
        self._verdicts: dict[int, Verdicts] = {}

    def prepare(self, asked: Iterable[Asked]) -> None:
        """Everything that will be counted."""
        asked = list(asked)
        open_ones = {place.path for place, period, _ in asked if self.closing(period) is None}
        self._nearer = closings_below(self._organisation, open_ones) if self._given is None else {}
        for place, period, measure in asked:
            if below := self._closed_below(place, period):
                below.prepare([(place, period, measure)])
                continue
            facts, places = self._asked.setdefault(period, (set(), set()))
            facts |= set(measure.facts)
            places.add(place.pk)

    def counted(self, place: Place, period: Period, measure: Measure) -> Counted:
        """What a measure comes to, and how many branches may still have something to report."""
        if below := self._closed_below(place, period):
            return below.counted(place, period, measure)
        count = measure.count
        if isinstance(count, Recorded):
            return Counted(self._fact(place, period, count), self._silent(place, period, count))
        if isinstance(count, Ratio):
            return self._ratio(place, period, count)
        tallies = self._tallies(place, period)
        if isinstance(count, Tally):
            return Counted(tallies.value(count) if tallies else None)
        return Counted(self._state(place, period, count, tallies))

    def lineage(self, place: Place, period: Period, measure: Measure) -> list[int]:
        """The ids of the rows that a measure counts: of its fact's table, or of results; none for other measures."""
        if below := self._closed_below(place, period):
            return below.lineage(place, period, measure)
        count = measure.count
        if isinstance(count, Recorded):
            return self.rows_of_fact(place, period, count)
        tallies = self._tallies(place, period)
        return tallies.rows(count) if isinstance(count, Tally) and tallies else []

    def rows_of_fact(self, place: Place, period: Period, fact: Recorded) -> list[int]:
        """The ids of the rows that one fact counts."""
        if below := self._closed_below(place, period):
            return below.rows_of_fact(place, period, fact)
        return lineage(self._source(period), [_pack([fact])], fact, place.pk, period)

    def closing(self, period: Period) -> Closing | None:
        """The closing that a period is counted from: what it spans up to the end of the document's own period."""
        return self._closings.get(self._quarter(period))

    def judged_in(self, place: Place, period: Period) -> Period | None:
        """The period whose verdicts stand for `period`: itself where it ends with a quarter, else the last quarter in
        it that was closed. None where none was."""
        asked = (
            period
            if self._quarter(period)
            else Period.containing(self._as_of(period).end, "quarter").previous()
        )
        while asked.start >= period.start:
            if self.closing(asked) or self._closed_below(place, asked):
                return asked
            if asked == period:
                break
            asked = asked.previous()
        return None

    def _quarter(self, period: Period) -> str:
        """The quarter with which a period ends, empty where it ends within one."""
        end = self._as_of(period).end
        quarter = Period.containing(end, "quarter")
        return str(quarter) if quarter.end == end else ""

    def _closed_below(self, place: Place, period: Period) -> "Counting | None":
        """What counts the place from a closing of its own, where this organisation has none of the period."""
        quarter = self._quarter(period)
        closing = None if self.closing(period) else nearest(self._nearer, place.path, quarter)
        if closing is None:
            return None
        if closing.pk not in self._below:
            self._below[closing.pk] = Counting(closing.organisation, self._base, {quarter: closing})
        return self._below[closing.pk]

    def _as_of(self, period: Period) -> Period:
        spans = period.start <= self._base.start and self._base.end <= period.end
        return self._base if spans else period

    @cached_property
    def _closings(self) -> Mapping[str, Closing]:
        if self._given is not None:
            return self._given
        return {one.period: one for one in closings_over(self._organisation)}

    @cached_property
    def _live(self) -> Source:
        """The records that all periods asked for need which are not closed."""
        open_ones = [period for period in self._asked if self.closing(period) is None]
        facts = {fact for period in open_ones for fact in self._asked[period][0]}
        wanted = live.tables_for(facts) | {"activity", "declaration"}
        until = max((self._as_of(period).end for period in open_ones), default=self._base.end)
        return tables(Scope(self._organisation.path, until), wanted)

    def _source(self, period: Period) -> Source:
        closing = self.closing(period)
        return snapshot_of(closing) if closing else self._live

    def _fact(self, place: Place, period: Period, fact: Recorded) -> Fraction | None:
        if period not in self._values:
            facts, places = self._asked[period]
            ordered = sorted(facts, key=lambda one: one.id)
            self._values[period] = fact_values(
                self._source(period),
                [_pack(ordered)],
                period,
                sorted(places),
                facts=[one.id for one in ordered],
            )
        value = self._values[period].get(place.pk, {}).get(fact.id)
        if not isinstance(value, Fraction):
            return None
        return None if value == 0 and fact.table in _RAISED and not self._holds(period, fact.table) else value

    def _ratio(self, place: Place, period: Period, ratio: Ratio) -> Counted:
        part, whole = (self._fact(place, period, one) for one in (ratio.part, ratio.whole))
        silent = self._silent(place, period, ratio.part)
        share = 100 * part / whole if part is not None and whole else None
        return Counted(share, silent, (part, whole))

    def _silent(self, place: Place, period: Period, fact: Recorded) -> int:
        """How many branches may still report what the fact counts; an organisation alone waits for nobody."""
        waits = fact.table in _REPORTED and not place.alone
        return self._reported(period).silent(place.path, period) if waits else 0

    def _holds(self, period: Period, table: str) -> bool:
        return rows_of(self._source(period), table, ["id"]).num_rows > 0

    def _reported(self, period: Period) -> Reporting:
        if period not in self._reporting:
            source = self._source(period)
            self._reporting[period] = Reporting.of(
                {name: rows_of(source, name, list(columns)) for name, columns in Reporting.COLUMNS.items()}
            )
        return self._reporting[period]

    def _tallies(self, place: Place, period: Period) -> Tallies | None:
        """Verdicts of a closed quarter at and below a place; of a longer period, of the quarter that it ends with."""
        closing = self.closing(period)
        if closing is None:
            return None
        if closing.pk not in self._verdicts:
            self._verdicts[closing.pk] = Verdicts.of(closing, self._organisation.path)
        return self._verdicts[closing.pk].below(place.path)

    def _state(self, place: Place, period: Period, state: State, tallies: Tallies | None) -> Fraction | None:
        if state.what == "declared":
            return Fraction(self._reported(period).declared(place.path, period))
        if state.what == "silent":
            return Fraction(self._reported(period).silent(place.path, period))
        if tallies is None:
            return None
        if state.what == "recurring":
            found = rows_of(self._source(period), "finding", ["organisation_id", "indicator"]).to_pylist()
            return Fraction(tallies.again((row["indicator"], row["organisation_id"]) for row in found))
        if state.what == "all_met_share":
            return tallies.all_met_share
        return Fraction(tallies.indicators if state.what == "indicators" else tallies.all_met)


def rows_of(source: Source, table: str, columns: Sequence[str]) -> pa.Table:
    """Some columns of one table."""
    if isinstance(source, Mapping):
        return source[table].select(list(columns))
    return pq.read_table(source / f"{table}.parquet", columns=list(columns))


def _pack(facts: Sequence[Recorded]) -> Pack:
    """The measures' facts as a pack for `zhibu.facts`; its hash stands for their ids, and these for what they count."""
    known = {one.id: one for one in facts}
    digest = hashlib.sha256("\n".join(sorted(known)).encode()).hexdigest()
    return Pack("figures", "核对口径", "1", digest, (), {}, {}, {}, known, {}, {}, {}, {})
