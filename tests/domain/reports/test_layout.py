"""How a report goes out: letter form and imprint as chosen, kept for the next report of the kind."""

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest

from tests.judged import NOW, House
from zhibu.domain.accounts.errors import Forbidden
from zhibu.domain.accounts.models import User
from zhibu.domain.assessment.actions import close_period
from zhibu.domain.reports.actions import draft_bulletin, issue_report, set_layout
from zhibu.domain.reports.composing.layout import Layout, is_number
from zhibu.domain.reports.errors import AlreadyIssued, WrongNumber
from zhibu.domain.reports.models import Report
from zhibu.domain.reports.queries import layout_of, paper_of
from zhibu.papers.official import write
from zhibu.rules.periods import Period

LETTER = Layout(
    letter=True,
    number="某党函〔2026〕15号",
    urgency="加急",
    recipients="各党支部",
    imprint=True,
    copies=("厅领导", "驻厅纪检监察组"),
    printer="机关党委办公室",
)


def drafted(house: House, period: str) -> Report:
    closing = close_period(house.root, Period.parse(period), actor=house.office, now=NOW)
    return draft_bulletin(closing, actor=house.office, now=NOW)


@pytest.fixture
def bulletin(house: House) -> Report:
    return drafted(house, "2026Q2")


def part(report: Report, name: str) -> str:
    written = ZipFile(io.BytesIO(write(paper_of(report, dated=date(2026, 10, 12)))))
    return re.sub("<[^>]+>", "|", written.read(f"word/{name}.xml").decode())


def test_a_bulletin_begins_plain_and_is_sent_to_all(bulletin: Report) -> None:
    assert layout_of(bulletin) == Layout(
        recipients="各党委、党总支、党支部", printer=bulletin.organisation.name
    )
    assert paper_of(bulletin, dated=date(2026, 10, 12)).letterhead is None


def test_a_letter_has_mark_number_urgency_and_imprint(house: House, bulletin: Report) -> None:
    report = set_layout(bulletin, LETTER, actor=house.office, now=NOW)
    document = part(report, "document")
    assert "厅直属机关党委" in part(report, "header1")
    assert document.index("加急") < document.index("某党函〔2026〕15号") < document.index("各党支部：")
    assert document.index("抄送：厅领导，驻厅纪检监察组。") < document.index("2026年10月12日印发")


def test_the_next_bulletin_begins_like_the_last_but_for_what_is_its_own(
    house: House, bulletin: Report
) -> None:
    issue_report(set_layout(bulletin, LETTER, actor=house.office, now=NOW), actor=house.office, now=NOW)
    found = layout_of(drafted(house, "2026Q3"))
    assert (found.letter, found.copies, found.printer) == (True, LETTER.copies, LETTER.printer)
    assert (found.number, found.urgency, found.printed_on) == ("", "", None)


def test_what_is_issued_keeps_its_layout(house: House, bulletin: Report) -> None:
    issued = issue_report(bulletin, actor=house.office, now=NOW)
    with pytest.raises(AlreadyIssued):
        set_layout(issued, LETTER, actor=house.office, now=NOW)


def test_a_reader_does_not_choose(house: House, bulletin: Report) -> None:
    leader = house.grant(User.objects.create(username="leader"), "leader", house.root)
    with pytest.raises(Forbidden):
        set_layout(bulletin, LETTER, actor=leader, now=NOW)


@pytest.mark.parametrize(
    "number", ["某党函[2026]15号", "某党函（2026）15号", "某党函2026-15", "〔2026〕15号"]
)
def test_a_number_has_its_year_in_the_brackets_of_the_standard(
    house: House, bulletin: Report, number: str
) -> None:
    assert is_number("某党函〔2026〕15号")
    with pytest.raises(WrongNumber):
        set_layout(bulletin, Layout(number=number), actor=house.office, now=NOW)
