"""用于: what one record serves, said on its page as soon as it is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.db.models import Count, Q
from django.urls import reverse

from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.choices import Presence
from zhibu.domain.activities.models import Activity
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries.owed import standings
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import ancestor_paths
from zhibu.rules.facts import Fact
from zhibu.rules.formula.nodes import facts_in
from zhibu.rules.model import Indicator
from zhibu.rules.periods import Period
from zhibu.rules.values import in_words

_ASKED = {"task": "tasks.view", "indicator": "assessment.view", "report": "assessment.view"}
"""What the page of each kind of use asks of its viewer."""


@dataclass(frozen=True)
class Use:
    """One thing that a record serves, in words, and the page that shows it where there is one."""

    kind: Literal["duty", "attendance", "hours", "task", "indicator", "report"]
    label: str
    detail: str
    url: str | None = None


def uses(viewer: User, activity: Activity, *, on: date) -> list[Use]:
    """Where a record counts on `on`; nothing where it was withdrawn. The caller has shown the record to `viewer`, who
    is sent to the pages that open to them alone."""
    if activity.withdrawn_at is not None:
        return []
    may_see = {kind: allows(viewer, asked, activity.organisation) for kind, asked in _ASKED.items()}
    return [use if may_see.get(use.kind, True) else replace(use, url=None) for use in _uses(activity, on)]


def _uses(activity: Activity, on: date) -> list[Use]:
    bearers = _bearers(activity.organisation)
    return [
        *_duties(activity, bearers, on),
        *_attendance(activity),
        *_tasks(activity),
        *_indicators(activity, bearers),
        *_reports(activity),
    ]


def _bearers(organisation: Organisation) -> list[Organisation]:
    """The organisation, and for a group also its branch: the group's records count for both."""
    if organisation.kind != Kind.GROUP:
        return [organisation]
    return [organisation, Organisation.objects.get(path=organisation.path[: -Organisation.steplen])]


def _duties(activity: Activity, bearers: list[Organisation], on: date) -> Iterator[Use]:
    for bearer in bearers:
        asked = [
            (bearer, duty, pack, Period.containing(activity.held_on, duty.every))
            for duty, pack in governing.duties_of(governing.installed(), bearer.kind)
            if duty.activity_kind == activity.kind and duty.every != "term"
        ]
        for _, standing in standings(bearer, asked, on=on) if asked else ():
            if standing.verdict != "not_applicable":
                done = f"已开展{in_words(standing.done)}次，应{in_words(standing.times)}次"
                yield Use(
                    "duty", standing.duty.title, f"{bearer.short_name}，{standing.period.label}，{done}"
                )


def _attendance(activity: Activity) -> Iterator[Use]:
    here = Q(status=Presence.PRESENT)
    counts = activity.attendance.aggregate(present=Count("pk", filter=here), absent=Count("pk", filter=~here))
    if counts["present"] or counts["absent"]:
        absent = f"，缺席{counts['absent']}人" if counts["absent"] else ""
        yield Use("attendance", "到会情况", f"到会{counts['present']}人{absent}，记入各人的参加情况")
    if activity.minutes and counts["present"] and _counts_minutes(activity.kind):
        yield Use("hours", "学习时长", f"到会{counts['present']}人各记{activity.minutes}分钟")


def _counts_minutes(kind: str) -> bool:
    """Whether a rule adds up the minutes that people spent at activities of this kind."""
    return any(
        fact.measure.name == "sum" and fact.measure.column == "activity.minutes" and counts(fact, kind)
        for pack in governing.installed()
        for fact in pack.facts.values()
    )


def _tasks(activity: Activity) -> Iterator[Use]:
    for line in activity.serves.select_related("assignment__task").order_by("pk"):
        assignment = line.assignment
        page = reverse("assignment_page", args=[assignment.pk])
        yield Use("task", assignment.task.title, f"作为佐证，{assignment.get_state_display()}", page)


def _indicators(activity: Activity, bearers: list[Organisation]) -> Iterator[Use]:
    quarter = Period.containing(activity.held_on, "quarter")
    for bearer in bearers:
        for indicator, pack, own in governing.under_way(governing.installed(), quarter, bearer.kind):
            if any(counts(pack.facts[id_], activity.kind) for id_ in _facts_of(indicator)):
                page = reverse("evidence", args=[own, bearer.pk, indicator.id])
                yield Use("indicator", indicator.title, f"{bearer.short_name}，{own.label}", page)


def _facts_of(indicator: Indicator) -> frozenset[str]:
    nodes = [indicator.value, indicator.met, *([indicator.required] if indicator.required else [])]
    return frozenset().union(*(facts_in(node) for node in nodes))


def counts(fact: Fact, kind: str) -> bool:
    """Whether activities of this kind are among what the fact counts, by its conditions on the kind."""
    if fact.table not in ("activity", "attendance"):
        return False
    column = "kind" if fact.table == "activity" else "activity.kind"
    for condition in fact.where:
        if condition.column == column and condition.comparison in ("is", "one_of", "is_not"):
            named = kind in condition.operands
            if named == (condition.comparison == "is_not"):
                return False
    return True


def _reports(activity: Activity) -> Iterator[Use]:
    quarter = Period.containing(activity.held_on, "quarter")
    above = [*ancestor_paths(activity.organisation.path), activity.organisation.path]
    closed = (
        Closing.objects.filter(period=str(quarter), organisation__path__in=above)
        .order_by("-closed_at")
        .first()
    )
    label = f"{quarter.label}通报"
    if closed is None:
        yield Use("report", label, "季度结账时计入")
    elif activity.recorded_at <= closed.closed_at:
        yield Use("report", label, "已计入", reverse("results", args=[quarter]))
    else:
        yield Use("report", label, "结账以后才记录，再次结账时计入", reverse("results", args=[quarter]))
