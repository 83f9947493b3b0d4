"""What a branch sees at once: what it owes, where a record counts, and how it stands by its own records."""

from datetime import date

from tests.facts.strategies import pack_of
from tests.judged import NOW, House
from zhibu.domain.activities.models import Activity, Evidence
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.governing import installed
from zhibu.domain.assessment.live import source, values
from zhibu.domain.assessment.queries import live_results, owed, uses
from zhibu.domain.organisations.models import Organisation, Term
from zhibu.domain.tasks.actions import TaskSpec, issue_task
from zhibu.rules.facts import Fact, Measure
from zhibu.rules.periods import Period

TODAY = date(2026, 10, 12)
Q3 = Period.parse("2026Q3")


def standing(organisation: Organisation, kind: str, period: str, on: date = TODAY) -> str | None:
    found = {(one.activity_kind, str(one.period)): one.state for one in owed(organisation, on=on)}
    return found.get((kind, period))


def test_a_duty_is_open_until_the_record_is_there(house: House) -> None:
    branch = house.branches[0]
    assert standing(branch, "theme_day", "2026-10") == "open"
    house.hold(branch, "theme_day", date(2026, 10, 9))
    assert standing(branch, "theme_day", "2026-10") == "done"


def test_a_missed_duty_is_overdue_only_where_something_else_was_recorded(house: House) -> None:
    branch = house.branches[0]
    assert standing(branch, "theme_day", "2026-09") == "unknown"
    house.hold(branch, "party_lecture", date(2026, 9, 9))
    assert standing(branch, "theme_day", "2026-09") == "overdue"
    house.hold(branch, "theme_day", date(2026, 9, 16))
    assert standing(branch, "theme_day", "2026-09") is None


def test_a_branch_without_committee_owes_no_committee_meeting(house: House) -> None:
    kinds = {one.activity_kind for one in owed(house.branches[1], on=TODAY)}
    assert "committee_meeting" not in kinds
    assert "theme_day" in kinds


def test_a_group_owes_group_meetings_and_nothing_else(house: House) -> None:
    assert {one.activity_kind for one in owed(house.group, on=TODAY)} == {"group_meeting"}


def test_a_branch_is_shown_what_its_groups_owe_until_their_records_are_there(house: House) -> None:
    def groups_owing() -> list[str]:
        found = owed(house.branches[0], on=TODAY, with_groups=True)
        now = [one for one in found if str(one.period) == "2026-10" and one.state == "open"]
        return [one.organisation.name for one in now if one.activity_kind == "group_meeting"]

    assert groups_owing() == ["第1小组", "第2小组"]
    house.hold(house.group, "group_meeting", date(2026, 10, 9))
    assert groups_owing() == ["第2小组"]
    assert all(one.organisation == house.branches[0] for one in owed(house.branches[0], on=TODAY))


def test_duties_come_with_their_clause_and_the_earliest_deadline_first(house: House) -> None:
    found = owed(house.branches[0], on=TODAY)
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    assert all(one.citation.text.startswith(("《", "单位")) for one in found)


def test_an_election_is_owed_from_six_months_before_the_term_runs_out_until_the_next_is_registered(
    house: House,
) -> None:
    branch = house.branches[0]
    assert "election" not in {one.activity_kind for one in owed(branch, on=TODAY)}
    Term.objects.create(organisation=branch, elected_on=date(2024, 3, 1), expires_on=date(2027, 2, 28))
    period = "2024-03-01~2027-02-28"
    assert standing(branch, "election", period, date(2026, 8, 27)) is None
    assert standing(branch, "election", period, date(2026, 8, 28)) == "open"
    assert standing(branch, "election", period, date(2027, 3, 1)) == "overdue"
    Term.objects.create(organisation=branch, elected_on=date(2027, 3, 2), expires_on=date(2030, 3, 1))
    assert "election" not in {one.activity_kind for one in owed(branch, on=date(2027, 3, 2))}


def test_a_branch_without_committee_and_one_whose_term_cannot_be_owe_no_election(house: House) -> None:
    for branch, expires_on in (
        (house.branches[1], date(2026, 12, 31)),
        (house.branches[0], date(2099, 1, 1)),
    ):
        Term.objects.create(organisation=branch, elected_on=date(2024, 3, 1), expires_on=expires_on)
        assert "election" not in {one.activity_kind for one in owed(branch, on=TODAY)}


def test_what_is_owed_is_asked_in_few_queries(house: House, django_assert_max_num_queries) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 10, 9))
    with django_assert_max_num_queries(6):
        owed(house.branches[0], on=TODAY, with_groups=True)


