"""Everything the record form shows: defaults from what the system knows, people, open tasks, attachments."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import Q
from django.http import QueryDict

from zhibu.domain.accounts.models import User
from zhibu.domain.activities import kinds
from zhibu.domain.activities.choices import Presence, Reason
from zhibu.domain.activities.models import Activity
from zhibu.domain.activities.queries import recorded_between
from zhibu.domain.files.models import Document
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import breadcrumb
from zhibu.domain.people.choices import PostKind
from zhibu.domain.people.models import Person
from zhibu.domain.people.queries import expected_at, posts_at
from zhibu.domain.tasks.queries import open_at
from zhibu.rules.periods import Period, PeriodError
from zhibu.web.activities.forms import RecordForm, absences_in, ids_in
from zhibu.web.frame.requests import Request

USUAL_MINUTES = 60
TASKS_OFFERED = 30
KNOWN_SHOWN = 3


@dataclass(frozen=True)
class Chip:
    """One expected person as the form shows them."""

    person: Person
    absent: bool
    reason: str


def blank(request: Request, organisation: Organisation, kind: str) -> QueryDict:
    """The content of a fresh form: title, day, duration and host as they most likely are."""
    today, owed_for = request.frame.today, _period(request)
    secretary = posts_at(organisation, on=today).filter(kind__in=_HOSTS).first()
    content = QueryDict(mutable=True)
    content["token"] = str(uuid4())
    content["title"] = f"{(owed_for or Period.containing(today, 'month')).label}{kinds.title(kind)}"
    # A late record's day is not known: an empty field asks, where a prefilled one would be believed.
    content["held_on"] = "" if owed_for and owed_for.end < today else today.isoformat()
    content["minutes"] = str(_last_minutes(organisation, kind) or USUAL_MINUTES)
    content["host"] = str(secretary.person_id) if secretary else ""
    content.setlist("serves", request.GET.getlist("serves"))
    return content


def of_record(record: Activity) -> QueryDict:
    """The content of a form that corrects `record`: everything as recorded, under a token of its own."""
    content = QueryDict(mutable=True)
    content["token"] = str(uuid4())
    content["title"] = record.title
    content["held_on"] = record.held_on.isoformat()
    content["minutes"] = str(record.minutes or "")
    content["host"] = str(record.host_id or "")
    content["place"] = record.place
    content["summary"] = record.summary
    content["agenda"], content["resolutions"] = record.agenda, record.resolutions
    lines = list(record.attendance.all())
    content.setlist("expected", [str(line.person_id) for line in lines])
    content.setlist("absent", [str(line.person_id) for line in lines if line.status == Presence.ABSENT])
    for line in lines:
        content[f"reason_{line.person_id}"] = line.reason
    content.setlist("document", [str(pk) for pk in record.documents.values_list("pk", flat=True)])
    content.setlist("serves", [str(pk) for pk in record.serves.values_list("assignment_id", flat=True)])
    return content


def from_draft(content: dict[str, Any]) -> QueryDict:
    """The content of a stored draft (field name -> list of values)."""
    restored = QueryDict(mutable=True)
    for name, values in content.items():
        restored.setlist(name, values)
    return restored


def people_of(organisation: Organisation, kind: str, on: date, content: QueryDict) -> list[Chip]:
    """Everyone expected on that day, and whoever the content already lists, marked as the content has it."""
    listed = ids_in(content, "expected")
    expected = list(expected_at(organisation, kind, on=on))
    known = {person.pk for person in expected}
    extra = Person.objects.filter(pk__in=[pk for pk in listed if pk not in known]) if listed else []
    absent = absences_in(content)
    return [Chip(person, person.pk in absent, absent.get(person.pk, "")) for person in [*expected, *extra]]


def documents_of(
    organisation: Organisation, content: QueryDict, *, viewer: User, corrected: Activity | None
) -> list[Document]:
    """The attachments the content names: the viewer's own for this organisation, and the corrected record's."""
    ids = ids_in(content, "document")
    allowed = Q(organisation=organisation, received_by=viewer)
    if corrected is not None:
        allowed |= Q(activities=corrected)
    return list(Document.objects.filter(allowed, pk__in=ids).distinct().order_by("pk")) if ids else []


def context(
    request: Request,
    organisation: Organisation,
    kind: str,
    content: QueryDict,
    *,
    bound: bool,
    corrected: Activity | None = None,
) -> dict[str, Any]:
    """What the template needs. `bound`: the content was sent, so that its faults are shown; `corrected`: the record
    that the form corrects."""
    day = _day(content, request.frame.today)
    chips = people_of(organisation, kind, day, content)
    people = [chip.person for chip in chips]
    form = RecordForm(content, people=people) if bound else RecordForm(initial=content.dict(), people=people)
    owed_for = _period(request)
    if owed_for and not content.get("held_on"):
        form.fields["held_on"].help_text = f"{owed_for.label}里开展的那一天"
    return {
        "form": form,
        "organisation": organisation,
        "trail": breadcrumb(organisation),
        "kind": kinds.catalogue()[kind],
        "chips": chips,
        "known": [] if corrected else _known(request, organisation, kind, content),
        "reasons": Reason.choices,
        "tasks": open_at(request.user, organisation)[:TASKS_OFFERED],
        "serves": ids_in(content, "serves"),
        "documents": documents_of(organisation, content, viewer=request.user, corrected=corrected),
        "token": content.get("token", ""),
        "bound": bound,
    }


_HOSTS = (PostKind.SECRETARY, PostKind.GROUP_LEADER)


def _last_minutes(organisation: Organisation, kind: str) -> int | None:
    """How long the last one took, as the most likely duration of this one."""
    last = organisation.activities.filter(kind=kind, withdrawn_at__isnull=True, minutes__isnull=False)
    return last.order_by("-held_on").values_list("minutes", flat=True).first()


def _period(request: Request) -> Period | None:
    """The period of the duty that led here, from the address."""
    try:
        return Period.parse(request.GET.get("for", ""))
    except PeriodError:
        return None


def _known(request: Request, organisation: Organisation, kind: str, content: QueryDict) -> list[Activity]:
    """What is on record of that day already; of the owed period, while the day is not known."""
    owed_for, today = _period(request), request.frame.today
    if owed_for and not content.get("held_on"):
        since, until = owed_for.start, owed_for.end
    else:
        since = until = _day(content, today)
    found = recorded_between(request.user, organisation, kind, since=since, until=until)
    return list(found[:KNOWN_SHOWN])


def _day(content: QueryDict, today: date) -> date:
    try:
        return date.fromisoformat(content.get("held_on", ""))
    except ValueError:
        return today
