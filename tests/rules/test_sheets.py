"""Every way of scoring that a score sheet in use has: each item type, cap, tier, note, sanction, and the unknown."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from textwrap import dedent, indent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.conftest import PACKS, WritePack
from zhibu.rules import packs
from zhibu.rules.model import Pack
from zhibu.rules.periods import Period
from zhibu.rules.sheets.given import Given, GivenError
from zhibu.rules.sheets.model import Input, Sheet
from zhibu.rules.sheets.score import Score, score
from zhibu.rules.values import Value

Q3 = Period.parse("2026Q3")
ScoreIt = Callable[..., Score]
HEAD = """\
sheet:
  title: 评分表
  subject: organisation
  kinds: [branch]
  period: quarter
  clause: rule/one
"""
SHIPPED = packs.load_all(PACKS)


def sheet_of(items: str, extra: str) -> str:
    """A sheet with one group of items, and other lines of the sheet."""
    group = "  groups:\n    - id: g\n      title: 组\n      items:\n"
    return HEAD + indent(dedent(extra), "  ") + group + indent(dedent(items), "        ")


@pytest.fixture
def scored(write_pack: WritePack) -> ScoreIt:
    """Scores a sheet written in short: extra lines of the sheet, its items, the number of lectures, statements."""

    def run(items: str, lectures: int | None = 1, extra: str = "", **given: Given) -> Score:
        pack = load(write_pack, sheet_of(items, extra))
        facts: dict[str, Value | None] = {"lectures": None if lectures is None else Fraction(lectures)}
        return score(pack.sheets["sheet"], pack, facts, given, Q3)

    return run


def load(write_pack: WritePack, sheet: str) -> Pack:
    """The small pack with this sheet, and a case that asks nothing of it."""
    case = "sheet:\n  - {case: 空, period: 2026Q3, facts: {}, total: unknown}\n"
    directory = write_pack({"sheets/sheet.yaml": sheet, "cases/sheet.yaml": case})
    problems = [issue for issue in packs.check(directory) if "用例" not in issue.message]
    assert problems == []
    if packs.check(directory):
        (directory / "cases/sheet.yaml").write_text(case.replace("unknown", "0"), encoding="utf-8")
    return packs.load(directory)


BASE = "- {id: a, title: 甲, type: base, points: 5, when: {at_least: [{fact: lectures}, 1]}}\n"
CONSTRAINT = (
    "- {id: a, title: 甲, type: constraint, points: 10, lines: [{count: {fact: lectures}, each: 3}]}\n"
)
FREE = "- {id: a, title: 甲, type: constraint, points: 10, lines: [{count: {fact: lectures}, each: 3, free: 2}]}\n"
NO_FLOOR = CONSTRAINT.replace("points: 10", "points: 10, least: none")
INCENTIVE = "- {id: a, title: 甲, type: incentive, most: 5, lines: [{count: {fact: lectures}, each: 2}]}\n"
RATIO = "- {id: a, title: 甲, type: ratio, points: 9, ratio: {divide: [{fact: lectures}, 4]}}\n"
TIERS = """\
- id: a
  title: 甲
  type: thresholds
  value: {fact: lectures}
  steps: [{at_least: 1, points: 2}, {at_least: 5, points: 8}, {at_least: 3, points: 4}]