def test_a_record_says_where_it_counts(house: House) -> None:
    branch = house.branches[0]
    [activity] = house.hold(branch, "theme_day", date(2026, 10, 9))
    task = issue_task(
        house.root, TaskSpec(title="开展专题学习", responsible=[branch]), actor=house.office, now=NOW
    )
    Evidence.objects.create(
        assignment=task.assignments.get(), activity=activity, added_by=house.secretary, added_at=NOW
    )
    found = {use.kind: use for use in uses(house.office, activity, on=TODAY)}
    assert found["duty"].detail == "第1支部，2026年10月，已开展1次，应1次"
    assert found["attendance"].detail == "到会8人，记入各人的参加情况"
    assert found["task"].label == "开展专题学习"
    assert found["indicator"].url is not None
    assert found["report"].detail == "季度结账时计入"


def test_a_record_of_a_group_counts_for_its_branch_too(house: House) -> None:
    [activity] = house.hold(house.group, "group_meeting", date(2026, 10, 9))
    labels = [use.detail for use in uses(house.office, activity, on=TODAY) if use.kind == "indicator"]
    assert any(text.startswith("第1支部，") for text in labels)
    assert any(text.startswith("第1小组，") for text in labels)


def test_a_withdrawn_record_serves_nothing(house: House) -> None:
    [activity] = house.hold(house.branches[0], "theme_day", date(2026, 10, 9))
    Activity.objects.filter(pk=activity.pk).update(withdrawn_at=NOW)
    assert uses(house.office, Activity.objects.get(pk=activity.pk), on=TODAY) == []


def test_a_record_written_after_the_closing_says_so(house: House) -> None:
    [early] = house.hold(house.branches[0], "theme_day", date(2026, 9, 9))
    closing = close_period(house.root, Q3, actor=house.office, now=NOW)
    [late] = house.hold(house.branches[0], "party_lecture", date(2026, 9, 10))
    Activity.objects.filter(pk=late.pk).update(recorded_at=closing.closed_at.replace(day=13))
    told = {
        pk: next(
            use.detail
            for use in uses(house.office, Activity.objects.get(pk=pk), on=TODAY)
            if use.kind == "report"
        )
        for pk in (early.pk, late.pk)
    }
    assert told == {early.pk: "已计入", late.pk: "结账以后才记录，再次结账时计入"}


def test_a_record_added_changes_the_live_result_at_once(house: House) -> None:
    branch = house.branches[0]
    house.hold(branch, "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    assert live(branch)["theme_day"] == "not_met"
    house.hold(branch, "theme_day", date(2026, 9, 9))
    assert live(branch)["theme_day"] == "met"


def test_live_results_and_the_closed_quarter_agree(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    house.hold(house.branches[1], "member_assembly", date(2026, 7, 8))
    house.hold(house.group, "group_meeting", date(2026, 8, 12))
    house.declare(house.branches[2], "2026Q3")
    closing = close_period(house.root, Q3, actor=house.office, now=NOW)
    for place in (*house.branches, house.group):
        closed = dict(closing.results.filter(organisation=place).values_list("indicator", "verdict"))
        assert closed
        assert {id_: live(place)[id_] for id_ in closed} == closed


def live(organisation: Organisation) -> dict[str, str]:
    return {one.indicator.id: one.verdict for one in live_results(organisation, Q3)}


def test_records_of_years_ago_are_not_read_again(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2024, 7, 8), date(2026, 7, 8))
    held = [fact for pack in installed() for fact in pack.facts.values() if fact.table == "activity"]
    found = source(house.branches[0], held, [Q3], until=Q3.end)
    assert isinstance(found, dict)
    assert found["activity"]["held_on"].to_pylist() == [date(2026, 7, 8)]


def test_of_a_committee_only_its_own_records_are_read_unless_a_fact_counts_what_is_below(
    house: House,
) -> None:
    house.hold(house.root, "study_session", date(2026, 7, 8))
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8))
    facts = [fact for pack in installed() for fact in pack.facts.values() if fact.subject == "organisation"]
    own = source(house.root, [fact for fact in facts if fact.over != "subtree"], [Q3], until=Q3.end)
    with_below = source(house.root, facts, [Q3], until=Q3.end)
    assert isinstance(own, dict)
    assert isinstance(with_below, dict)
    assert own["organisation"]["id"].to_pylist() == [house.root.pk]
    assert own["membership"].num_rows == 0
    assert with_below["membership"].num_rows == sum(len(people) for people in house.people.values())
    for found in (own, with_below):
        assert found["activity"]["kind"].to_pylist() == ["study_session"]


def test_a_fact_that_counts_what_lies_below_has_the_records_of_all_that_lies_below(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8))
    house.hold(house.group, "theme_day", date(2026, 7, 9))
    fact = Fact("below", "次数", "organisation", "activity", Measure("count"), over="subtree")
    for branch in house.branches:
        house.declare(branch, "2026Q3")
    rules = (pack_of([fact], {}),)
    for place, held in ((house.root, 2), (house.branches[0], 2), (house.group, 1)):
        records = source(place, [fact], [Q3], until=Q3.end)
        assert values(place, ["below"], rules, Q3, records) == {"below": held}
