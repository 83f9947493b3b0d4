"""Records read: one with its people and history, many with filters; corrected and withdrawn with a reason."""

import io
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.domain.builders import record
from zhibu.domain.activities.actions import record_activity
from zhibu.domain.activities.models import Activity

pytestmark = pytest.mark.django_db


def rows(page: str) -> int:
    return page.count('<td class="wide"')


def test_a_record_shows_what_happened_and_who_was_there(secretary, recorded):
    page = secretary.get(f"/records/{recorded.pk}/").content.decode()
    for words in ("学习换届规定", "90分钟", "陈一", "王三</a>（病假）", "书记甲", "更正", "撤回"):
        assert words in page


def test_why_somebody_was_absent_is_not_everybodys_to_read(member, recorded):
    page = member.get(f"/records/{recorded.pk}/").content.decode()
    assert "王三" in page
    assert "病假" not in page
    assert "/correct/" not in page


def test_a_record_out_of_reach_does_not_exist(secretary2, stranger, recorded):
    for client in (secretary2, stranger):
        for page in ("", "correct/"):
            assert client.get(f"/records/{recorded.pk}/{page}").status_code == 404
    assert secretary2.post(f"/records/{recorded.pk}/withdraw/", {"reason": "x"}).status_code == 404


def test_a_member_reads_but_does_not_amend(member, recorded):
    assert member.get(f"/records/{recorded.pk}/correct/").status_code == 403
    assert member.post(f"/records/{recorded.pk}/withdraw/", {"reason": "x"}).status_code == 403


def test_a_correction_replaces_the_record_and_keeps_its_story(secretary, recorded, people):
    address = f"/records/{recorded.pk}/correct/"
    page = secretary.get(address).content.decode()
    assert "学习换届规定" in page
    assert page.count("checked") == 1
    sent = {
        "token": str(uuid4()),
        "title": "学习换届工作规定",
        "held_on": recorded.held_on.isoformat(),
        "minutes": "95",
        "expected": [person.pk for person in people],
    }
    refused = secretary.post(address, sent | {"reason": ""})
    assert refused.status_code == 422
    assert "请写明原因" in refused.content.decode()
    answer = secretary.post(address, sent | {"reason": "主题写错"})
    again = secretary.post(address, sent | {"reason": "主题写错"})
    new = Activity.objects.get(replaces=recorded)
    assert answer["Location"] == again["Location"] == f"/records/{new.pk}/"
    assert "主题写错" in secretary.get(f"/records/{new.pk}/").content.decode()
    assert "更正后的一条" in secretary.get(f"/records/{recorded.pk}/").content.decode()


def test_a_withdrawn_record_stays_readable_and_counts_nowhere(secretary, recorded):
    secretary.post(f"/records/{recorded.pk}/withdraw/", {"reason": " "})
    recorded.refresh_from_db()
    assert recorded.withdrawn_at is None
    secretary.post(f"/records/{recorded.pk}/withdraw/", {"reason": "记错支部"})
    page = secretary.get(f"/records/{recorded.pk}/").content.decode()
    assert "记错支部" in page
    assert "不计入任何地方" in page
    assert rows(secretary.get("/records/").content.decode()) == 0


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 2),
        ("kind=theme_day", 1),
        ("kind=party_lecture", 1),
        ("kind=volunteer", 0),
        ("kind=nonsense&period=nonsense&page=x", 2),
        ("q=换届", 1),
        ("q=办公室", 2),
        ("period=2020", 0),
    ],
)
def test_the_list_is_narrowed_by_the_address(secretary, world, recorded, today, query, number):
    spec = record(kind="party_lecture", title="党课", held_on=today)
    record_activity(world.own, spec, actor=world.secretary, now=timezone.now())
    page = secretary.get(f"/records/?{query}").content.decode()
    assert rows(page) == number
    if not query:
        assert "主题党日 1" in page


def test_the_list_holds_nothing_out_of_reach(secretary2, office, world, recorded):
    assert rows(secretary2.get("/records/").content.decode()) == 0
    assert secretary2.get(f"/records/?organisation={world.own.pk}").status_code == 404
    assert rows(office.get("/records/").content.decode()) == 1


def test_the_workbook_runs_no_formula_that_somebody_typed(secretary, world, today):
    spec = record(title='=HYPERLINK("x")', held_on=today)
    record_activity(world.own, spec, actor=world.secretary, now=timezone.now())
    answer = secretary.get("/records/export/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    head, line = book.get_sheet_by_index(0).to_python()
    assert head[:3] == ["组织", "类别", "主题"]
    assert line[2] == '=HYPERLINK("x")'
    assert line[4] == "暂无数据"


def test_fifty_a_page_in_the_same_number_of_queries(secretary, world, today):
    counts = []
    for _ in range(2):
        for _ in range(30):
            spec = record(held_on=today, title=str(uuid4()))
            record_activity(world.own, spec, actor=world.secretary, now=timezone.now())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = secretary.get("/records/").content.decode()
        counts.append(len(queries))
    assert rows(page) == 50
    assert "第1页，共2页，60条" in page
    assert counts[0] == counts[1] < 12
