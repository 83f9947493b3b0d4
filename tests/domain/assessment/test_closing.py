"""A closed quarter: the same records give the same bytes, and what is missing is unknown, never zero."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.judged import CHINA, NOW, House, add_branch
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.activities.models import Activity
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.errors import NotAQuarter, PeriodNotOver, ReasonMissing
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import snapshot_of
from zhibu.domain.journal.models import Entry
from zhibu.domain.organisations.models import Organisation
from zhibu.facts import snapshot
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")
MONTHLY = (date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))


def contents(directory: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def close(house: House, reason: str = "") -> Closing:
    return close_period(house.root, Q3, reason=reason, actor=house.office, now=NOW)


def verdict(closing: Closing, organisation: Organisation, indicator: str) -> str:
    return closing.results.get(organisation=organisation, indicator=indicator).verdict


def test_closing_twice_from_the_same_records_gives_the_same_bytes(house: House) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY)
    first, second = close(house), close(house, "复核")
    assert contents(snapshot_of(first)) == contents(snapshot_of(second))
    assert (first.digest, first.results_digest) == (second.digest, second.results_digest)
    assert (first.number, second.number) == (1, 2)


def test_what_happens_after_the_quarter_changes_nothing_in_it(house: House) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY)
    first = close(house)
    house.hold(house.branches[0], "theme_day", date(2026, 10, 10))
    assert close(house, "复核").digest == first.digest


def test_a_record_written_late_is_in_the_second_closing_only(house: House) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY[:2])
    first = close(house)
    house.hold(house.branches[0], "theme_day", MONTHLY[2])
    second = close(house, "第1支部补录9月主题党日")
    assert verdict(first, house.branches[0], "theme_day") == "not_met"
    assert verdict(second, house.branches[0], "theme_day") == "met"


def test_a_branch_without_records_is_unknown_until_it_declares_its_records_complete(house: House) -> None:
    assert verdict(close(house), house.branches[2], "theme_day") == "unknown"
    house.declare(house.branches[2], "2026Q3")
    assert verdict(close(house, "复核"), house.branches[2], "theme_day") == "not_met"


def test_a_branch_below_seven_full_members_owes_no_committee_meeting(house: House) -> None:
    house.hold(house.branches[1], "theme_day", *MONTHLY)
    assert verdict(close(house), house.branches[1], "committee_meeting") == "not_applicable"


def test_a_withdrawn_record_counts_nowhere(house: House) -> None:
    *_, last = house.hold(house.branches[0], "theme_day", *MONTHLY)
    Activity.objects.filter(pk=last.pk).update(withdrawn_at=NOW, withdrawn_reason="重复")
    assert verdict(close(house), house.branches[0], "theme_day") == "not_met"


def test_the_snapshot_holds_no_name_of_a_person(house: House) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY)
    written = b"".join(contents(snapshot_of(close(house))).values())
    assert all(person.name.encode() not in written for person in house.people[house.branches[0].pk])


def test_a_changed_byte_is_found(house: House) -> None:
    directory = snapshot_of(close(house))
    assert snapshot.verify(directory) == []
    with (directory / "membership.parquet").open("r+b") as stream:
        stream.seek(20)
        byte = stream.read(1)
        stream.seek(20)
        stream.write(bytes([byte[0] ^ 1]))
    assert snapshot.verify(directory) != []


def test_a_quarter_under_way_cannot_be_closed(house: House) -> None:
    with pytest.raises(PeriodNotOver, match="2026年12月31日"):
        close_period(house.root, Period.parse("2026Q4"), actor=house.office, now=NOW)


def test_the_first_day_after_the_quarter_is_early_enough(house: House) -> None:
    first = datetime(2026, 10, 1, 0, 30, tzinfo=CHINA)
    assert close_period(house.root, Q3, actor=house.office, now=first).pk


def test_a_month_is_not_closed(house: House) -> None:
    with pytest.raises(NotAQuarter):
        close_period(house.root, Period.parse("2026-09"), actor=house.office, now=NOW)


def test_closing_again_needs_a_reason(house: House) -> None:
    close(house)
    with pytest.raises(ReasonMissing):
        close(house, "  ")


def test_a_secretary_may_not_close(house: House) -> None:
    with pytest.raises(Forbidden):
        close_period(house.branches[0], Q3, actor=house.secretary, now=NOW)


def test_closing_leaves_a_row_in_the_journal_and_says_how_far_it_is(house: House) -> None:
    said: list[tuple[str, int]] = []
    closing = close_period(
        house.root,
        Q3,
        actor=house.office,
        now=NOW,
        progress=lambda step, percent: said.append((step, percent)),
    )
    entry = Entry.objects.get(act="assessment.close_period")
    assert (entry.subject_id, entry.detail["digest"]) == (closing.pk, closing.digest)
    assert [percent for _, percent in said] == sorted(percent for _, percent in said)
    assert said[-1] == ("结账完成", 100)


def test_closing_reads_each_table_once_whatever_the_size_of_the_tree(
    house: House, django_assert_max_num_queries
) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY)
    with django_assert_max_num_queries(40) as small:
        close(house)
    for number in range(20):
        extra = add_branch(house.root, f"新建支部{number}")
        house.hold(extra, "theme_day", *MONTHLY)
    with django_assert_max_num_queries(len(small.captured_queries)):
        close(house, "复核")


def test_a_part_of_the_tree_closes_to_the_same_verdicts_as_the_whole(house: House) -> None:
    house.hold(house.branches[0], "theme_day", *MONTHLY)
    house.hold(house.group, "group_meeting", MONTHLY[0])
    whole = close(house)
    part = close_period(house.branches[0], Q3, actor=house.office, now=NOW)
    assert set(part.results.values_list("organisation", "indicator", "verdict", "value")) == set(
        whole.results.filter(organisation__path__startswith=house.branches[0].path).values_list(
            "organisation", "indicator", "verdict", "value"
        )
    )