"""
PER = "- {id: a, title: 甲, type: per_occurrence, lines: [{count: {fact: lectures}, each: -2}]}\n"
WEIGHTED = BASE.replace("points: 5", "points: 5, weight: 0.4")
ZEROED = INCENTIVE.replace(
    "most: 5", "most: 5, zero_when: {when: {at_least: [{fact: lectures}, 3]}, because: 清零}"
)
NOTED = BASE.replace(
    "points: 5", "points: 5, notes: [{when: {at_least: [{fact: lectures}, 2]}, points: 1, text: 减为一分}]"
)


@pytest.mark.parametrize(
    ("item", "lectures", "points"),
    [
        (BASE, 1, 5),
        (BASE, 0, 0),
        (CONSTRAINT, 2, 4),
        (CONSTRAINT, 9, 0),
        (FREE, 2, 10),
        (FREE, 3, 7),
        (NO_FLOOR, 9, -17),
        (INCENTIVE, 2, 4),
        (INCENTIVE, 9, 5),
        (RATIO, 1, "9/4"),
        (RATIO, 8, 9),
        (TIERS, 0, 0),
        (TIERS, 4, 4),
        (TIERS, 7, 8),
        (PER, 3, -6),
        (WEIGHTED, 1, 2),
        (ZEROED, 2, 4),
        (ZEROED, 3, 0),
        (NOTED, 1, 5),
        (NOTED, 2, 1),
    ],
)
def test_an_item_gives_its_points(scored: ScoreIt, item: str, lectures: int, points: int | str) -> None:
    assert scored(item, lectures).items[0].points == Fraction(points)


@pytest.mark.parametrize("item", [BASE, CONSTRAINT, INCENTIVE, RATIO, TIERS, PER, ZEROED, NOTED])
def test_an_item_whose_fact_is_unknown_is_unknown_and_so_is_the_total(scored: ScoreIt, item: str) -> None:
    found = scored(item, None)
    assert (found.items[0].points, found.items[0].verdict, found.total) == (None, "unknown", None)


@pytest.mark.parametrize(
    ("item", "lectures", "verdict"),
    [
        (INCENTIVE, 0, "not_met"),
        (INCENTIVE, 1, "met"),
        (CONSTRAINT, 0, "met"),
        (CONSTRAINT, 1, "not_met"),
        (PER, 0, "met"),
        (PER, 1, "not_met"),
        (BASE, 1, "met"),
        (BASE, 0, "not_met"),
    ],
)
def test_the_verdict_on_an_item_says_whether_its_points_were_had(
    scored: ScoreIt, item: str, lectures: int, verdict: str
) -> None:
    assert scored(item, lectures).items[0].verdict == verdict


APPLIES = "applies: [{when: {at_least: [{fact: lectures}, 1]}, otherwise: 没有党课}], "


@pytest.mark.parametrize(("how", "total"), [("full", 15), ("zero", 10), ("scaled", 15)])
def test_an_item_that_does_not_apply_counts_as_the_sheet_says(scored: ScoreIt, how: str, total: int) -> None:
    items = f"- {{id: a, title: 甲, type: base, points: 5, {APPLIES}if_not_applicable: {how}, when: true}}\n"
    items += "- {id: b, title: 乙, type: base, points: 10, when: true}\n"
    found = scored(items, 0)
    assert (found.total, found.items[0].verdict, found.items[0].trace.note) == (
        total,
        "not_applicable",
        "没有党课",
    )


def test_a_cap_shared_by_items_takes_from_the_later_one(scored: ScoreIt) -> None:
    items = BASE + BASE.replace("id: a", "id: b")
    found = scored(items, 1, "caps: [{title: 合计, items: [a, b], most: 7}]\n")
    assert [item.points for item in found.items] == [5, 2]
    assert found.total == 7


def test_of_a_group_the_highest_item_may_count(scored: ScoreIt, write_pack: WritePack) -> None:
    items = indent(BASE + BASE.replace("id: a", "id: b").replace("points: 5", "points: 8"), "        ")
    sheet = f"{HEAD}  groups:\n    - id: g\n      title: 组\n      counts: highest\n      items:\n{items}"
    pack = load(write_pack, sheet)
    assert score(pack.sheets["sheet"], pack, {"lectures": Fraction(1)}, {}, Q3).total == 8


BANDS = "bands: [{title: 好, at_least: 4}, {title: 一般, at_least: 2}, {title: 差}]\n"
SANCTION = "sanctions: [{id: v, title: 降等, when: {at_least: [{fact: lectures}, 2]}, bands: %s}]\n"


@pytest.mark.parametrize(
    ("bands", "lectures", "band"), [("1", 1, "好"), ("1", 2, "一般"), ("lowest", 2, "差"), ("1", 0, "差")]
)
def test_a_sanction_drops_the_band_and_a_veto_drops_it_to_the_last(
    scored: ScoreIt, bands: str, lectures: int, band: str
) -> None:
    assert scored(BASE, lectures, BANDS + SANCTION % bands).band == band


def test_a_sanction_may_cap_the_total(scored: ScoreIt) -> None:
    capped = SANCTION.replace("bands: %s", "bands: 0, total_at_most: 3")
    assert scored(BASE, 2, BANDS + capped).total == 3


INPUTS = "inputs: {note: {title: 评分, least: 0, most: 5, reason: true}}\n"
MANUAL = "- {id: a, title: 甲, type: manual, given: note}\n"


@pytest.mark.parametrize(
    ("given", "points", "note"),
    [
        (Given(Fraction(3), evidence=("材料",), reason="好"), 3, "材料；好"),
        (Given(Fraction(3), reason="好"), None, "尚未写明佐证材料"),
        (Given(Fraction(3), evidence=("材料",)), None, "尚未写明理由"),
        (Given(), None, "尚未填报"),
    ],
)
def test_points_given_by_hand_need_evidence_and_a_reason(
    scored: ScoreIt, given: Given, points: int | None, note: str
) -> None:
    found = scored(MANUAL, 1, INPUTS, note=given).items[0]
    assert found.points == points
    assert note in [step.note for step in found.trace.walk()]


def test_points_given_by_hand_outside_their_range_are_refused(scored: ScoreIt) -> None:
    with pytest.raises(GivenError, match="“评分”填的是6，应在0到5之间"):
        scored(MANUAL, 1, INPUTS, note=Given(Fraction(6), evidence=("材料",), reason="好"))


def test_a_number_where_yes_or_no_is_asked_is_refused(scored: ScoreIt) -> None:
    item = "- {id: a, title: 甲, type: base, points: 5, when: {given: note}}\n"
    asked = "inputs: {note: {title: 是否合格, yes_no: true, evidence: false}}\n"
    assert scored(item, 1, asked, note=Given(True)).items[0].points == 5
    with pytest.raises(GivenError, match="“是否合格”要填是或否（true 或 false），请改正。"):
        scored(item, 1, asked, note=Given(Fraction(1)))


PANEL = """\
inputs:
  note:
    title: 测评
    panel: {grades: {好: 10, 差: 0}, raters: {superior: 0.6, members: 0.4}}
