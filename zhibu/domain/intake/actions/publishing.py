"""Naming the plan, and turning its proposals into tasks: the only step that writes a task."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhibu.domain.accounts.guard import require
from zhibu.domain.accounts.models import User
from zhibu.domain.intake.actions.aiming import checked_targets
from zhibu.domain.intake.actions.opening import checked_words, journal, locked_open
from zhibu.domain.intake.choices import KEPT, Stage
from zhibu.domain.intake.errors import NamesOpen, NobodyChosen, NothingToPublish, YearOdd
from zhibu.domain.intake.models import Import, Proposal
from zhibu.domain.intake.queries import tree_of
from zhibu.domain.intake.targets import Tree
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.tasks.actions import TaskSpec, issue_plan
from zhibu.domain.tasks.models import Plan
from zhibu.papers.deadlines import find_deadlines


@transaction.atomic
def describe_import(staged: Import, *, title: str, year: int, actor: User, now: datetime) -> Import:
    """Set the plan's title and year; deadlines read without a year of their own move to the new year.

    Raises TextMissing, YearOdd, AlreadyClosed.
    """
    staged = locked_open(staged, actor=actor)
    if not 2000 <= year <= 2100:
        raise YearOdd(year)
    if year != staged.year:
        _move_deadlines(staged, year)
    staged.title, staged.year = checked_words(title)[:200], year
    staged.save(update_fields=["title", "year"])
    journal("intake.describe_import", staged, actor, now, title=staged.title, year=year)
    return staged


@transaction.atomic
def choose_fallback(staged: Import, targets: Sequence[str], *, actor: User, now: datetime) -> Import:
    """Say who gets the tasks that name nobody. Raises StrangeTarget, AlreadyClosed."""
    staged = locked_open(staged, actor=actor)
    staged.fallback = checked_targets(staged, targets, now)
    staged.save(update_fields=["fallback"])
    journal("intake.choose_fallback", staged, actor, now, targets=staged.fallback)
    return staged


@transaction.atomic
def apply_import(staged: Import, *, actor: User, now: datetime) -> Plan:
    """Publish what is kept as a plan; sent twice, it returns the first plan.

    Raises NothingToPublish, NamesOpen, NobodyChosen, AlreadyClosed when discarded; Hidden or Forbidden as issue_plan.
    """
    require(actor, "intake.import", staged.organisation, view="intake.import")
    locked = Import.objects.select_for_update(of=("self",)).select_related("plan").get(pk=staged.pk)
    if locked.stage == Stage.APPLIED and locked.plan is not None:
        return locked.plan
    staged = locked_open(staged, actor=actor)
    kept = list(staged.proposals.filter(decision__in=KEPT))
    if not kept:
        raise NothingToPublish
    open_names = list(dict.fromkeys(name for one in kept for name in one.open_names))
    if open_names:
        raise NamesOpen(open_names)
    staged.plan = issue_plan(
        staged.organisation,
        title=staged.title,
        year=staged.year,
        specs=_specs(staged, kept, tree_of(staged.organisation, on=timezone.localdate(now))),
        document=staged.document,
        actor=actor,
        now=now,
    )
    staged.stage = Stage.APPLIED
    staged.save(update_fields=["plan", "stage"])
    journal("intake.apply_import", staged, actor, now, plan=staged.plan.pk, tasks=len(kept))
    return staged.plan


def _specs(staged: Import, kept: Sequence[Proposal], tree: Tree) -> list[TaskSpec]:
    asked = {one.pk: tree.expand(one.targets or staged.fallback) for one in kept}
    nobody = sum(not nodes for nodes in asked.values())
    if nobody:
        raise NobodyChosen(nobody)
    organisations = Organisation.objects.in_bulk({node.pk for nodes in asked.values() for node in nodes})
    return [
        TaskSpec(
            title=one.text,
            responsible=[organisations[node.pk] for node in asked[one.pk]],
            due_on=one.due_on,
            every=one.every,
            number=one.number,
            quote=one.quote,
            deadline_text=one.deadline_text,
            lead=one.lead,
        )
        for one in kept
    ]


def _move_deadlines(staged: Import, year: int) -> None:
    """Dates that still are what the reader made of the words with the old year are made anew with the new one."""
    moved = []
    for one in staged.proposals.exclude(deadline_text="").exclude(due_on=None):
        old = find_deadlines(one.deadline_text, year=staged.year)
        new = find_deadlines(one.deadline_text, year=year)
        if old and new and old[0].date == one.due_on:
            one.due_on = new[0].date
            moved.append(one)
    Proposal.objects.bulk_update(moved, ["due_on"])
