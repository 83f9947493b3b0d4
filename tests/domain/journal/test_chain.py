"""The journal is one chain: a row changed, removed, inserted or cut off is found and named."""

from datetime import timedelta

import pytest

from tests.world import NOW, World
from zhibu.domain.journal.actions import Line, write, write_many
from zhibu.domain.journal.models import Entry, Head
from zhibu.domain.journal.queries import entries_for, history, prove


@pytest.fixture
def five(world: World) -> list[Entry]:
    """Five rows about the own branch; the world itself leaves none."""
    return [
        write("test.act", world.own, place=world.own.path, actor=world.office, now=NOW, step=step)
        for step in range(5)
    ]


def test_an_untouched_chain_is_whole(five: list[Entry]) -> None:
    proof = prove()
    assert (proof.entries, proof.broken) == (5, None)


def test_an_empty_journal_is_whole(db: None) -> None:
    assert prove().broken is None


@pytest.mark.parametrize(
    "change",
    [
        {"act": "test.other"},
        {"actor_id": None},
        {"at": NOW + timedelta(seconds=1)},
        {"place": "ZZZZ"},
        {"subject_id": 999},
        {"detail": {"step": 99}},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_row_is_named(five: list[Entry], change: dict) -> None:
    Entry.objects.filter(number=3).update(**change)
    assert prove().broken == 3


def test_a_row_forged_with_a_fitting_hash_breaks_the_next_one(five: list[Entry]) -> None:
    forged = Entry.objects.get(number=3)
    Entry.objects.filter(number=3).delete()
    Head.objects.update(number=2, hash=forged.previous_hash)
    write("test.forged", actor=None, now=NOW)
    Head.objects.update(number=5, hash=five[-1].hash)
    assert prove().broken == 4


def test_a_removed_row_is_missed(five: list[Entry]) -> None:
    Entry.objects.filter(number=2).delete()
    proof = prove()
    assert proof.broken == 2
    assert "第2条缺失" in proof.reason


def test_a_cut_off_tail_is_missed(five: list[Entry]) -> None:
    Entry.objects.filter(number__gte=4).delete()
    proof = prove()
    assert proof.broken == 4
    assert "末尾" in proof.reason


def test_a_journal_emptied_with_its_head_left_is_missed(five: list[Entry]) -> None:
    Entry.objects.all().delete()
    assert prove().broken == 1


def test_rows_without_a_head_are_missed(five: list[Entry]) -> None:
    Head.objects.all().delete()
    assert prove().broken is not None


def test_many_rows_at_once_form_the_same_chain(world: World, django_assert_max_num_queries) -> None:
    lines = [Line("test.bulk", world.own, world.own.path, {"day": NOW.date()}) for _ in range(1200)]
    with django_assert_max_num_queries(30):
        write_many(lines, actor=world.office, now=NOW)
    assert prove().entries == 1200
    assert prove().broken is None


def test_a_bulk_line_keeps_its_own_author_and_time(world: World) -> None:
    earlier = NOW - timedelta(days=90)
    write_many([Line("test.bulk", world.own, actor=world.secretary, at=earlier)], actor=None, now=NOW)
    entry = Entry.objects.get()
    assert (entry.actor, entry.at) == (world.secretary, earlier)


def test_the_history_of_a_row_is_its_own_rows_oldest_first(world: World, five: list[Entry]) -> None:
    write("test.elsewhere", world.other, place=world.other.path, actor=None, now=NOW)
    assert [entry.number for entry in history(world.own)] == [1, 2, 3, 4, 5]


def test_only_an_auditor_reads_the_journal_of_a_subtree(world: World, five: list[Entry]) -> None:
    assert not entries_for(world.office).exists()
    assert not entries_for(world.secretary).exists()
