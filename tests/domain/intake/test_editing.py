"""Proposals are worked on, each step can be taken back, and only by those who may import."""

from datetime import date

import pytest

from tests.world import NOW
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.intake import actions
from zhibu.domain.intake.actions import Wording
from zhibu.domain.intake.choices import Decision
from zhibu.domain.intake.errors import (
    AlreadyClosed,
    MergeNeedsTwo,
    NothingToUndo,
    ProposalGone,
    SplitNeedsTwo,
    StrangeTarget,
    TextMissing,
    TextTooLong,
)
from zhibu.domain.intake.models import Change, Proposal
from zhibu.domain.intake.queries import latest_change, proposal_for
from zhibu.domain.journal.models import Entry

WORDING = Wording("各支部报送学习计划", date(2026, 4, 1), "once", "办公室")


@pytest.fixture
def proposals(staged) -> list[Proposal]:
    return list(staged.proposals.all())


def state(staged) -> list[tuple]:
    return list(
        staged.proposals.values_list("pk", "text", "due_on", "targets", "named", "decision", "reason")
    )


def last_step(staged) -> Change:
    change = latest_change(staged)
    assert change is not None
    return change


def undo(staged, world):
    return actions.undo_change(last_step(staged), actor=world.office, now=NOW)


def test_an_edit_is_kept_and_accepts_the_proposal(staged, proposals, world):
    actions.edit_proposal(proposals[0], WORDING, actor=world.office, now=NOW)
    found = staged.proposals.get(pk=proposals[0].pk)
    assert (found.text, found.due_on, found.every, found.lead) == (
        WORDING.text,
        date(2026, 4, 1),
        "once",
        "办公室",
    )
    assert found.decision == Decision.ACCEPTED
    assert found.quote == proposals[0].quote


@pytest.mark.parametrize(("text", "error"), [("  \n", TextMissing), ("长" * 501, TextTooLong)])
def test_an_edit_without_words_or_with_too_many_is_refused(staged, proposals, world, text, error):
    before = state(staged)
    with pytest.raises(error):
        actions.edit_proposal(proposals[0], Wording(text, None, "once"), actor=world.office, now=NOW)
    assert state(staged) == before


def test_dropping_twice_is_one_step(staged, proposals, world):
    for _ in range(2):
        actions.decide_proposals(staged, [proposals[0].pk], Decision.DROPPED, actor=world.office, now=NOW)
    assert staged.changes.count() == 1
    assert Entry.objects.filter(act="intake.decide_proposals").count() == 1


def test_merged_proposals_become_the_first_one(staged, proposals, world):
    merged = actions.merge_proposals(staged, [p.pk for p in proposals[:2]], actor=world.office, now=NOW)
    assert merged.text.startswith("加强理论学习")
    assert "开展主题宣讲" in merged.text
    assert merged.due_on == date(2026, 6, 30)
    second = staged.proposals.get(pk=proposals[1].pk)
    assert second.decision == Decision.DROPPED
    assert "已并入" in second.reason
    with pytest.raises(MergeNeedsTwo):
        actions.merge_proposals(staged, [p.pk for p in proposals[:2]], actor=world.office, now=NOW)


def test_a_split_keeps_order_and_source(staged, proposals, world):
    parts = actions.split_proposal(
        proposals[0], ["加强理论学习", "各支部每季度组织一次专题学习研讨。", " "], actor=world.office, now=NOW
    )
    assert [p.text for p in staged.proposals.all()][:3] == [
        "加强理论学习",
        "各支部每季度组织一次专题学习研讨。",
        proposals[1].text,
    ]
    piece = parts[1]
    assert staged.text[piece.start : piece.end] == "各支部每季度组织一次专题学习研讨。"
    assert (piece.every, piece.targets) == ("quarter", ["all"])


def test_a_split_into_one_is_refused(proposals, world):
    with pytest.raises(SplitNeedsTwo):
        actions.split_proposal(proposals[0], ["一条", ""], actor=world.office, now=NOW)


def test_a_task_may_be_added_that_the_document_does_not_hold(staged, world):
    added = actions.add_proposal(staged, WORDING, actor=world.office, now=NOW)
    assert staged.proposals.last() == added
    assert (added.start, added.decision) == (None, Decision.ACCEPTED)


def test_a_name_is_settled_wherever_it_is_written(stage, world):
    staged = stage(
        "2026年工作计划\n一、完成换届。（责任单位：公路中心）\n二、开展培训。（责任单位：公路中心、办公室）\n"
    )
    changed = actions.match_unit(
        staged, "公路中心", [f"under:{world.highway.pk}"], actor=world.office, now=NOW
    )
    assert len(changed) == 2
    assert [p.open_names for p in staged.proposals.all()] == [[], []]
    assert all(f"under:{world.highway.pk}" in p.targets for p in staged.proposals.all())


def test_a_name_may_be_set_aside(staged, world):
    actions.match_unit(staged, "天文台", [], actor=world.office, now=NOW)
    last = staged.proposals.last()
    assert (last.open_names, last.targets) == ([], [])


