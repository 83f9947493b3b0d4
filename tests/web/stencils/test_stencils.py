"""范本 in the browser: uploaded, refused fault by fault, filled from a closed quarter, withdrawn, kept by versions."""

import io

import docx
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zhibu.domain.assessment.actions import close_period
from zhibu.domain.files import store
from zhibu.domain.journal.models import Entry
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.stencils.models import Stencil
from zhibu.rules.periods import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def closing(world):
    return close_period(world.root, Period.parse("2026Q1"), actor=world.office, now=timezone.now())


def word(*lines) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def upload(client, content, name="季度情况", address="/stencils/"):
    return client.post(address, {"name": name, "file": ContentFile(content, name="季度情况.docx")})


def filled_by(client, stencil, closing):
    return docx.Document(io.BytesIO(client.get(f"/stencils/{stencil.pk}/filled/{closing.pk}/").content))


def test_a_stencil_is_kept_and_filled_from_the_closed_quarter(office, world, closing):
    kept = upload(office, word("{{组织名称}}有党支部{{党支部数}}个。"))
    assert kept.status_code == 302
    stencil = Stencil.objects.get()
    page = office.get(kept.url).content.decode()
    for words in ("季度情况", "党支部数", stencil.versions.get().document.sha256[:12], "上传范本"):
        assert words in page
    filled = filled_by(office, stencil, closing)
    branches = Organisation.objects.filter(kind="branch").count()
    assert filled.paragraphs[0].text == f"{world.root.name}有党支部{branches}〔1〕个。"
    assert closing.digest[:12] in [cell.text for cell in filled.tables[-1].rows[1].cells]


def test_each_fault_is_told_and_nothing_is_kept(office, closing):
    answer = upload(office, word("共有{{党支部个数}}个", "{% for x in y %}"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Stencil.objects.exists()
    for words in ("有2处填不了", "共有{{党支部个数}}个", "党支部数", "写法不对"):
        assert words in page


@pytest.mark.parametrize("content", [b"plain", b"PK broken"])
def test_a_file_that_is_no_word_file_is_refused(office, closing, content):
    assert upload(office, content).status_code == 422
    assert not Stencil.objects.exists()


def test_a_name_is_needed_and_used_once(office, closing):
    good = word("{{组织名称}}")
    assert upload(office, good, name=" ").status_code == 422
    assert upload(office, good).status_code == 302
    assert "已有名为" in upload(office, good).content.decode()


def test_without_a_closed_quarter_it_says_what_to_wait_for(office, world):
    assert "还没有结过账" in upload(office, word("{{组织名称}}")).content.decode()
    assert office.get("/stencils/starter/").status_code == 302


def test_what_the_system_offers_to_begin_with_can_be_uploaded_as_it_is(office, closing):
    assert upload(office, office.get("/stencils/starter/").content).status_code == 302
    filled = filled_by(office, Stencil.objects.get(), closing)
    assert "{{" not in "".join(one.text for one in filled.paragraphs)


def test_versions_stay_and_a_stencil_is_withdrawn_and_restored(office, closing):
    first, second = word("{{组织名称}}"), word("{{期间}}")
    address = upload(office, first).url
    upload(office, second, address=address)
    assert office.get(f"{address}versions/1/").content == first
    assert office.get(f"{address}versions/2/").content == second
    office.post(f"{address}state/", {"act": "withdraw"})
    assert "已停用" in office.get("/stencils/").content.decode()
    office.post(f"{address}state/", {"act": "restore"})
    assert "已停用" not in office.get("/stencils/").content.decode()
    told = (
        Entry.objects.filter(subject_type="stencils.stencil").order_by("number").values_list("act", flat=True)
    )
    acts = ["add_version", "add_version", "withdraw_stencil", "restore_stencil"]
    assert list(told) == [f"stencils.{act}" for act in acts]


def test_a_branch_neither_sees_nor_makes_stencils_of_its_superior(secretary, office, closing):
    address = upload(office, word("{{组织名称}}")).url
    assert secretary.get(address).status_code == 404
    assert upload(secretary, word("{{组织名称}}"), name="别的").status_code == 403


def test_a_quarter_that_lacks_a_figure_is_told_as_no_data(office, closing):
    name = "主题党日按月开展再次出现数"
    stencil_page = upload(office, word("{{组织名称}}")).url
    stencil = Stencil.objects.get()
    version = stencil.versions.get()
    version.document.sha256 = store.keep(word(f"再次出现{{{{{name}}}}}项"))
    version.document.save()
    assert "暂无数据" in office.get(stencil_page).content.decode()
    assert filled_by(office, stencil, closing).paragraphs[0].text == "再次出现暂无数据〔1〕项"


def test_the_number_of_queries_does_not_grow_with_the_stencils(office, closing):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert office.get("/stencils/").status_code == 200
        return len(queries)

    upload(office, word("{{组织名称}}"), name="一")
    asked()
    before = asked()
    for name in "二三四":
        upload(office, word("{{组织名称}}"), name=name)
    assert asked() == before


def test_rows_are_written_for_each_organisation_below_and_sums_of_the_year_are_offered(
    office, world, closing
):
    document = docx.Document()
    document.add_paragraph("本年党课{{本年党课次数}}次。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{{各组织：名称}}", "{{各组织：党支部数}}"
    stream = io.BytesIO()
    document.save(stream)
    kept = upload(office, stream.getvalue())
    assert kept.status_code == 302
    filled = filled_by(office, Stencil.objects.get(), closing)
    assert [cell.text for cell in filled.tables[0].columns[0].cells] == ["机关党委", "公路党委", "路桥党委"]
    assert filled.paragraphs[0].text == "本年党课暂无数据〔1〕次。"
    assert "各组织：党支部数" in office.get(kept.url).content.decode()
