"""The annex of a bulletin: each organisation once, below its unit, with marks for what it did not meet."""

import io
import re
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest

from tests.judged import NOW, House, add_branch, make_house
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.reports.actions import draft_bulletin
from zhibu.domain.reports.composing.annex import mark, shortened
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import paper_of
from zhibu.papers.official import write
from zhibu.rules.periods import Period


@pytest.fixture
def bulletin(db: None) -> Report:
    """Five branches of one unit and one of another that held one theme day of three and no meeting."""
    house: House = make_house(branches=1, members=3)
    unit = add_branch(house.root, "路桥集团党委")
    below = [add_branch(unit, f"路桥集团第{number}项目党支部") for number in range(1, 6)]
    for branch in (*below, house.branches[0]):
        house.hold(branch, "theme_day", date(2026, 7, 8))
        house.declare(branch, "2026Q3")
    closing = close_period(house.root, Period.parse("2026Q3"), actor=house.office, now=NOW)
    return draft_bulletin(closing, actor=house.office, now=NOW)


def block(report: Report, id_: str) -> dict[str, Any]:
    return next(one for one in report.blocks if one["id"] == id_)


def test_an_organisation_stands_once_with_a_mark_for_each_indicator(bulletin: Report) -> None:
    key = block(bulletin, "annex-key")["text"]
    rows = dict(block(bulletin, "annex-failing")["rows"][1:])
    theme = re.search("([①-⑳])主题党日按月开展", key).group(1)
    listed = rows["路桥集团党委"].split("、")
    assert [one.rstrip("①②③④⑤⑥⑦⑧⑨") for one in listed if "项目" in one] == [
        f"第{number}项目" for number in range(1, 6)
    ]
    assert all(theme in one for one in listed if "项目" in one)
    assert list(rows) == ["机关党委", "第1支部", "路桥集团党委"]


def test_many_are_named_in_the_annex_alone_and_few_in_the_text(bulletin: Report) -> None:
    assert block(bulletin, "problem-theme_day")["text"].endswith("名单见附件。")


def test_the_annex_stands_behind_the_signature_and_is_named_before_it(bulletin: Report) -> None:
    document = ZipFile(io.BytesIO(write(paper_of(bulletin, dated=date(2026, 10, 12))))).read(
        "word/document.xml"
    )
    words = re.sub("<[^>]+>", "", document.decode())
    named, dated = words.index("附件：未达标党组织名单"), words.index("2026年10月12日")
    assert named < dated < words.rindex("未达标党组织名单") < words.index("附：数据来源")


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "（51）")]
)
def test_marks_go_on_beyond_twenty(number: int, shown: str) -> None:
    assert mark(number) == shown


def test_a_name_is_shortened_only_where_something_is_left_of_it() -> None:
    assert shortened("公路中心机关第一党支部", "公路中心党委") == "机关第一"
    assert shortened("公路中心党支部", "公路中心党委") == "公路中心党支部"
    assert shortened("办公室党支部", "办公室党支部") == "办公室党支部"
