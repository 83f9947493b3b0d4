"""整改台账: the problems of the list, one row for each organisation concerned and in scope, in three forms."""

import io
from datetime import date

import pypdf
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from zhibu.domain.tasks.ledger import ledger, ledger_paper
from zhibu.domain.tasks.models import Finding

pytestmark = pytest.mark.django_db


def rows_of(client, query=""):
    answer = client.get(f"/findings/ledger/xlsx/?state=all{query}")
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()[1:]


def test_one_row_for_each_organisation_concerned(office, finding):
    owed = list(finding.task.assignments.order_by("organisation__path"))
    rows = rows_of(office)
    assert [row[4] for row in rows] == [one.organisation.name for one in owed]
    assert {row[1] for row in rows} == {finding.title}
    assert [row[5] for row in rows] == [one.due_on for one in owed]
    assert {row[7] for row in rows} <= {"未报送", *(one.report for one in owed)}


def test_a_branch_reads_its_own_rows_alone(secretary, world, finding):
    assert {row[4] for row in rows_of(secretary)} <= {world.own.name}


def test_the_list_and_the_ledger_are_narrowed_alike(office, finding):
    other = "individual" if finding.scope == "common" else "common"
    assert rows_of(office, f"&scope={other}") == []


def test_the_ledger_lies_on_its_side_in_word_and_pdf(office, finding):
    word = Document(io.BytesIO(office.get("/findings/ledger/docx/").content))
    assert word.sections[0].page_width > word.sections[0].page_height
    assert finding.title in [cell.text for cell in word.tables[0].rows[1].cells]
    page = pypdf.PdfReader(io.BytesIO(office.get("/findings/ledger/pdf/").content)).pages[0]
    assert page.mediabox.width > page.mediabox.height


def test_a_paper_says_how_many_rows_it_has_no_room_for(world, finding):
    every = ledger(world.office, Finding.objects.all())
    assert every.total == len(every.rows) > 1
    some = ledger(world.office, Finding.objects.all(), limit=1)
    said = str(ledger_paper(some, organisation="机关党委", on=date(2026, 3, 10)).blocks[0])
    assert f"共{every.total}项。这里列出前1项，另有{every.total - 1}项" in said
