"""前后对比 and 试算: changed rules on closed records, before anybody activates them."""

import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.assessment.actions import Said, close_period, state
from zhibu.domain.assessment.models import Score
from zhibu.domain.assessment.queries import Affected, Tryout, affected, tryout
from zhibu.domain.assessment.queries.shifts import SheetShifts
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given

Q3 = Period.parse("2026Q3")
MONTHLY = (date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))
PACKS = Path("packs").resolve()
SHEET = "branch-points/sheets/quarter.yaml"
FOUR_LECTURES = (
    "branch-life/parameters/meetings.yaml",
    "value: 1, clause: local-custom/BR-15",
    "value: 4, clause: local-custom/BR-15",
)

Edit = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """The packs with one text replaced in one file."""

    def edit(file: str, before: str, after: str) -> Path:
        place = tmp_path / f"packs{len(list(tmp_path.iterdir()))}"
        copytree(PACKS, place)
        text = (place / file).read_text(encoding="utf-8")
        assert before in text
        (place / file).write_text(text.replace(before, after), encoding="utf-8")
        return place

    return edit


@pytest.fixture
def closed(house: House) -> House:
    """A quarter in which the first branch has all, the second too little and the third no extra points stated."""
    full, poor, _ = house.branches
    for branch in house.branches:
        house.declare(branch, "2026Q3")
    for kind in ("member_assembly", "committee_meeting", "theme_day", "party_lecture", "joint_building"):
        house.hold(full, kind, *MONTHLY)
    house.hold(poor, "theme_day", MONTHLY[0])
    nothing = Given(Fraction(1), evidence=("材料",), reason="推广")
    said = [Said(branch, nothing) for branch in (full, poor)]
    state("branch_points", "innovation", Q3, said, actor=house.office, now=NOW)
    close_period(house.root, Q3, actor=house.office, now=NOW)
    return house


def compared(house: House, after: Path) -> Affected:
    return affected(house.office, house.root, PACKS, after)


def sheet_of(found: Affected, id_: str) -> SheetShifts:
    return next(one for one in found.sheets if one.sheet.id == id_)


def test_a_lower_bound_of_a_band_lifts_whoever_reaches_it_and_nobody_else(
    closed: House, edited: Edit
) -> None:
    found = sheet_of(
        compared(closed, edited(SHEET, "{title: 二档, at_least: 70}", "{title: 二档, at_least: 10}")),
        "branch_points",
    )
    assert [(one.organisation, one.kind) for one in found.shifts] == [(closed.branches[1], "up")]
    assert found.shifts[0].before.band == "三档" and found.shifts[0].after.band == "二档"
    assert found.counts == {"up": 1, "same": 1, "still_unknown": 1}


def test_fewer_points_of_an_item_are_counted_as_down_or_as_other_points(closed: House, edited: Edit) -> None:
    after = edited(
        SHEET,
        "title: 党课\n          type: base\n          points: 20",
        "title: 党课\n          type: base\n          points: 5",
    )
    found = sheet_of(compared(closed, after), "branch_points")
    by_place = {one.organisation: one for one in found.shifts}
    assert by_place[closed.branches[0]].kind == "down"
    assert [(one.title, one.before, one.after) for one in by_place[closed.branches[0]].items] == [
        ("党课", "20", "5")
    ]


def test_what_is_unknown_stays_unknown_and_is_never_zero(closed: House, edited: Edit) -> None:
    after = edited(
        SHEET,
        "{title: 走访慰问每次, count: {fact: visits}, each: 2, most: 6}",
        "{title: 走访慰问每次, count: 1, each: 2, most: 6}",
    )
    found = sheet_of(compared(closed, after), "branch_points")
    third = next(one for one in found.shifts if one.organisation == closed.branches[2])
    assert third.kind == "items"
    assert third.before.total is None and third.after.total is None


def test_nothing_is_tried_of_packs_that_do_not_differ(closed: House, edited: Edit) -> None:
    found = compared(closed, edited(SHEET, "", ""))
    assert (found.changes, found.sheets, found.judged) == ([], [], 0)


def test_a_change_below_reaches_the_sheets_that_rest_on_it_and_no_others(closed: House, edited: Edit) -> None:
    """branch-points asks an indicator of branch-life, so a number there moves its points; members have none of it."""
    found = compared(closed, edited(*FOUR_LECTURES))
    assert {one.sheet.id for one in found.sheets} == {"branch_points"}
    assert {"党员季度积分表", "支部标准化建设年度评分表"} <= set(found.alike)
    assert {change.indicator for change in found.changes} == {"党课按季开展"}


