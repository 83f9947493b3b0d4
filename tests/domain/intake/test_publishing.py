"""Publishing: validated anew, once only, and to exactly those who were chosen."""

from datetime import date

import pytest

from tests.world import NOW
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.intake.actions import (
    Wording,
    add_proposal,
    apply_import,
    choose_fallback,
    decide_proposals,
    describe_import,
    discard_import,
    match_unit,
)
from zhibu.domain.intake.choices import Decision, Stage
from zhibu.domain.intake.errors import AlreadyClosed, NamesOpen, NobodyChosen, NothingToPublish, YearOdd
from zhibu.domain.intake.queries import publication, tree_of
from zhibu.domain.tasks.models import Assignment, Plan, Task


@pytest.fixture
def settled(staged, world):
    """The staged plan with every name settled."""
    match_unit(staged, "公路中心", [f"under:{world.highway.pk}"], actor=world.office, now=NOW)
    match_unit(staged, "天文台", [], actor=world.office, now=NOW)
    return staged


def test_publishing_makes_a_plan_with_tasks_and_assignments(settled, world):
    plan = apply_import(settled, actor=world.office, now=NOW)
    settled.refresh_from_db()
    assert (settled.stage, settled.plan, plan.document) == (Stage.APPLIED, plan, settled.document)
    assert (plan.title, plan.year, plan.tasks.count()) == ("2026年党建工作要点", 2026, 4)
    quarterly, dated, yearly, plain = plan.tasks.all()
    # Published on 10 March: four quarters still end, for each of six branches.
    assert quarterly.assignments.count() == 4 * 6
    assert set(dated.assignments.values_list("organisation", flat=True)) == {
        world.branches[1].pk,
        world.branches[2].pk,
        world.branches[3].pk,
    }
    assert dated.assignments.earliest("pk").due_on == date(2026, 6, 30)
    assert (dated.lead, dated.deadline_text, dated.number) == ("办公室", "6月底前", "一、（二）")
    assert yearly.assignments.count() == plain.assignments.count() == 6
    assert plain.quote in settled.text


def test_what_was_foretold_is_what_is_written(settled, world):
    foretold = publication(
        settled, settled.proposals.all(), tree_of(world.root, on=NOW.date()), on=NOW.date()
    )
    assert foretold.is_ready
    apply_import(settled, actor=world.office, now=NOW)
    assert foretold.tasks == Task.objects.count()
    assert foretold.assignments == Assignment.objects.count()
    assert foretold.organisations == Assignment.objects.values("organisation").distinct().count()
    assert foretold.unseen == 4


def test_publishing_twice_gives_the_same_plan(settled, world):
    first = apply_import(settled, actor=world.office, now=NOW)
    assert apply_import(settled, actor=world.office, now=NOW) == first
    assert Plan.objects.count() == 1


def test_dropped_proposals_become_no_task(settled, world):
    first = settled.proposals.first()
    decide_proposals(settled, [first.pk], Decision.DROPPED, actor=world.office, now=NOW)
    assert apply_import(settled, actor=world.office, now=NOW).tasks.count() == 3


def test_open_names_stop_it(staged, world):
    with pytest.raises(NamesOpen, match="公路中心、天文台"):
        apply_import(staged, actor=world.office, now=NOW)
    assert not Plan.objects.exists()


def test_tasks_that_name_nobody_go_where_the_office_says(settled, world):
    choose_fallback(settled, ["category:enterprise"], actor=world.office, now=NOW)
    plan = apply_import(settled, actor=world.office, now=NOW)
    last = plan.tasks.latest("pk")
    assert set(last.assignments.values_list("organisation", flat=True)) == {
        branch.pk for branch in world.branches[4:]
    }


def test_without_anybody_chosen_nothing_is_published(settled, world):
    choose_fallback(settled, [], actor=world.office, now=NOW)
    with pytest.raises(NobodyChosen, match="2条"):
        apply_import(settled, actor=world.office, now=NOW)
    assert not Task.objects.exists()


def test_a_branch_dissolved_meanwhile_is_not_asked(settled, world):
    gone = world.branches[5]
    gone.dissolved_on = date(2026, 3, 1)
    gone.save()
    apply_import(settled, actor=world.office, now=NOW)
    assert not Assignment.objects.filter(organisation=gone).exists()


def test_an_empty_or_discarded_import_is_not_published(settled, world):
    decide_proposals(
        settled, [p.pk for p in settled.proposals.all()], Decision.DROPPED, actor=world.office, now=NOW
    )
    with pytest.raises(NothingToPublish):
        apply_import(settled, actor=world.office, now=NOW)
    discard_import(settled, actor=world.office, now=NOW)
    with pytest.raises(AlreadyClosed):
        apply_import(settled, actor=world.office, now=NOW)


@pytest.mark.parametrize("who", ["secretary", "member", "leader", "inspector", "stranger"])
def test_nobody_else_publishes(settled, world, who):
    with pytest.raises(Hidden):
        apply_import(settled, actor=getattr(world, who), now=NOW)


def test_another_year_moves_the_deadlines_that_were_read_from_words(settled, world):
    added = add_proposal(
        settled, Wording("报送总结", date(2026, 11, 30), "once"), actor=world.office, now=NOW
    )
    describe_import(settled, title="2027年党建工作要点", year=2027, actor=world.office, now=NOW)
    dues = dict(settled.proposals.values_list("pk", "due_on"))
    assert dues[added.pk] == date(2026, 11, 30)
    assert date(2027, 6, 30) in dues.values()
    assert date(2026, 6, 30) not in dues.values()


@pytest.mark.parametrize("year", [0, 26, 1999, 20260])
def test_an_odd_year_is_refused(settled, world, year):
    with pytest.raises(YearOdd):
        describe_import(settled, title="计划", year=year, actor=world.office, now=NOW)
