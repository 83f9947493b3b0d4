"""Uploading a plan: read and staged, or refused in words with nothing lost."""

import io
import zipfile
from uuid import uuid4

import pytest

from zhibu.domain.files.models import Document
from zhibu.domain.intake.models import Import


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\x00" * (300 * 2**20))
    return buffer.getvalue()


REFUSED = {
    "empty": (lambda: b"", "空.txt"),
    "60 MB": (lambda: b"a" * (60 * 2**20), "大.txt"),
    "zip bomb": (zip_bomb, "要点.docx"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "照片.docx"),
}


def test_an_uploaded_plan_leads_to_its_preview(upload, office):
    answer = upload()
    staged = Import.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/imports/{staged.pk}/")
    assert staged.title in office.get("/imports/").content.decode()


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_bad_file_is_refused_in_words(upload, case, htmx):
    content, name = REFUSED[case]
    token = uuid4()
    answer = upload(content(), name=name, token=token, **({"HTTP_HX_REQUEST": "true"} if htmx else {}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请" in page
    assert htmx or str(token) in page
    assert (Import.objects.count(), Document.objects.count()) == (0, 0)


def test_with_scripts_only_the_refusal_comes_back_so_the_chosen_file_stays(upload):
    page = upload(b"", HTTP_HX_REQUEST="true").content.decode()
    assert 'type="file"' not in page


def test_a_file_in_gb18030_is_read(upload):
    assert upload("2026年工作要点\n一、各支部6月底前完成换届。\n".encode("gb18030")).status_code == 302
    assert Import.objects.get().title == "2026年工作要点"


def test_no_file_is_said(office):
    answer = office.post("/imports/", {"token": str(uuid4())})
    assert answer.status_code == 422
    assert "还没有选择文件" in answer.content.decode()


def test_a_form_sent_twice_makes_one_import(upload):
    token = uuid4()
    assert upload(token=token)["Location"] == upload(token=token)["Location"]
    assert Import.objects.count() == 1


def test_a_spoiled_token_loses_nothing(upload):
    assert upload(token="x").status_code == 302


def test_with_scripts_the_browser_is_led_to_the_preview(upload):
    answer = upload(HTTP_HX_REQUEST="true")
    assert answer["HX-Redirect"] == f"/imports/{Import.objects.get().pk}/"


@pytest.mark.parametrize("start", ["000", "004"])
def test_the_real_plans_are_read_through_the_page(upload, office, seeds, start):
    path = next(seeds.glob(f"{start}_*.txt"))
    answer = upload(path.read_bytes(), name=path.name)
    page = office.get(answer["Location"]).content.decode()
    staged = Import.objects.get()
    assert staged.title in page
    assert page.count('<article class="proposal') == staged.proposals.count() >= 4
    assert page.count('id="s') >= staged.proposals.count() - 1
    masked = [notice for notice in staged.notices if notice["kind"] == "masked"]
    assert page.count('class="masked"') >= len(masked)
    if start == "004":
        assert '<del class="noise"' in page
        assert masked
