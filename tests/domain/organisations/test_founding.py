"""Founding organisations and beginning terms of office."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.domain.builders import last_entry
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.organisations.actions import begin_term, found_organisation
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.errors import CannotContain
from zhibu.domain.organisations.models import Organisation


def found(world: World, parent: Organisation, kind: Kind, actor=None) -> Organisation:
    return found_organisation(
        parent,
        name="新建组织",
        short_name="新建",
        kind=kind,
        established_on=date(2026, 3, 1),
        actor=actor or world.office,
        now=NOW,
    )


def test_a_new_branch_stands_below_its_parent_in_its_category(world: World) -> None:
    branch = found(world, world.highway, Kind.BRANCH)
    assert branch.is_child_of(Organisation.objects.get(pk=world.highway.pk))
    assert branch.category == world.highway.category


def test_founding_leaves_a_journal_row(world: World) -> None:
    branch = found(world, world.highway, Kind.BRANCH)
    entry = last_entry()
    assert (entry.act, entry.subject_id, entry.actor) == (
        "organisations.found_organisation",
        branch.pk,
        world.office,
    )


@pytest.mark.parametrize("kind", [Kind.COMMITTEE, Kind.GENERAL_BRANCH, Kind.BRANCH])
def test_a_branch_holds_nothing_but_groups(world: World, kind: Kind) -> None:
    with pytest.raises(CannotContain, match="党支部下面不能设"):
        found(world, world.own, kind)


def test_a_group_stands_only_below_a_branch(world: World) -> None:
    with pytest.raises(CannotContain):
        found(world, world.root, Kind.GROUP)
    assert found(world, world.own, Kind.GROUP).depth == world.own.depth + 1


def test_a_secretary_may_not_found(world: World) -> None:
    with pytest.raises(Forbidden):
        found(world, world.own, Kind.GROUP, actor=world.secretary)


def test_below_a_foreign_organisation_nothing_can_be_founded_or_even_seen(world: World) -> None:
    with pytest.raises(Hidden):
        found(world, world.other, Kind.GROUP, actor=world.secretary)


def test_a_new_term_is_kept_and_journalled(world: World) -> None:
    term = begin_term(
        world.own, elected_on=date(2026, 3, 1), expires_on=date(2029, 3, 1), actor=world.office, now=NOW
    )
    assert list(world.own.terms.all()) == [term]
    assert last_entry().act == "organisations.begin_term"


def test_a_term_cannot_end_before_it_begins(world: World) -> None:
    with pytest.raises(ValidationError):
        begin_term(
            world.own, elected_on=date(2026, 3, 1), expires_on=date(2026, 3, 1), actor=world.office, now=NOW
        )


def test_a_secretary_may_not_begin_a_term(world: World) -> None:
    with pytest.raises(Forbidden):
        begin_term(
            world.own,
            elected_on=date(2026, 3, 1),
            expires_on=date(2029, 3, 1),
            actor=world.secretary,
            now=NOW,
        )
