"""Shares are held against their part and their whole, each with its rows; without a whole there is none."""

from datetime import date, datetime

import pytest

from tests.domain.checking.test_drafts import checked
from tests.judged import CHINA, House
from zhibu.domain.activities.models import Attendance
from zhibu.domain.checking.payloads import with_records
from zhibu.domain.checking.queries import behind, measures
from zhibu.domain.checking.queries.verifying import CheckedFigure
from zhibu.domain.tasks.actions import FindingSpec, TaskSpec, issue_task, raise_findings
from zhibu.domain.tasks.models import Assignment
from zhibu.rules.periods import Period

ASKED = datetime(2026, 7, 6, 9, tzinfo=CHINA)
Q3 = Period.parse("2026Q3")


@pytest.fixture
def busy(house: House) -> House:
    """Four problems raised in the quarter, three put right; two tasks due in it, one of them done."""
    specs = [FindingSpec(f"问题{n}", f"整改{n}", "individual", [house.branches[n % 2]]) for n in range(4)]
    raise_findings(
        house.root, period="2026Q2", specs=specs, due_on=date(2026, 12, 1), snapshot="", actor=house.office, now=ASKED
    )  # fmt: skip
    _done(house, *Assignment.objects.order_by("pk").values_list("pk", flat=True)[:3])
    for number in range(2):
        task = TaskSpec(title=f"任务{number}", responsible=[house.branches[0]], due_on=date(2026, 8, 31))
        issued = issue_task(house.root, task, actor=house.office, now=ASKED)
        if not number:
            _done(house, issued.assignments.get().pk)
    return house


def _done(house: House, *keys: int) -> None:
    when = datetime(2026, 8, 10, 9, tzinfo=CHINA)
    Assignment.objects.filter(pk__in=keys).update(
        state="done", submitted_at=when, submitted_by=house.secretary, checked_at=when, checked_by=house.office
    )  # fmt: skip


def told(house: House, text: str, period: str = "2026Q3") -> CheckedFigure:
    (found,) = checked(house, "厅直属机关党委", period, text).figures
    return found


@pytest.mark.parametrize(
    ("text", "verdict", "measure"),
    [
        ("督查问题整改率75%。", "confirmed", "share/findings_closed"),
        ("督查问题整改率达到95%。", "contradicted", "share/findings_closed"),
        ("问题累计整改率75%。", "confirmed", "share/findings_ever"),
        ("各项任务完成率50%。", "confirmed", "share/assignments_done"),
        ("重点任务办结率98.5%。", "contradicted", "share/assignments_done"),
        ("信访事项办结率98.5%。", "no_record", ""),
        ("三会一课计划完成率98.6%。", "no_record", ""),
        ("任务按时完成率100%。", "no_record", ""),
        ("参学率97.5%。", "no_record", ""),
        ("两新组织党的组织覆盖率99%。", "no_record", ""),
    ],
)
def test_a_share_is_held_against_its_own_part_and_whole(
    busy: House, text: str, verdict: str, measure: str
) -> None:
    one = told(busy, text)
    assert (one.judgement.verdict.value, one.meant.measure.id if one.meant.measure else "") == (
        verdict,
        measure,
    )


def test_the_rows_behind_both_parts_are_given(busy: House) -> None:
    found = checked(busy, "厅直属机关党委", "2026Q3", "督查问题整改率90%。", with_records=True)
    (figure,) = with_records(found)["figures"]
    assert figure["reason"] == "记录是75%，3／4"
    part, whole = figure["parts"]
    assert (part["title"], part["value"], len(part["ids"])) == ("期内下发、已销号的问题", "3", 3)
    assert (whole["title"], whole["value"], len(whole["ids"])) == ("期内下发的问题", "4", 4)
    assert set(part["ids"]) < set(whole["ids"])
    shown = behind(busy.office, busy.root, Q3, busy.root.pk, Q3, measures()["share/findings_closed"])
    assert [one.total for one in shown] == [3, 4]


@pytest.mark.parametrize("text", ["督查问题整改率75%。", "各项任务完成率50%。", "培训到会率90%。"])
def test_without_a_whole_there_is_no_share(house: House, text: str) -> None:
    one = told(house, text)
    assert one.judgement.verdict.value == "no_record" and one.recorded is None
    assert one.judgement.reason == "系统里没有这个比例的分母，算不出来"


def test_a_share_that_silent_branches_may_still_change_is_not_called_wrong(house: House) -> None:
    absent = Attendance.objects.filter(activity__organisation=house.branches[1], activity__kind="theme_day")
    absent.filter(pk=absent.first().pk).update(status="absent")
    assert told(house, "主题党日到会率80%。").judgement.verdict.value == "cannot_be_checked"
    text = "第1支部主题党日到会率80%。"
    assert told(house, text).judgement.verdict.value == "contradicted"


def test_members_reached_are_counted_once_each(house: House) -> None:
    one = told(house, "第1支部主题党日党员覆盖率88.9%。")
    assert one.meant.measure.id == "coverage/theme_day"
    assert [part.value for part in one.parts] == [8, 9]
    assert one.judgement.verdict.value == "confirmed"


def test_a_cap_is_confirmed_by_whatever_is_below_it(house: House) -> None:
    for text, verdict in (
        ("第1支部开展主题党日不超过5次。", "confirmed"),
        ("第1支部开展主题党日不超过2次。", "contradicted"),
        ("第1支部开展主题党日少于3次。", "contradicted"),
        ("第1支部开展主题党日近30次。", "contradicted"),
    ):
        assert told(house, text).judgement.verdict.value == verdict, text
