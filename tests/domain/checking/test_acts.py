"""A draft of one's own: checked, told what a figure means, corrected, undone, deleted; nobody else sees it."""

import io
from datetime import date

import pytest
from docx import Document as Word

from tests.domain.builders import last_entry
from tests.domain.checking.test_drafts import checked
from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User
from zhibu.domain.checking.actions import (
    check_again,
    check_draft,
    choose_measure,
    correct,
    drop_draft,
    undo,
)
from zhibu.domain.checking.errors import NoSuchMeasure, NothingToCheck, NothingToUndo, NotThere, Unreadable
from zhibu.domain.checking.models import CheckedDraft
from zhibu.domain.checking.queries import draft_for, drafts_of, paper_of
from zhibu.papers.official import Table
from zhibu.rules.periods import Period

Q3 = Period.parse("2026Q3")
WORDS = "第三季度总结\n三季度开展主题党日9次，党课1次。\n开展集中活动3次。\n"


@pytest.fixture
def draft(house: House) -> CheckedDraft:
    return check_draft(house.branches[0], Q3, "总结.txt", WORDS.encode(), actor=house.office, now=NOW)


def verdicts(draft: CheckedDraft) -> list[str]:
    return [one["verdict"] for one in draft.checked["figures"]]


def test_what_was_found_is_kept_with_the_draft_and_the_journal(draft: CheckedDraft) -> None:
    assert verdicts(draft) == ["contradicted", "confirmed", "no_record"]
    assert draft.checked["figures"][0]["recorded"] == "3"
    assert last_entry().act == "checking.check_draft"


def test_without_a_period_the_first_lines_tell_it(house: House) -> None:
    text = "2025年上半年工作总结\n开展党课1次。".encode()
    assert check_draft(house.root, None, "稿.txt", text, actor=house.office, now=NOW).period == "2025H1"


def test_a_correction_is_checked_at_once_and_can_be_taken_back(house: House, draft: CheckedDraft) -> None:
    first = draft.checked["figures"][0]
    better = correct(draft, first["start"], "9次", "3次", actor=house.office, now=NOW)
    assert verdicts(better)[0] == "confirmed" and "主题党日3次" in better.text
    before = undo(better, actor=house.office, now=NOW)
    assert before.text == draft.text and verdicts(before)[0] == "contradicted"
    with pytest.raises(NothingToUndo):
        undo(before, actor=house.office, now=NOW)


def test_words_that_moved_are_not_overwritten(house: House, draft: CheckedDraft) -> None:
    with pytest.raises(NotThere):
        correct(draft, 0, "9次", "3次", actor=house.office, now=NOW)
    assert draft_for(house.office, draft.pk).text == draft.text


def test_a_person_says_what_a_figure_means_and_that_outlives_a_correction(
    house: House, draft: CheckedDraft
) -> None:
    third = draft.checked["figures"][2]
    chosen = choose_measure(draft, third["key"], "times/theme_day", actor=house.office, now=NOW)
    assert verdicts(chosen)[2] == "confirmed"
    changed = correct(chosen, third["start"], "3次", "4次", actor=house.office, now=NOW)
    assert verdicts(changed)[2] == "contradicted"
    assert verdicts(choose_measure(changed, third["key"], "", actor=house.office, now=NOW))[2] == "no_record"
    with pytest.raises(NoSuchMeasure):
        choose_measure(changed, third["key"], "times/nothing", actor=house.office, now=NOW)


def test_a_record_made_later_counts_when_it_is_checked_again(house: House, draft: CheckedDraft) -> None:
    house.hold(house.branches[0], "party_lecture", date(2026, 9, 1))
    assert verdicts(check_again(draft, actor=house.office, now=NOW))[1] == "contradicted"


def test_nobody_else_sees_or_changes_a_draft(house: House, draft: CheckedDraft) -> None:
    other = house.grant(User.objects.create(username="office2"), "office", house.root)
    assert not drafts_of(other).exists()
    with pytest.raises(Hidden):
        draft_for(other, draft.pk)
    with pytest.raises(Hidden):
        correct(draft, 0, "第", "二", actor=other, now=NOW)
    with pytest.raises(Hidden):
        drop_draft(draft, actor=other, now=NOW)


def test_records_out_of_reach_are_not_counted_for_anyone(house: House) -> None:
    with pytest.raises(Hidden):
        check_draft(house.root, Q3, "总结.txt", WORDS.encode(), actor=house.secretary, now=NOW)


def test_a_draft_is_deleted_for_good(house: House, draft: CheckedDraft) -> None:
    drop_draft(draft, actor=house.office, now=NOW)
    assert not CheckedDraft.objects.exists()
    assert last_entry().act == "checking.drop_draft"


@pytest.mark.parametrize(
    ("content", "error"), [(b"  \n", NothingToCheck), (b"\x89PNG\r\n\x1a\n", Unreadable)]
)
def test_what_cannot_be_read_is_refused_and_not_kept(
    house: House, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        check_draft(house.root, Q3, "图.txt", content, actor=house.office, now=NOW)
    assert not CheckedDraft.objects.exists()


def test_queries_do_not_grow_with_the_text(house: House, django_assert_max_num_queries) -> None:
    lines = [
        f"第{n % 3 + 1}支部{m}月开展主题党日{n}次、党课{n}次，参加{n}人次。"
        for n in range(20)
        for m in (7, 8, 9)
    ]
    with django_assert_max_num_queries(12):
        found = checked(house, "厅直属机关党委", "2026Q3", "\n".join(lines))
    assert len(found.figures) == 180


def test_a_line_of_a_thousand_figures_is_read_once(house: House) -> None:
    found = checked(house, "厅直属机关党委", "2026Q3", "、".join(["开展主题党日3次"] * 1000))
    assert len(found.figures) == 1000


def test_tables_are_found_again_in_the_text_that_is_kept(house: House) -> None:
    written = Word()
    table = written.add_table(rows=3, cols=2)
    cells = [("支部", "主题党日（次）"), ("第1支部", "3"), ("第2支部", "5")]
    for row, words in zip(table.rows, cells, strict=True):
        row.cells[0].text, row.cells[1].text = words
    content = io.BytesIO()
    written.save(content)
    draft = check_draft(house.root, Q3, "表.docx", content.getvalue(), actor=house.office, now=NOW)
    assert draft.text == "支部\t主题党日（次）\n第1支部\t3\n第2支部\t5"
    assert verdicts(draft) == ["confirmed", "contradicted"]
    assert isinstance(paper_of(draft).blocks[0], Table)
