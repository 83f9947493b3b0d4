"""A report written again: what changed is told, what people wrote and moved stays, and the writing can be undone."""

from datetime import date

import pytest

from tests.judged import NOW, House
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.models import Closing
from zhibu.domain.reports.actions import (
    add_block,
    draft_bulletin,
    draft_report,
    drop_block,
    edit_block,
    issue_report,
    move_block,
    redraft,
    undo_redraft,
)
from zhibu.domain.reports.errors import NothingBeside, NothingToUndo
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import changes_of
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")
UNMET = "主题党日按月开展未达标数"


def closed(house: House) -> Closing:
    return close_period(house.root, Q3, actor=house.office, now=NOW, reason="补录")


@pytest.fixture
def bulletin(house: House) -> Report:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    return draft_bulletin(closed(house), actor=house.office, now=NOW)


def put_right(house: House) -> None:
    """The missing month comes in, and a second branch falls short."""
    house.hold(house.branches[0], "theme_day", date(2026, 9, 9))
    house.hold(house.branches[1], "theme_day", date(2026, 9, 9))
    closed(house)


def ids(report: Report) -> list[str]:
    return [one["id"] for one in report.blocks]


def row(report: Report, block: str) -> dict[str, object]:
    return next(one for one in report.blocks if one["id"] == block)


def test_what_changed_is_told_figure_by_figure_and_sentence_by_sentence(
    house: House, bulletin: Report
) -> None:
    assert changes_of(bulletin) is None
    put_right(house)
    again = redraft(bulletin, actor=house.office, now=NOW)
    found = changes_of(again)
    changed = {one.name: (one.before, one.now) for one in found.changed}
    assert changed["本季度纪实数"] == ("2", "4")
    assert "未达标的是第2支部" in "".join(one.words for one in found.new)
    assert "未达标的是第1支部" in "".join(one.words for one in found.left_out)
    assert "problem-theme_day" in found.blocks
    assert not changes_of(redraft(again, actor=house.office, now=NOW))


def test_words_that_facts_overtook_are_named_and_a_figure_they_use_keeps_its_source(
    house: House, bulletin: Report
) -> None:
    digest = bulletin.closing.digest
    edit_block(bulletin, "problem-theme_day", f"有【{UNMET}】个没做到。", actor=house.office, now=NOW)
    house.hold(house.branches[0], "theme_day", date(2026, 9, 9))
    closed(house)
    again = redraft(bulletin, actor=house.office, now=NOW)
    assert row(again, "problem-theme_day")["text"] == f"有【{UNMET}】个没做到。"
    assert again.figures[UNMET]["value"] == "1"
    assert again.figures[UNMET]["digest"] == digest[:12]
    assert again.closing.digest != digest


def test_an_edited_paragraph_that_is_composed_otherwise_is_named(house: House, bulletin: Report) -> None:
    edit_block(bulletin, "problem-theme_day", "有一个支部没做到。", actor=house.office, now=NOW)
    put_right(house)
    again = redraft(bulletin, actor=house.office, now=NOW)
    assert [one["text"] for one in changes_of(again).overtaken] == ["有一个支部没做到。"]


def test_undo_puts_figures_and_closing_back_and_keeps_what_people_wrote_since(
    house: House, bulletin: Report
) -> None:
    before, closing = ids(bulletin), bulletin.closing
    drop_block(bulletin, "next-silent", actor=house.office, now=NOW)
    put_right(house)
    again = redraft(bulletin, actor=house.office, now=NOW)
    edit_block(again, "basics-results", "另行说明。", actor=house.office, now=NOW)
    back = undo_redraft(again, actor=house.office, now=NOW)
    assert (ids(back), back.closing, back.figures["本季度纪实数"]["value"]) == (before, closing, "2")
    assert row(back, "basics-results")["text"] == "另行说明。"
    assert row(back, "next-silent")["dropped"]
    with pytest.raises(NothingToUndo):
        undo_redraft(back, actor=house.office, now=NOW)


def test_an_issued_bulletin_stays_and_its_correction_takes_over_what_people_wrote(
    house: House, bulletin: Report
) -> None:
    bulletin = add_block(bulletin, "basics-census", "另有流动党员两名。", actor=house.office, now=NOW)
    issue_report(bulletin, actor=house.office, now=NOW)
    put_right(house)
    correction = draft_bulletin(Closing.objects.get(number=2), actor=house.office, now=NOW)
    assert correction.pk != bulletin.pk
    assert correction.blocks[2]["text"] == "另有流动党员两名。"
    assert changes_of(correction).changed
    with pytest.raises(NothingToUndo):
        undo_redraft(correction, actor=house.office, now=NOW)


def test_a_section_moves_with_all_below_it_and_stays_there(house: House, bulletin: Report) -> None:
    moved = move_block(bulletin, "mended", up=True, actor=house.office, now=NOW)
    order = ids(moved)
    assert order.index("mended") == order.index("problems") - 2
    assert order[order.index("mended") + 1] == "mended-none"
    assert ids(redraft(moved, actor=house.office, now=NOW)) == order
    back = move_block(moved, "mended", up=False, actor=house.office, now=NOW)
    assert ids(redraft(back, actor=house.office, now=NOW)) == ids(bulletin)


def test_a_paragraph_moves_by_one_and_stays_there(house: House, bulletin: Report) -> None:
    moved = move_block(bulletin, "basics-results", up=True, actor=house.office, now=NOW)
    assert ids(moved)[1:4] == ["basics-census", "basics-results", "basics-coverage"]
    assert ids(redraft(moved, actor=house.office, now=NOW)) == ids(moved)


def test_nothing_moves_out_of_the_report_or_out_of_its_section(house: House, bulletin: Report) -> None:
    for block, up in (("basics", True), ("problems-common", True), ("next", False)):
        with pytest.raises(NothingBeside):
            move_block(bulletin, block, up=up, actor=house.office, now=NOW)


def test_words_over_a_paragraph_that_is_no_longer_composed_stay_where_they_stood(house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8))
    house.hold(house.branches[0], "training", date(2026, 7, 8))
    closed(house)
    report = draft_report("work", house.root, Q3, actor=house.office, now=NOW)
    report = edit_block(report, "life", "党日开展正常。", actor=house.office, now=NOW)
    before = ids(report)
    house.branches[0].activities.filter(kind="theme_day").delete()
    closed(house)
    again = redraft(report, actor=house.office, now=NOW)
    assert ids(again)[before.index("life")] == "life"
    assert row(again, "life")["text"] == "党日开展正常。"
