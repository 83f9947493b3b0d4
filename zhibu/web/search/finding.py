"""What a text finds, room by room: a few of each, in the viewer's scope; the rules are open to all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from zhibu.domain.access.scope import organisations_for, within
from zhibu.domain.accounts.models import User
from zhibu.domain.activities import kinds
from zhibu.domain.activities.queries import activities_for
from zhibu.domain.people.models import Membership
from zhibu.domain.people.queries import current
from zhibu.domain.tasks.queries import assignments_for
from zhibu.web.frame.typed import has_words
from zhibu.web.search.rules import rules_found

SHORTEST = 2
MOST = 21  # one more than any page shows, so that it is known whether there are more


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, what tells it from its namesakes, its address."""

    title: str
    aside: str
    url: str


@dataclass(frozen=True)
class Group:
    """Hits of one room; `more` is the address of the whole list, or "" when all are shown."""

    title: str
    hits: list[Hit]
    more: str


def find(viewer: User, text: str, *, on: date, limit: int) -> list[Group]:
    """Groups with at least one hit, at most `limit` hits each; nothing for a text under two characters."""
    if len(text) < SHORTEST:
        return []
    sources = (
        ("党员", _people(viewer, text, on), f"{reverse('people')}?q={text}"),
        ("组织", _organisations(viewer, text), f"{reverse('organisations')}?q={text}"),
        ("纪实", _records(viewer, text), f"{reverse('records')}?q={text}"),
        ("任务", _tasks(viewer, text), f"{reverse('tasks')}?q={text}"),
        ("规则", _rules(text, on), reverse("rules")),
    )
    groups = []
    for title, hits, more in sources:
        shown = [hit for hit, _ in zip(hits, range(limit + 1), strict=False)]
        if shown:
            groups.append(Group(title, shown[:limit], more if len(shown) > limit else ""))
    return groups


def _titled(text: str, title: str) -> Q:
    """In the title; of several words some may name the organisation."""
    return has_words(text, title, "organisation__name") if " " in text else has_words(text, title)


def _people(viewer: User, text: str, on: date) -> Iterator[Hit]:
    found = (
        Membership.objects.filter(within(viewer, "people.view"), current(on), has_words(text, "person__name"))
        .select_related("person", "organisation")
        .order_by("person__name", "pk")
    )
    for line in found[:MOST]:
        yield Hit(line.person.name, str(line.organisation), reverse("person_page", args=[line.person_id]))


def _organisations(viewer: User, text: str) -> Iterator[Hit]:
    for place in organisations_for(viewer).filter(has_words(text, "name"))[:MOST]:
        yield Hit(place.name, place.get_kind_display(), reverse("organisation_page", args=[place.pk]))


def _records(viewer: User, text: str) -> Iterator[Hit]:
    for record in activities_for(viewer).filter(_titled(text, "title"))[:MOST]:
        aside = f"{kinds.title(record.kind)} {record.organisation} {record.held_on:%Y-%m-%d}"
        yield Hit(record.title, aside, reverse("record_page", args=[record.pk]))


def _tasks(viewer: User, text: str) -> Iterator[Hit]:
    for owed in assignments_for(viewer).filter(_titled(text, "task__title"))[:MOST]:
        aside = f"{owed.organisation} {owed.get_state_display()}"
        yield Hit(owed.task.title, aside, reverse("assignment_page", args=[owed.pk]))


def _rules(text: str, on: date) -> Iterator[Hit]:
    for rule in rules_found(text, on=on):
        yield Hit(rule.title, rule.aside, f"{reverse('rules_pack', args=[rule.pack])}#{rule.anchor}")