def test_several_names_are_set_aside_and_taken_back_in_one_step(stage, world):
    staged = stage(
        "2026年工作计划\n一、完成换届。（责任单位：天文台）\n二、开展培训。（责任单位：气象站、公路中心）\n"
    )
    names = ["天文台", "气象站"]
    assert len(actions.dismiss_units(staged, names, actor=world.office, now=NOW)) == 2
    assert [one.open_names for one in staged.proposals.all()] == [[], ["公路中心"]]
    actions.undo_change(last_step(staged), actor=world.office, now=NOW)
    assert [one.open_names for one in staged.proposals.all()] == [["天文台"], ["气象站", "公路中心"]]


def test_choosing_targets_settles_the_names(staged, proposals, world):
    actions.set_targets(
        staged, [p.pk for p in proposals[1:]], ["category:organ"], actor=world.office, now=NOW
    )
    assert [p.targets for p in staged.proposals.all()][1:] == [["category:organ"]] * 3
    assert not any(p.open_names for p in staged.proposals.all())


@pytest.mark.parametrize("target", ["organisation:999999", "everything", "category:", "under:x"])
def test_a_target_outside_the_tree_is_refused(staged, proposals, world, target):
    with pytest.raises(StrangeTarget):
        actions.set_targets(staged, [proposals[0].pk], [target], actor=world.office, now=NOW)


def test_every_step_can_be_taken_back(staged, proposals, world):
    before = state(staged)
    pks = [p.pk for p in proposals]
    actions.edit_proposal(proposals[0], WORDING, actor=world.office, now=NOW)
    actions.decide_proposals(staged, pks[1:3], Decision.DROPPED, actor=world.office, now=NOW)
    actions.decide_proposals(staged, pks[1:3], Decision.PENDING, actor=world.office, now=NOW)
    actions.merge_proposals(staged, pks[:2], actor=world.office, now=NOW)
    actions.split_proposal(proposals[3], ["甲", "乙"], actor=world.office, now=NOW)
    actions.add_proposal(staged, WORDING, actor=world.office, now=NOW)
    actions.match_unit(staged, "天文台", ["all"], actor=world.office, now=NOW)
    actions.set_targets(staged, pks, ["all"], actor=world.office, now=NOW)
    assert staged.changes.count() == 8
    for _ in range(8):
        undo(staged, world)
    assert state(staged) == before
    assert latest_change(staged) is None


def test_a_second_click_on_undo_takes_back_nothing_more(staged, proposals, world):
    actions.decide_proposals(staged, [proposals[0].pk], Decision.DROPPED, actor=world.office, now=NOW)
    first = last_step(staged)
    actions.decide_proposals(staged, [proposals[1].pk], Decision.DROPPED, actor=world.office, now=NOW)
    last = last_step(staged)
    actions.undo_change(last, actor=world.office, now=NOW)
    with pytest.raises(NothingToUndo):
        actions.undo_change(last, actor=world.office, now=NOW)
    assert latest_change(staged) == first


def test_a_proposal_of_another_import_is_gone(staged, stage, world):
    other = stage().proposals.first()
    with pytest.raises(ProposalGone):
        actions.decide_proposals(staged, [other.pk], Decision.DROPPED, actor=world.office, now=NOW)


ACTS = {
    "edit": lambda staged, one, **by: actions.edit_proposal(one, WORDING, **by),
    "add": lambda staged, one, **by: actions.add_proposal(staged, WORDING, **by),
    "decide": lambda staged, one, **by: actions.decide_proposals(staged, [one.pk], Decision.DROPPED, **by),
    "merge": lambda staged, one, **by: actions.merge_proposals(staged, [one.pk, one.pk + 1], **by),
    "split": lambda staged, one, **by: actions.split_proposal(one, ["甲", "乙"], **by),
    "targets": lambda staged, one, **by: actions.set_targets(staged, [one.pk], ["all"], **by),
    "match": lambda staged, one, **by: actions.match_unit(staged, "天文台", [], **by),
    "dismiss": lambda staged, one, **by: actions.dismiss_units(staged, ["天文台"], **by),
    "describe": lambda staged, one, **by: actions.describe_import(staged, title="计划", year=2026, **by),
    "fallback": lambda staged, one, **by: actions.choose_fallback(staged, ["all"], **by),
    "discard": lambda staged, one, **by: actions.discard_import(staged, **by),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["secretary", "member", "leader", "inspector", "stranger"])
def test_nobody_else_works_on_an_import(staged, proposals, world, act, who):
    before = Entry.objects.count()
    with pytest.raises(Hidden):
        ACTS[act](staged, proposals[0], actor=getattr(world, who), now=NOW)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("act", ACTS)
def test_every_act_leaves_a_line_in_the_journal(staged, proposals, world, act):
    before = Entry.objects.count()
    ACTS[act](staged, proposals[0], actor=world.office2, now=NOW)
    assert Entry.objects.count() == before + 1
    assert Entry.objects.latest("number").actor == world.office2


@pytest.mark.parametrize("act", ACTS)
def test_a_closed_import_is_not_worked_on(staged, proposals, world, act):
    actions.discard_import(staged, actor=world.office, now=NOW)
    with pytest.raises(AlreadyClosed):
        ACTS[act](staged, proposals[0], actor=world.office, now=NOW)


def test_a_proposal_is_hidden_from_those_who_may_not_import(proposals, world):
    assert proposal_for(world.office, proposals[0].pk) == proposals[0]
    with pytest.raises(Hidden):
        proposal_for(world.leader, proposals[0].pk)
