"""The leader's five questions of one organisation and all below it: 做了什么, 欠什么, 不清楚什么, 比上季度怎样, 该问谁.

What is under way comes from the records, what is judged from closed quarters. Seven queries, whatever the size.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from zhibu.domain.access.scope import within
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Activity
from zhibu.domain.assessment.choices import Verdict
from zhibu.domain.assessment.models import Closing, Result
from zhibu.domain.assessment.queries import Quarter, Tally, packs_of, trend
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import subtree
from zhibu.domain.people.models import Post
from zhibu.domain.people.queries import current
from zhibu.domain.tasks.choices import OPEN
from zhibu.domain.tasks.models import Assignment
from zhibu.rules.model import Indicator
from zhibu.rules.periods import Period

SEVEN = 7


@dataclass(frozen=True)
class UnitTally:
    """The results of one unit in the last closed quarter; `pk` None for organisations without a unit."""

    pk: int | None
    name: str
    tally: Tally


@dataclass(frozen=True)
class Change:
    """How one indicator did in the last closed quarter (`now`) and in the one before (`before`, None without one)."""

    indicator: Indicator
    now: Tally
    before: Tally | None

    @property
    def fewer(self) -> int | None:
        """By how many fewer organisations do not meet it than the quarter before."""
        return None if self.before is None else self.before.not_met - self.now.not_met


@dataclass(frozen=True)
class Overview:
    """The answers. `closed` is the last closed quarter, None before the first closing; `quarters` the oldest first."""

    organisation: Organisation
    under_way: Period
    done: Sequence[tuple[str, int]]
    open_tasks: int
    overdue_tasks: int
    problems: int
    quarters: Sequence[Quarter]
    units: Sequence[UnitTally]
    changes: Sequence[Change]
    to_ask: Sequence[Assignment]

    @property
    def closed(self) -> Quarter | None:
        return self.quarters[-1] if self.quarters else None

    @property
    def before(self) -> Quarter | None:
        return self.quarters[-2] if len(self.quarters) > 1 else None

    @property
    def done_total(self) -> int:
        return sum(number for _, number in self.done)

    @property
    def most_owed(self) -> list[Change]:
        """Indicators that most organisations do not meet."""
        owing = [one for one in self.changes if one.now.not_met]
        return sorted(owing, key=lambda one: -one.now.not_met)[:SEVEN]

    @property
    def least_known(self) -> list[UnitTally]:
        """Units with most results unknown."""
        unclear = [one for one in self.units if one.tally.unknown]
        return sorted(unclear, key=lambda one: -one.tally.unknown)[:SEVEN]

    @property
    def most_changed(self) -> list[Change]:
        """Indicators that changed most since the quarter before."""
        changed = [one for one in self.changes if one.fewer]
        return sorted(changed, key=lambda one: -abs(one.fewer or 0))[:SEVEN]


def overview(viewer: User, organisation: Organisation, *, on: date) -> Overview:
    """The five answers. The caller has shown the organisation to its viewer."""
    under_way = Period.containing(on, "quarter")
    quarters = trend(viewer, organisation)
    by_unit, by_indicator = _judged(viewer, organisation, [one.closing for one in quarters[-2:]])
    last = quarters[-1].closing if quarters else None
    tasks = _tasks(viewer, organisation, on)
    return Overview(
        organisation=organisation,
        under_way=under_way,
        done=_done(viewer, organisation, under_way),
        open_tasks=tasks["open"],
        overdue_tasks=tasks["overdue"],
        problems=tasks["problems"],
        quarters=quarters,
        units=by_unit,
        changes=_changes(last, by_indicator),
        to_ask=_to_ask(viewer, organisation, on),
    )


def _done(viewer: User, organisation: Organisation, period: Period) -> list[tuple[str, int]]:
    rows = Activity.objects.filter(
        within(viewer, "activities.view"),
        subtree(organisation.path, "organisation__path"),
        held_on__range=(period.start, period.end),
        withdrawn_at__isnull=True,
    )
    counts = rows.order_by().values_list("kind").annotate(number=Count("pk")).order_by("-number", "kind")
    return list(counts)


def _judged(
    viewer: User, organisation: Organisation, closings: Sequence[Closing]
) -> tuple[list[UnitTally], dict[int, dict[str, Tally]]]:
    """Units of the last of the closings, and closing -> indicator -> tally, from one query."""
    rows = list(
        Result.objects.filter(
            within(viewer, "assessment.view"),
            subtree(organisation.path, "organisation__path"),
            closing__in=closings,
        )
        .order_by()
        .values(
            "closing", "indicator", unit=F("organisation__unit"), name=F("organisation__unit__short_name")
        )
        .annotate(**{verdict: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict.values})
    )
    by_indicator: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    by_unit: dict[tuple[int | None, str], list[Any]] = defaultdict(list)
    for row in rows:
        by_indicator[row["closing"]][row["indicator"]].append(row)
        if row["closing"] == closings[-1].pk:
            by_unit[row["unit"], row["name"] or "未设单位"].append(row)
    units = [UnitTally(pk, name, _sum(found)) for (pk, name), found in by_unit.items()]
    return (
        sorted(units, key=lambda one: (one.pk is None, one.pk or 0)),
        {pk: {id_: _sum(found) for id_, found in each.items()} for pk, each in by_indicator.items()},
    )


def _sum(rows: Iterable[Mapping[str, Any]]) -> Tally:
    rows = list(rows)
    return Tally(**{verdict: sum(row[verdict] for row in rows) for verdict in Verdict.values})


def _changes(last: Closing | None, by_indicator: Mapping[int, Mapping[str, Tally]]) -> list[Change]:
    if last is None:
        return []
    now = by_indicator.get(last.pk, {})
    before = next((tallies for pk, tallies in by_indicator.items() if pk != last.pk), {})
    return [
        Change(indicator, now[indicator.id], before.get(indicator.id))
        for pack in packs_of(last)
        for indicator in pack.indicators.values()
        if indicator.id in now
    ]


def _tasks(viewer: User, organisation: Organisation, on: date) -> dict[str, int]:
    rows = Assignment.objects.filter(
        within(viewer, "tasks.view"), subtree(organisation.path, "organisation__path"), state__in=OPEN
    )
    return rows.aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(due_on__lt=on)),
        problems=Count("pk", filter=Q(task__finding__isnull=False)),
    )


def _to_ask(viewer: User, organisation: Organisation, on: date) -> list[Assignment]:
    """Open matters overdue longest, problems first, each with the name of the secretary to ask."""
    secretary = Post.objects.filter(current(on), organisation=OuterRef("organisation"), kind="secretary")
    rows = Assignment.objects.filter(
        within(viewer, "tasks.view"),
        subtree(organisation.path, "organisation__path"),
        state__in=OPEN,
        due_on__lt=on,
    )
    return list(
        rows.select_related("task", "organisation")
        .annotate(
            secretary=Subquery(secretary.order_by("pk").values("person__name")[:1]),
            is_problem=F("task__finding"),
        )
        .order_by(F("is_problem").asc(nulls_last=True), "due_on", "pk")[:SEVEN]
    )