def test_words_alone_change_nothing_and_nothing_is_tried(closed: House, edited: Edit) -> None:
    found = compared(closed, edited("branch-life/pack.yaml", "title: ", "title: 新"))
    assert (found.changes, [one.sheet.id for one in found.sheets]) == ([], [])
    assert "党支部季度积分表" in found.alike


@pytest.mark.parametrize(
    "change",
    [
        FOUR_LECTURES,
        ("branch-life/facts/activities.yaml", "where: {kind: party_lecture}", "where: {kind: theme_day}"),
    ],
)
def test_what_is_left_out_because_it_computes_the_same_would_have_changed_nothing(
    closed: House, edited: Edit, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str, str]
) -> None:
    after = edited(*change)
    narrow = compared(closed, after)
    module = sys.modules[affected.__module__]
    monkeypatch.setattr(module, "narrowed", lambda rules, other: rules)
    whole = compared(closed, after)
    assert narrow.changes == whole.changes != []
    counts = {one.sheet.id: one.counts for one in whole.sheets}
    tried = {one.sheet.id: one.counts for one in narrow.sheets}
    assert tried and {id_: counts.pop(id_) for id_ in tried} == tried
    assert {kind for left_out in counts.values() for kind in left_out} <= {"same", "still_unknown"}


def test_each_step_is_told_before_it_is_taken(closed: House, edited: Edit) -> None:
    told: list[tuple[str, int]] = []
    after = edited(*FOUR_LECTURES)
    affected(closed.office, closed.root, PACKS, after, lambda step, percent: told.append((step, percent)))
    assert [percent for _, percent in told] == [0, 0, 25, 50, 75]
    assert told[1][0] == "第1步，共4步：按现行规则判定：6个组织"
    assert told[-1][0] == "第4步，共4步：按修改后的规则计算党支部季度积分表"


def test_a_yearly_sheet_is_tried_on_its_year_so_far_and_says_so(closed: House, edited: Edit) -> None:
    after = edited(
        "branch-standardisation/sheets/year.yaml",
        "points: 5\n          clause",
        "points: 4\n          clause",
    )
    found = sheet_of(compared(closed, after), "branch_standardisation")
    assert (str(found.period), found.whole) == ("2026", False)
    assert {one.kind for one in found.shifts} == {"items"}


def test_an_input_that_counts_otherwise_is_reckoned_anew_from_what_was_stated(
    closed: House, edited: Edit
) -> None:
    after = edited(SHEET, "least: 0, most: 5, reason: true", "least: 2, most: 5, reason: true")
    found = sheet_of(compared(closed, after), "branch_points")
    assert found.counts["unknown"] == 2


def test_a_new_and_a_removed_sheet_are_told_apart(closed: House, edited: Edit) -> None:
    found = compared(closed, edited(SHEET, "branch_points:\n", "own_points:\n"))
    assert sheet_of(found, "own_points").counts == {"new": 3}
    assert sheet_of(found, "branch_points").counts == {"gone": 3}


def tried(house: House, after: Path, number: int = 0) -> Tryout:
    return tryout(house.office, house.branches[number].pk, "branch-points", PACKS, after)


def test_a_try_out_shows_items_before_and_after_with_their_reckoning(closed: House, edited: Edit) -> None:
    after = edited(
        SHEET,
        "title: 党课\n          type: base\n          points: 20",
        "title: 党课\n          type: base\n          points: 5",
    )
    sheet = next(one for one in tried(closed, after).sheets if one.title == "党支部季度积分表")
    changed = [one for one in sheet.items if one.differs]
    assert [(one.title, one.before.score.points, one.after.score.points) for one in changed] == [
        ("党课", 20, 5)
    ]
    assert changed[0].after.reckoning.walk()
    assert sheet.after.score.total == sheet.before.score.total - 15
    assert Score.objects.get(organisation=closed.branches[0], sheet="branch_points").total == str(
        sheet.before.score.total
    )


def test_the_comparison_and_the_try_out_agree(closed: House, edited: Edit) -> None:
    after = edited(SHEET, "each: 3, most: 6", "each: 1, most: 6")
    whole = sheet_of(compared(closed, after), "branch_points")
    for number, branch in enumerate(closed.branches):
        one = next(
            found
            for found in tried(closed, after, number).sheets
            if found.after.score.sheet.id == "branch_points"
        )
        shift = next((found for found in whole.shifts if found.organisation == branch), None)
        assert any(item.differs for item in one.items) == (shift is not None)
        if shift is not None:
            assert shift.after.total == (
                None if one.after.score.total is None else str(one.after.score.total)
            )


def test_who_does_not_see_the_results_tries_nothing(closed: House, edited: Edit) -> None:
    with pytest.raises(Hidden):
        tryout(closed.secretary, closed.branches[1].pk, "branch-points", PACKS, PACKS)
