"""A record as minutes: what it says, no more than its reader may see, as Word and PDF."""

import io
from datetime import timedelta

import pypdf
import pytest
from docx import Document

from zhibu.domain.tasks.models import Assignment

pytestmark = pytest.mark.django_db


def words_of(client, record, form="docx"):
    answer = client.get(f"/records/{record.pk}/minutes/{form}/")
    assert answer.status_code == 200
    if form == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        return "".join("".join(page.extract_text() for page in pages).split())
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_minutes_say_what_the_record_says(secretary, recorded, form):
    words = words_of(secretary, recorded, form)
    for said in (
        "主题党日记录",
        "学习换届规定",
        "90分钟",
        "应到3人，实到2人，缺席1人",
        "王三（病假）",
        f"纪实第{recorded.pk}号",
    ):
        assert said in words
    assert "暂无数据" in words  # Nobody wrote where it was held.


def test_why_somebody_was_absent_stays_with_those_who_keep_the_register(member, recorded):
    words = words_of(member, recorded)
    assert "王三" in words
    assert "病假" not in words


def test_another_form_and_a_record_out_of_reach_do_not_exist(secretary, secretary2, recorded):
    assert secretary.get(f"/records/{recorded.pk}/minutes/exe/").status_code == 404
    assert secretary2.get(f"/records/{recorded.pk}/minutes/docx/").status_code == 404


def test_minutes_and_the_record_number_agenda_and_resolutions(office, secretary, recorded):
    assert "议题" not in words_of(secretary, recorded)
    recorded.agenda, recorded.resolutions = "研究换届\n\n通报经费", "三月底前完成换届。"
    recorded.save()
    words = words_of(secretary, recorded)
    assert words.index("1.研究换届") < words.index("2.通报经费") < words.index("1.三月底前完成换届。")
    page = office.get(f"/records/{recorded.pk}/").content.decode()
    assert "三月底前完成换届。" in page and "下发为任务" in page
    assert "下发为任务" not in secretary.get(f"/records/{recorded.pk}/").content.decode()


def test_a_resolution_is_typed_once_and_leads_both_ways(
    office, secretary, secretary2, world, recorded, today
):
    recorded.resolutions = "研究经费。\n三月底前完成换届。"
    recorded.save()
    address = f"/tasks/new/?record={recorded.pk}&number=2"
    assert address.replace("&", "&amp;") in office.get(f"/records/{recorded.pk}/").content.decode()
    asked = office.get(address).content.decode()
    assert "三月底前完成换届。</textarea>" in asked and recorded.title in asked
    sent = {
        "title": "完成换届",
        "quote": "支委会",
        "due_on": (today + timedelta(days=9)).isoformat(),
        "every": "once",
        "target": f"organisation:{world.own.pk}",
        "confirm": "1",
    }
    assert office.post(address, sent).status_code == 302
    owed = Assignment.objects.get(task__title="完成换届")
    page = secretary.get(f"/records/{recorded.pk}/").content.decode()
    assert f'<a href="/assignments/{owed.pk}/">完成换届</a>' in page and "再下发" not in page
    assert "再下发" in office.get(f"/records/{recorded.pk}/").content.decode()
    assert f'href="/records/{recorded.pk}/"' in secretary.get(f"/assignments/{owed.pk}/").content.decode()
    assert secretary2.get(address).status_code == 403


def test_an_address_of_a_resolution_that_is_gone_asks_nothing(office, recorded, today, world):
    recorded.resolutions = "研究经费。"
    recorded.save()
    sent = {"title": "完成换届", "due_on": today.isoformat(), "every": "once", "confirm": "1"}
    sent["target"] = f"organisation:{world.own.pk}"
    answer = office.post(f"/tasks/new/?record={recorded.pk}&number=7", sent)
    assert "没有这项决议" in answer.content.decode()
    assert not Assignment.objects.exists()
    assert office.get("/tasks/new/?record=999999&number=1").status_code == 404
