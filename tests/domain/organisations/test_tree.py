"""Reading the tree: a subtree is one range of an index, whatever its size."""

from datetime import date

from django.db import connection

from tests.domain.builders import add_group
from tests.world import World, add_branches
from zhibu.domain.access.scope import organisations_for
from zhibu.domain.activities.queries import activities_for
from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.organisations.queries import ancestor_paths, branches_under, breadcrumb, root, subtree


def test_a_subtree_is_the_organisation_and_all_below_and_nothing_else(world: World) -> None:
    for top in Organisation.objects.all():
        expected = {top.pk, *Organisation.objects.get_descendants(top).values_list("pk", flat=True)}
        assert set(Organisation.objects.filter(subtree(top.path)).values_list("pk", flat=True)) == expected


def test_many_children_do_not_fall_out_of_the_range(world: World) -> None:
    add_branches(world.highway, 40)
    children = Organisation.objects.filter(subtree(world.highway.path)).count()
    assert children == 1 + 2 + 40


def test_the_breadcrumb_runs_from_the_root_to_the_organisation(
    world: World, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        crumbs = breadcrumb(world.own)
    assert crumbs == [world.root, world.organ, world.own]
    assert ancestor_paths(world.root.path) == []


def test_the_root_is_the_top_of_the_tree(world: World) -> None:
    assert root() == world.root


def test_branches_are_those_that_exist_on_the_day(world: World) -> None:
    gone = world.branches[5]
    gone.dissolved_on = date(2026, 2, 1)
    gone.save()
    add_group(world.own)
    before, after = date(2026, 1, 31), date(2026, 2, 1)
    assert gone in branches_under([world.root.path], on=before)
    assert gone not in branches_under([world.root.path], on=after)
    assert {row.kind for row in branches_under([world.root.path], on=before)} == {Kind.BRANCH}


def test_branches_under_no_path_are_none(world: World) -> None:
    assert not branches_under([], on=date(2026, 3, 1)).exists()


def plan_of(queryset) -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return queryset.explain()


def test_a_subtree_question_is_answered_from_the_index(world: World) -> None:
    plan = plan_of(organisations_for(world.secretary).only("pk"))
    assert "SCAN organisations_organisation" not in plan
    assert "Index" in plan or "INDEX" in plan


def test_records_of_a_subtree_are_found_through_the_path_index(world: World) -> None:
    plan = plan_of(activities_for(world.secretary))
    assert "organisations_organisation" in plan
    assert "Index" in plan or "INDEX" in plan