"""
PANEL_ITEM = "- {id: a, title: 甲, type: panel, given: note}\n"


def ballots(**raters: dict[str, int]) -> Given:
    grades = {
        rater: {grade: Fraction(number) for grade, number in counts.items()}
        for rater, counts in raters.items()
    }
    return Given(grades=grades)


def test_a_panel_gives_the_weighted_mean_of_its_rater_groups(scored: ScoreIt) -> None:
    given = ballots(superior={"好": 1}, members={"好": 1, "差": 3})
    assert scored(PANEL_ITEM, 1, PANEL, note=given).items[0].points == 7


def test_a_panel_is_unknown_until_every_rater_group_has_voted(scored: ScoreIt) -> None:
    assert scored(PANEL_ITEM, 1, PANEL, note=ballots(superior={"好": 1})).total is None


def test_a_grade_that_nobody_gave_may_stand_with_zero_ballots(scored: ScoreIt) -> None:
    given = ballots(superior={"好": 1, "差": 0}, members={"好": 1})
    assert scored(PANEL_ITEM, 1, PANEL, note=given).items[0].points == 10


def test_a_case_of_a_sheet_says_what_it_expects(write_pack: WritePack) -> None:
    case = "sheet:\n  - {case: 空, period: 2026Q3, facts: {}}\n"
    found = packs.check(write_pack({"sheets/sheet.yaml": sheet_of(BASE, ""), "cases/sheet.yaml": case}))
    assert [issue.message for issue in found] == ["评分表的用例要写 total（总分）或 band（等次）。"]


def test_a_ballot_for_no_grade_is_refused(scored: ScoreIt) -> None:
    with pytest.raises(GivenError, match="没有等次“优”，可以写的有：好、差"):
        scored(PANEL_ITEM, 1, PANEL, note=ballots(superior={"优": 1}))


def shipped_and_in_use() -> dict[str, Pack]:
    """The shipped packs, and the sheets that others use."""
    with TemporaryDirectory() as place:
        copytree(PACKS, Path(place) / "packs")
        copytree(Path(__file__).parent / "sheets_in_use", Path(place) / "packs" / "sheets_in_use")
        return packs.load_all(Path(place) / "packs")


SHEETS = [(pack, sheet) for pack in shipped_and_in_use().values() for sheet in pack.sheets.values()]


def stated(of: Input) -> st.SearchStrategy[Given]:
    """Anything that may be stated for an input, within its bounds."""
    if of.panel is not None:
        votes = st.dictionaries(st.sampled_from(sorted(of.panel.grades)), st.integers(0, 9).map(Fraction))
        return st.fixed_dictionaries(dict.fromkeys(of.panel.raters, votes)).map(
            lambda cast: Given(grades=cast)
        )
    most = 9 if of.most is None else int(of.most)
    least = 0 if of.least is None else int(of.least)
    value: st.SearchStrategy[Any] = (
        st.booleans() if of.kind == "boolean" else st.integers(least, most).map(Fraction)
    )
    return value.map(lambda one: Given(one, evidence=("材料",), reason="好"))


DRAWN: dict[str, st.SearchStrategy[Any]] = {
    "number": st.none() | st.integers(0, 400).map(Fraction),
    "boolean": st.none() | st.booleans(),
    "date": st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    "text": st.none() | st.sampled_from(["branch", "organ", "enterprise"]),
}


@pytest.mark.parametrize(("pack", "sheet"), SHEETS, ids=[sheet.id for _, sheet in SHEETS])
@settings(max_examples=40)
@given(data=st.data())
def test_a_sheet_stays_within_its_bounds(pack: Pack, sheet: Sheet, data: st.DataObject) -> None:
    facts = {id_: data.draw(DRAWN[fact.kind]) for id_, fact in pack.facts.items()}
    given_ = {name: data.draw(stated(found)) for name, found in sheet.inputs.items()}
    period = Period.containing(date(2026, 9, 30), sheet.period)
    found = score(sheet, pack, facts, given_, period)
    for one in found.items:
        if one.points is not None and not one.item.notes:
            assert one.item.most is None or one.points <= one.item.most * one.item.weight
            assert one.item.least is None or one.points >= one.item.least * one.item.weight
    if found.total is not None:
        assert sheet.least is None or found.total >= sheet.least
        assert sheet.most is None or found.total <= sheet.most
        assert found.band in {None, *(band.title for band in sheet.bands)}


def test_the_trace_of_an_item_carries_its_clause(scored: ScoreIt) -> None:
    assert scored(BASE, 1).as_json()["items"][0]["trace"]["clause"] == "《办法》第一条"


WRONG = {
    "no such input": (MANUAL, "", "inputs 里没有“note”。"),
    "same name twice": (BASE + BASE, "", "名称“a”在这张表里用了两次"),
    "cap of no item": (BASE, "caps: [{title: 合计, items: [a, z], most: 7}]\n", "没有评分项“z”"),
    "half a step down": (BASE, BANDS + SANCTION % "0.5", "bands 要写降几等（整数），或者写 lowest。"),
    "steps up": (BASE, BANDS + SANCTION % "-1", "bands 要写降几等（整数），或者写 lowest。"),
    "yes or no as points": (MANUAL, INPUTS.replace("reason", "yes_no"), "“评分”是是否题，不能直接当分数。"),
    "last band with a bound": (BASE, "bands: [{title: 好, at_least: 4}]\n", "最后一个等次不写 at_least"),
    "weights that do not add up": (PANEL_ITEM, PANEL.replace("0.4", "0.5"), "各类评议人的权重合计要等于1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_sheet_that_cannot_be_is_refused(write_pack: WritePack, name: str) -> None:
    items, extra, message = WRONG[name]
    sheet = sheet_of(items, extra)
    found = packs.check(write_pack({"sheets/sheet.yaml": sheet}))
    assert any(message in issue.message for issue in found), found


def test_a_cap_over_several_of_which_the_highest_counts_is_refused(write_pack: WritePack) -> None:
    item = "- {id: %s, title: 表彰, type: base, points: 4, when: true}\n"
    items = item % "a" + item % "b"
    sheet = sheet_of(items, "caps: [{title: 加分, items: [a, b], most: 5}]\n")
    found = packs.check(
        write_pack({"sheets/sheet.yaml": sheet.replace("title: 组", "title: 组\n      counts: highest")})
    )
    assert any("“加分”里有几项同在一个只计最高的组" in issue.message for issue in found), found
