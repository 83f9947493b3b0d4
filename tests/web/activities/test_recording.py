"""记一笔: one form, prefilled, everyone there unless marked; drafts, double clicks, faults."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.domain.builders import add_group, assign
from zhibu.domain.activities.models import Activity, Draft
from zhibu.domain.files.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(world):
    return f"/record/{world.own.pk}/theme_day/"


@pytest.fixture
def typed(people, today):
    """What the page sends when nothing but one absence is touched."""
    return {
        "token": str(uuid4()),
        "title": "11月主题党日",
        "held_on": today.isoformat(),
        "minutes": "60",
        "expected": [person.pk for person in people],
        "absent": [people[2].pk],
        f"reason_{people[2].pk}": "sick",
        "host": "",
        "place": "",
        "summary": "",
    }


def test_the_form_asks_nothing_that_the_system_knows(secretary, address, people, today):
    page = secretary.get(address).content.decode()
    assert "里开展的那一天" not in page
    assert f'value="{today.year}年{today.month}月主题党日"' in page
    assert f'value="{today.isoformat()}"' in page
    assert page.count('name="expected"') == 3
    assert 'checked aria-label="陈一缺席"' not in page


def test_a_late_record_is_asked_for_its_day(secretary, address, today):
    page = secretary.get(f"{address}?for=2025-03").content.decode()
    assert 'value="2025年3月主题党日"' in page
    assert "2025年3月里开展的那一天" in page
    assert f'value="{today.isoformat()}"' not in page


def test_what_was_typed_becomes_a_record_that_says_where_it_counts(secretary, address, typed, people):
    answer = secretary.post(address, typed)
    record = Activity.objects.get()
    assert answer["Location"] == f"/records/{record.pk}/"
    present = set(record.attendance.filter(status="present").values_list("person_id", flat=True))
    assert present == {people[0].pk, people[1].pk}
    absent = record.attendance.get(status="absent")
    assert (absent.person_id, absent.reason) == (people[2].pk, "sick")
    page = secretary.get(answer["Location"]).content.decode()
    for words in ("用于", "开展主题党日", "到会2人，缺席1人"):
        assert words in page


def test_a_form_sent_twice_records_once(secretary, address, typed):
    first, second = secretary.post(address, typed), secretary.post(address, typed)
    assert first["Location"] == second["Location"]
    assert Activity.objects.count() == 1


def test_a_form_opened_again_after_saving_says_what_is_on_record_and_adds_nothing(secretary, address, typed):
    saved = secretary.post(address, typed)["Location"]
    again = secretary.get(address).content.decode()
    assert "已经记过" in again
    assert f'href="{saved}"' in again
    answer = secretary.post(address, typed | {"token": str(uuid4())})
    assert answer.status_code == 422
    assert "没有再记一次" in answer.content.decode()
    assert Activity.objects.count() == 1


def test_a_late_record_tells_what_its_period_has_on_record(secretary, address, typed, today):
    saved = secretary.post(address, typed)["Location"]
    period = f"{today:%Y-%m}"
    page = secretary.get(f"{address}people/?held_on=&for={period}").content.decode()
    assert f'href="{saved}"' in page
    assert saved not in secretary.get(f"{address}?for=2025-03").content.decode()


def test_a_year_half_typed_leaves_the_people_as_they_are(secretary, address, people, today):
    assert secretary.get(f"{address}people/?held_on=0202-11-22").status_code == 204
    assert 'name="expected"' in secretary.get(f"{address}people/?held_on={today}").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "请填写主题。"),
        ("title", "长" * 201, "主题最多200个字"),
        ("held_on", "九月三十", "日期不对"),
        ("held_on", "2999-01-01", "还没有到"),
        ("held_on", "2001-01-01", "不能记更早的活动"),
        ("minutes", "-5", "时长至少1分钟"),
        ("minutes", "一小时", "时长请填整数分钟"),
        ("host", "999999", "主持人不在名单里"),
        ("expected", ["999999"], "不在您可见的名册里"),
    ],
)
def test_a_fault_is_said_on_the_page_and_nothing_typed_is_lost(
    secretary, address, typed, field, value, words
):
    answer = secretary.post(address, typed | {"summary": "学了三份文件", field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "学了三份文件" in page
    assert typed["token"] in page
    assert "checked" in page
    assert Activity.objects.count() == 0


def test_a_mutilated_form_is_refused_without_an_error_page(secretary, address, typed):
    typed["token"] = "x"
    assert secretary.post(address, typed).status_code == 422


def test_a_draft_is_kept_while_typing_and_offered_again(secretary, world, address, typed):
    answer = secretary.post(f"{address}draft/", typed | {"summary": "写到一半"})
    assert answer.json() == {"saved": True}
    for page in ("/", "/record/", address):
        assert f"?draft={typed['token']}" in secretary.get(page).content.decode()
    page = secretary.get(f"{address}?draft={typed['token']}").content.decode()
    assert "写到一半" in page
    assert f'value="{typed["token"]}"' in page
    assert page.count("checked") == 1


def test_recording_ends_the_draft_and_a_late_draft_of_it_is_not_kept(secretary, address, typed):
    secretary.post(f"{address}draft/", typed)
    secretary.post(address, typed)
    assert Draft.objects.count() == 0
    assert secretary.post(f"{address}draft/", typed).json() == {"saved": False}


def test_a_draft_is_its_writers_own(secretary, office, world, address, typed):
    secretary.post(f"{address}draft/", typed | {"summary": "写到一半"})
    assert "写到一半" not in office.get(f"{address}?draft={typed['token']}").content.decode()
    draft = Draft.objects.get()
    assert office.post(f"/drafts/{draft.pk}/drop/").status_code == 404
    assert secretary.post(f"/drafts/{draft.pk}/drop/").status_code == 302
    assert Draft.objects.count() == 0


def test_someone_whose_session_ended_is_led_back_to_the_form(client, address, typed):
    answer = client.post(address, typed)
    assert answer["Location"] == f"/sign-in/?next={address}"
    assert "填到一半的内容都还在" in client.get(answer["Location"]).content.decode()


def test_attachments_are_received_at_once_and_named_in_the_form(secretary, world, address, typed):
    files = [
        SimpleUploadedFile("纪要.txt", "会议纪要".encode()),
        SimpleUploadedFile("空.txt", b""),
        SimpleUploadedFile("图片.docx", b"\x7fELF" + b"\x00" * 300),
    ]
    page = secretary.post(f"/record/{world.own.pk}/attach/", {"file": files}).content.decode()
    document = Document.objects.get()
    assert f'name="document" value="{document.pk}"' in page
    assert "是空的" in page
    assert "不是可保存的类型" in page
    secretary.post(address, typed | {"document": document.pk})
    assert list(Activity.objects.get().documents.all()) == [document]
    download = secretary.get(f"/files/{document.pk}/")
    assert download.content.decode() == "会议纪要"
    assert download["Content-Disposition"].startswith("attachment")


def test_another_organisations_file_cannot_be_attached(secretary, secretary2, world, address, typed):
    upload = {"file": SimpleUploadedFile("别人的.txt", b"x")}
    secretary2.post(f"/record/{world.other.pk}/attach/", upload)
    secretary.post(address, typed | {"document": Document.objects.get().pk})
    assert Activity.objects.get().documents.count() == 0


def test_a_record_can_serve_a_task_of_the_same_branch_only(secretary, world, address, typed):
    own = assign(world.office, world.root, world.own)
    foreign = assign(world.office, world.root, world.other, title="别的任务")
    page = secretary.get(f"{address}?serves={own.pk}").content.decode()
    assert f'name="serves" value="{own.pk}" checked' in page
    assert "别的任务" not in page
    secretary.post(address, typed | {"serves": [own.pk, foreign.pk]})
    assert [line.assignment for line in Activity.objects.get().serves.all()] == [own]


@pytest.mark.parametrize("kind", ["theme_day", "no_such_kind"])
def test_only_those_who_keep_the_branchs_records_get_the_form(secretary2, member, secretary, world, kind):
    address = f"/record/{world.own.pk}/{kind}/"
    assert secretary2.get(address).status_code == 404
    assert member.get(address).status_code == 403
    assert secretary.get(address).status_code == (200 if kind == "theme_day" else 404)
    assert secretary2.post(f"{address}draft/", {"token": str(uuid4())}).status_code == 404
    assert secretary2.post(f"/record/{world.own.pk}/attach/", {}).status_code == 404


def test_the_start_page_has_the_due_kinds_on_top(secretary, people):
    page = secretary.get("/record/").content.decode()
    assert page.index("应办的") < page.index("主题党日") < page.index("其他活动") < page.index("志愿服务")


def test_what_only_groups_hold_is_recorded_for_a_group(secretary, world, people):
    address = f'href="/record/{world.own.pk}/group_meeting/'
    assert address in secretary.get("/record/").content.decode()
    group = add_group(world.own)
    page = secretary.get("/record/").content.decode()
    assert f'href="/record/{group.pk}/group_meeting/?for=' in page
    assert "第一党小组" in page
    assert address not in page


def test_the_people_follow_the_day(secretary, world, address, people, today):
    page = secretary.get(f"{address}people/?held_on=2019-01-01").content.decode()
    assert "没有应到会的人" in page
    assert secretary.get(f"{address}people/?held_on={today}").content.decode().count("expected") == 3
