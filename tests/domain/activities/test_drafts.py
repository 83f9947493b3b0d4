"""Drafts of the record form: one person's, until the form is recorded."""

from uuid import uuid4

import pytest

from tests.domain.builders import record
from tests.world import NOW, World
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.activities.actions import discard_draft, record_activity, save_draft
from zhibu.domain.activities.models import Draft
from zhibu.domain.activities.queries import drafts_of
from zhibu.domain.journal.models import Entry


def typed(world: World, token, actor=None, **content) -> Draft | None:
    return save_draft(
        world.own, token=token, kind="theme_day", content=content, actor=actor or world.secretary, now=NOW
    )


def test_a_draft_keeps_what_was_typed_last(world: World) -> None:
    token = uuid4()
    typed(world, token, title="三月")
    typed(world, token, title="三月主题党日")
    assert [draft.content for draft in drafts_of(world.secretary, world.own)] == [{"title": "三月主题党日"}]


def test_a_draft_is_nobodys_record_and_leaves_no_journal_row(world: World) -> None:
    typed(world, uuid4())
    assert not Entry.objects.exists()


def test_recording_the_form_ends_its_draft(world: World) -> None:
    spec = record()
    typed(world, spec.token)
    record_activity(world.own, spec, actor=world.secretary, now=NOW)
    assert not drafts_of(world.secretary).exists()


def test_a_late_save_does_not_bring_a_recorded_form_back(world: World) -> None:
    spec = record()
    record_activity(world.own, spec, actor=world.secretary, now=NOW)
    assert typed(world, spec.token) is None
    assert not Draft.objects.exists()


def test_anothers_token_changes_nothing(world: World) -> None:
    token = uuid4()
    typed(world, token, title="书记写的")
    assert typed(world, token, world.office, title="别人写的") is None
    assert drafts_of(world.secretary).get().content == {"title": "书记写的"}
    assert not drafts_of(world.office).exists()


def test_only_the_author_discards_a_draft(world: World) -> None:
    draft = typed(world, uuid4())
    assert draft is not None
    discard_draft(draft, actor=world.office)
    assert drafts_of(world.secretary).exists()
    discard_draft(draft, actor=world.secretary)
    assert not drafts_of(world.secretary).exists()


def test_drafts_are_for_those_who_may_record_there(world: World) -> None:
    with pytest.raises(Forbidden):
        typed(world, uuid4(), world.member)
    with pytest.raises(Hidden):
        typed(world, uuid4(), world.secretary2)
