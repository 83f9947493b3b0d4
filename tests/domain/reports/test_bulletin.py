"""The bulletin is written from the snapshot alone; every figure has its source; what people wrote is kept."""

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest

from tests.judged import NOW, House, make_house
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.activities.models import Activity, Attendance
from zhibu.domain.assessment import governing
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.assessment.models import Closing
from zhibu.domain.assessment.queries import snapshot_of
from zhibu.domain.journal.models import Entry
from zhibu.domain.reports.actions import (
    draft_bulletin,
    drop_block,
    edit_block,
    issue_report,
    restore_block,
)
from zhibu.domain.reports.composing.bulletin import compose_bulletin
from zhibu.domain.reports.composing.figures import Composed, pieces
from zhibu.domain.reports.composing.reading import read
from zhibu.domain.reports.errors import AlreadyIssued, EmptyText, NoSuchBlock, NoSuchFigure
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import paper_of, report_for
from zhibu.papers.official import write
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")


@pytest.fixture
def closing(house: House) -> Closing:
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    house.hold(house.branches[1], "theme_day", date(2026, 7, 8), date(2026, 8, 12), date(2026, 9, 9))
    return close_period(house.root, Q3, actor=house.office, now=NOW)


@pytest.fixture
def bulletin(house: House, closing: Closing) -> Report:
    return draft_bulletin(closing, actor=house.office, now=NOW)


def words(composed: Composed) -> str:
    return "\n".join(
        "".join(
            piece if isinstance(piece, str) else piece.shown for piece in pieces(block.text, composed.figures)
        )
        for block in composed.blocks
    )


def text_of(bulletin: Report, block: str) -> str:
    return next(one["text"] for one in bulletin.blocks if one["id"] == block)


def test_it_says_what_the_snapshot_says(closing: Closing) -> None:
    said = words(compose_bulletin(read(snapshot_of(closing))))
    assert "共有党支部3个、党小组2个，党员24名。本季度记录活动5次。" in said
    assert "0个支部确认本季度记录已报全。1个支部没有记录，也没有确认报全" in said
    assert "主题党日按月开展：适用3个党组织，未达标1个，另有1个暂无数据。未达标的是第1支部。" in said


def test_records_that_come_later_change_nothing_in_it(house: House, closing: Closing) -> None:
    before = compose_bulletin(read(snapshot_of(closing)))
    Attendance.objects.all().delete()
    Activity.objects.all().delete()
    assert compose_bulletin(read(snapshot_of(closing))) == before


def test_every_figure_in_it_has_a_source(closing: Closing) -> None:
    composed = compose_bulletin(read(snapshot_of(closing)))
    for block in composed.blocks:
        for name in re.findall("【([^】]+)】", block.text):
            assert composed.figures[name].what
        if block.kind == "paragraph":
            loose = re.sub(r"【[^】]+】|\d+月\d+日|第\d+(支部|小组)|\d+%以上", "", block.text)
            assert re.findall(r"\d+", loose) == []


def test_it_exhorts_nobody_and_places_nobody_above_another(closing: Closing) -> None:
    said = words(compose_bulletin(read(snapshot_of(closing))))
    assert re.findall("切实|务必|狠抓|高度重视|提高政治站位|！|第一名|名列|前三|倒数", said) == []


def test_a_branch_without_data_is_never_among_those_that_failed(closing: Closing) -> None:
    reading = read(snapshot_of(closing))
    assert [one.failing for one in reading.judged if one.indicator.id == "theme_day"] == [["第1支部"]]
    assert reading.silent == ["第3支部"]


def test_what_a_person_wrote_is_kept_when_it_is_made_again(house: House, bulletin: Report) -> None:
    edit_block(bulletin, "next-problems", "请于11月底前办结。", actor=house.office, now=NOW)
    drop_block(bulletin, "next-silent", actor=house.office, now=NOW)
    again = draft_bulletin(bulletin.closing, actor=house.office, now=NOW)
    assert again.pk == bulletin.pk
    assert text_of(again, "next-problems") == "请于11月底前办结。"
    assert next(one for one in again.blocks if one["id"] == "next-silent")["dropped"]
    restored = restore_block(again, "next-problems", actor=house.office, now=NOW)
    assert text_of(restored, "next-problems").startswith("未达标的党组织")


def test_an_edit_must_name_figures_that_exist_and_leave_words(house: House, bulletin: Report) -> None:
    with pytest.raises(NoSuchFigure, match="【党员总数】"):
        edit_block(bulletin, "basics-census", "共有【党员总数】名。", actor=house.office, now=NOW)
    with pytest.raises(EmptyText):
        edit_block(bulletin, "basics-census", " \n ", actor=house.office, now=NOW)
    with pytest.raises(NoSuchBlock):
        edit_block(bulletin, "no-such-block", "文字", actor=house.office, now=NOW)


def test_every_edit_leaves_the_words_before_in_the_journal(house: House, bulletin: Report) -> None:
    before = text_of(bulletin, "next-problems")
    edit_block(bulletin, "next-problems", "请于11月底前办结。", actor=house.office, now=NOW)
    assert Entry.objects.get(act="reports.edit_block").detail["before"] == before


def test_an_issued_bulletin_stands(house: House, bulletin: Report) -> None:
    issue_report(bulletin, actor=house.office, now=NOW)
    with pytest.raises(AlreadyIssued):
        edit_block(bulletin, "next-problems", "改一改。", actor=house.office, now=NOW)
    with pytest.raises(AlreadyIssued):
        draft_bulletin(bulletin.closing, actor=house.office, now=NOW)
    with pytest.raises(AlreadyIssued):
        issue_report(bulletin, actor=house.office, now=NOW)


def test_a_branch_reads_it_once_it_is_issued_and_never_edits_it(house: House, bulletin: Report) -> None:
    with pytest.raises(Hidden):
        report_for(house.secretary, bulletin.pk)
    issue_report(bulletin, actor=house.office, now=NOW)
    assert report_for(house.secretary, bulletin.pk) == bulletin
    member = house.grant(User.objects.create(username="member"), "member", house.branches[0])
    with pytest.raises(Hidden):
        report_for(member, bulletin.pk)


def test_a_leader_reads_the_draft_and_may_not_change_it(house: House, bulletin: Report) -> None:
    leader = house.grant(User.objects.create(username="leader"), "leader", house.root)
    assert report_for(leader, bulletin.pk) == bulletin
    with pytest.raises(Forbidden):
        edit_block(bulletin, "next-problems", "改一改。", actor=leader, now=NOW)


def test_the_paper_lists_the_source_of_every_figure_with_the_digest(house: House, bulletin: Report) -> None:
    written = write(paper_of(bulletin, dated=date(2026, 10, 12)))
    document = ZipFile(io.BytesIO(written)).read("word/document.xml").decode()
    plain = re.sub("<[^>]+>", "", document)
    assert "数据来源" in plain
    assert f"校验值{bulletin.closing.digest}" in plain
    rules = next(pack for pack in governing.installed() if pack.id == "branch-life")
    assert f"{rules.title} {rules.version}" in plain
    assert "2026年10月12日" in plain
    assert "【" not in plain


def test_an_empty_tree_still_gives_a_bulletin(db: None) -> None:
    house = make_house(branches=1, members=1)
    closing = close_period(house.root, Q3, actor=house.office, now=NOW)
    assert "此前没有下发过需要整改的问题。" in words(compose_bulletin(read(snapshot_of(closing))))
