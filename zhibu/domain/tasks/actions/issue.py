"""Issuing tasks: from a plan, or one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.files.models import Document
from zhibu.domain.journal.actions import Line, write, write_many
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.choices import Every, Origin
from zhibu.domain.tasks.errors import NobodyResponsible
from zhibu.domain.tasks.models import Assignment, Plan, Task
from zhibu.rules.periods import Period, Size

_PERIODIC: dict[Every, Size] = {
    Every.MONTH: "month",
    Every.QUARTER: "quarter",
    Every.HALF: "half",
    Every.YEAR: "year",
}

_SAME_CLICK = timedelta(minutes=10)


@dataclass(frozen=True)
class TaskSpec:
    """One task to issue. With `every` periodic, each period of the plan's year still to end gets its own assignment,
    due on the period's last day; else all are due on `due_on` (None: no fixed date)."""

    title: str
    responsible: Sequence[Organisation]
    due_on: date | None = None
    every: str = Every.ONCE
    number: str = ""
    quote: str = ""
    deadline_text: str = ""
    lead: str = ""


@transaction.atomic
def issue_plan(
    organisation: Organisation,
    *,
    title: str,
    year: int,
    specs: Sequence[TaskSpec],
    document: Document | None,
    actor: User,
    now: datetime,
) -> Plan:
    """Publish a plan with its tasks and assignments.

    Raises NobodyResponsible for a task without an organisation; Hidden or Forbidden when `actor` may not assign at
    `organisation` or at any responsible organisation.
    """
    require(actor, "tasks.assign", organisation, view="organisations.view")
    plan = Plan.objects.create(
        organisation=organisation,
        title=title,
        year=year,
        document=document,
        published_at=now,
        published_by=actor,
    )
    write(
        "tasks.issue_plan", plan, place=organisation.path, actor=actor, now=now, title=title, tasks=len(specs)
    )
    _issue(organisation, specs, origin=Origin.PLAN, plan=plan, actor=actor, now=now)
    return plan


@transaction.atomic
def issue_task(
    organisation: Organisation, spec: TaskSpec, *, origin: str = Origin.REQUEST, actor: User, now: datetime
) -> Task:
    """Issue one task outside a plan. Raises as issue_plan.

    The same request in the same words to the same organisations, by the same person within ten minutes, is the same
    task: a form sent twice meets its first one.
    """
    require(actor, "tasks.assign", organisation, view="organisations.view")
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # Two clicks at once queue here.
    again = _just_asked(organisation, spec, actor=actor, now=now) if origin == Origin.REQUEST else None
    if again is not None:
        return again
    return _issue(organisation, [spec], origin=origin, plan=None, actor=actor, now=now)[0]


def _just_asked(organisation: Organisation, spec: TaskSpec, *, actor: User, now: datetime) -> Task | None:
    """The task of the same words that `actor` asked a moment ago of exactly the same organisations, if any."""
    recent = Task.objects.filter(
        organisation=organisation,
        title=spec.title,
        origin=Origin.REQUEST,
        issued_by=actor,
        issued_at__gt=now - _SAME_CLICK,
    )
    wanted = {target.pk for target in spec.responsible}
    for task in recent:
        if set(task.assignments.values_list("organisation_id", flat=True)) == wanted:
            return task
    return None


def _issue(
    organisation: Organisation,
    specs: Sequence[TaskSpec],
    *,
    origin: str,
    plan: Plan | None,
    actor: User,
    now: datetime,
) -> list[Task]:
    for spec in specs:
        if not spec.responsible:
            raise NobodyResponsible(spec.title)
    for target in {target.pk: target for spec in specs for target in spec.responsible}.values():
        require(actor, "tasks.assign", target, view="organisations.view")
    today = timezone.localdate(now)
    tasks = Task.objects.bulk_create(
        [
            Task(
                organisation=organisation,
                plan=plan,
                number=spec.number,
                title=spec.title,
                quote=spec.quote,
                origin=origin,
                every=spec.every,
                deadline_text=spec.deadline_text,
                lead=spec.lead,
                issued_at=now,
                issued_by=actor,
            )
            for spec in specs
        ]
    )
    year = plan.year if plan else today.year
    Assignment.objects.bulk_create(
        [
            Assignment(task=task, organisation=target, period=period, due_on=due_on)
            for task, spec in zip(tasks, specs, strict=True)
            for period, due_on in due_dates(spec.every, spec.due_on, year=year, today=today)
            for target in spec.responsible
        ],
        batch_size=1000,
    )
    write_many(
        [
            Line(
                "tasks.issue_task",
                task,
                organisation.path,
                {"to": [target.pk for target in spec.responsible]},
            )
            for task, spec in zip(tasks, specs, strict=True)
        ],
        actor=actor,
        now=now,
    )
    return tasks


def due_dates(
    every: str, due_on: date | None, *, year: int, today: date
) -> Iterator[tuple[str, date | None]]:
    """Period and deadline of each assignment that one organisation gets of a task in the plan's `year`."""
    size = _PERIODIC.get(Every(every))
    if size is None:
        yield "", due_on
        return
    whole = Period.parse(str(year))
    period = Period.containing(whole.start, size)
    ended = True
    while period.end <= whole.end:
        if period.end >= today:
            ended = False
            yield str(period), period.end
        period = period.next()
    if ended:
        # A past year's plan: nothing recurs any more, one assignment keeps the task visible.
        yield "", due_on or whole.end
