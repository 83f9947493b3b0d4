"""Recording what was done, correcting it by a new record, withdrawing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.activities import kinds
from zhibu.domain.activities.choices import Presence
from zhibu.domain.activities.errors import (
    AlreadyWithdrawn,
    HeldBeforeFounding,
    HeldInFuture,
    NotItsOwn,
    RecordedAlready,
    StrangerPresent,
    WithdrawReasonMissing,
)
from zhibu.domain.activities.models import Activity, Attendance, Draft, Evidence
from zhibu.domain.files.models import Document
from zhibu.domain.journal.actions import write
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.queries import namable_people
from zhibu.domain.tasks.models import Assignment


@dataclass(frozen=True)
class RecordSpec:
    """What the recorder wrote. `present` are person ids; `absent` person ids with a reason ("" when none was given).

    `serves` are open assignments of the same organisation that this activity also works on.
    """

    token: UUID
    kind: str
    title: str
    held_on: date
    present: Sequence[int]
    absent: Mapping[int, str] = field(default_factory=dict)
    minutes: int | None = None
    place: str = ""
    host_id: int | None = None
    agenda: str = ""
    summary: str = ""
    resolutions: str = ""
    serves: Sequence[Assignment] = ()
    documents: Sequence[Document] = ()


@transaction.atomic
def record_activity(
    organisation: Organisation,
    spec: RecordSpec,
    *,
    replaces: Activity | None = None,
    actor: User,
    now: datetime,
) -> Activity:
    """Record an activity once; a second call with the same token returns the first record.

    Raises UnknownKind, HeldInFuture, HeldBeforeFounding, RecordedAlready, StrangerPresent, NotItsOwn; Hidden or
    Forbidden.
    """
    require(actor, "activities.record", organisation, view="organisations.view")
    again = Activity.objects.filter(token=spec.token, organisation=organisation).first()
    if again is not None:
        return again
    _validate(organisation, spec, timezone.localdate(now))
    activity = Activity(
        token=spec.token,
        organisation=organisation,
        kind=spec.kind,
        title=spec.title.strip(),
        held_on=spec.held_on,
        minutes=spec.minutes,
        place=spec.place.strip(),
        host_id=spec.host_id,
        agenda=spec.agenda.strip(),
        summary=spec.summary.strip(),
        resolutions=spec.resolutions.strip(),
        recorded_by=actor,
        recorded_at=now,
        replaces=replaces,
    )
    activity.full_clean(exclude=["documents"])
    activity.save()
    activity.documents.set(spec.documents)
    _write_attendance(activity, spec)
    Evidence.objects.bulk_create(
        [Evidence(assignment=owed, activity=activity, added_by=actor, added_at=now) for owed in spec.serves]
    )
    Draft.objects.filter(token=spec.token, user=actor).delete()
    write(
        "activities.record_activity",
        activity,
        place=organisation.path,
        actor=actor,
        now=now,
        kind=spec.kind,
        title=activity.title,
        held_on=spec.held_on,
        present=len(spec.present),
        absent=len(spec.absent),
        replaces=replaces.pk if replaces else None,
    )
    return activity


@transaction.atomic
def correct_activity(old: Activity, spec: RecordSpec, *, reason: str, actor: User, now: datetime) -> Activity:
    """Replace a record by a corrected one; the old one is withdrawn with the reason, its evidence and the tasks sent
    out from it move over."""
    again = Activity.objects.filter(token=spec.token, replaces=old).first()
    if again is not None:
        return again
    served = [line.assignment for line in old.serves.select_related("assignment")]
    withdraw_activity(old, reason=reason, actor=actor, now=now)
    known = {owed.pk for owed in spec.serves}
    spec = replace(spec, serves=[*spec.serves, *(owed for owed in served if owed.pk not in known)])
    new = record_activity(old.organisation, spec, replaces=old, actor=actor, now=now)
    old.resolved_tasks.update(activity=new)
    return new


@transaction.atomic
def withdraw_activity(activity: Activity, *, reason: str, actor: User, now: datetime) -> Activity:
    """Take a record back: it stays readable, but counts nowhere. Raises WithdrawReasonMissing, AlreadyWithdrawn."""
    require(actor, "activities.record", activity.organisation, view="activities.view")
    if not reason.strip():
        raise WithdrawReasonMissing
    locked = Activity.objects.select_for_update().get(pk=activity.pk)
    if locked.withdrawn_at is not None:
        raise AlreadyWithdrawn
    activity.withdrawn_at, activity.withdrawn_reason = now, reason.strip()
    activity.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    write(
        "activities.withdraw_activity",
        activity,
        place=activity.organisation.path,
        actor=actor,
        now=now,
        reason=activity.withdrawn_reason,
    )
    return activity


def _validate(organisation: Organisation, spec: RecordSpec, today: date) -> None:
    kinds.ensure_known(spec.kind)
    if spec.held_on > today:
        raise HeldInFuture(spec.held_on)
    if spec.held_on < organisation.established_on:
        raise HeldBeforeFounding(organisation.short_name, organisation.established_on)
    named = {*spec.present, *spec.absent, *([spec.host_id] if spec.host_id else [])}
    strangers = len(named) - namable_people(organisation).filter(pk__in=named).count()
    if strangers:
        raise StrangerPresent(strangers)
    if any(owed.organisation_id != organisation.pk for owed in spec.serves):
        raise NotItsOwn
    if _is_recorded(organisation, spec):
        raise RecordedAlready(spec.title.strip(), spec.held_on)


def _is_recorded(organisation: Organisation, spec: RecordSpec) -> bool:
    """Whether the same is on record already, under another token: the form was opened again with the browser's back
    button, in a second tab, or by somebody else who was there. Two talks of one day have other people in them."""
    present = set(spec.present) - set(spec.absent)
    alike = Activity.objects.filter(
        organisation=organisation,
        kind=spec.kind,
        held_on=spec.held_on,
        title=spec.title.strip(),
        withdrawn_at__isnull=True,
    )
    return any(
        {line.person_id for line in one.attendance.all() if line.status == Presence.PRESENT} == present
        for one in alike.prefetch_related("attendance")
    )


def _write_attendance(activity: Activity, spec: RecordSpec) -> None:
    lines = [
        Attendance(activity=activity, person_id=pk, status=Presence.PRESENT)
        for pk in dict.fromkeys(spec.present)
        if pk not in spec.absent
    ]
    lines += [
        Attendance(activity=activity, person_id=pk, status=Presence.ABSENT, reason=reason)
        for pk, reason in spec.absent.items()
    ]
    Attendance.objects.bulk_create(lines)
