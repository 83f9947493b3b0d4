"""One assignment on its page: reported with evidence, checked off by another person, or returned with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhibu.domain.activities.actions import withdraw_activity
from zhibu.domain.tasks.actions import submit_assignment
from zhibu.domain.tasks.models import Task


def test_the_page_says_what_why_and_until_when(secretary, own):
    page = secretary.get(f"/assignments/{own.pk}/").content.decode()
    for words in ("报送换届方案", "任期届满的支部按期换届", "还有10天", "党办甲", "临时任务", "提交验收"):
        assert words in page


def test_own_recent_records_are_offered_as_evidence(secretary, own, record, world):
    mine, theirs = record(), record(world.other, title="别的支部的主题党日")
    page = secretary.get(f"/assignments/{own.pk}/").content.decode()
    assert f'name="activity" value="{mine.pk}"' in page
    assert theirs.title not in page


def test_it_is_reported_with_a_record_and_checked_off_by_the_office(secretary, office, own, record):
    proof = record()
    answer = secretary.post(f"/assignments/{own.pk}/report/", {"activity": proof.pk, "report": "已报送"})
    assert answer.status_code == 302
    own.refresh_from_db()
    assert (own.state, own.report, own.evidence.get().activity) == ("submitted", "已报送", proof)
    page = office.get(f"/assignments/{own.pk}/").content.decode()
    assert proof.title in page
    assert "确认销号" in page
    assert office.post(f"/assignments/{own.pk}/check/", {"note": "材料齐全"}).status_code == 302
    own.refresh_from_db()
    assert (own.state, own.verdict) == ("done", "材料齐全")
    page = secretary.get(f"/assignments/{own.pk}/").content.decode()
    assert "材料齐全" in page
    assert "提交验收</button>" not in page


def test_it_is_returned_with_a_reason_and_reported_again(secretary, office, submitted):
    url = f"/assignments/{submitted.pk}/"
    assert office.post(f"{url}return/", {"reason": "缺少会议记录"}).status_code == 302
    page = secretary.get(url).content.decode()
    assert "缺少会议记录" in page
    assert "方案已报送" in page
    assert secretary.post(f"{url}report/", {"report": "已补会议记录"}).status_code == 302
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_a_wrong_check_off_is_taken_back_on_the_page(office, secretary, submitted):
    url = f"/assignments/{submitted.pk}/"
    office.post(f"{url}check/")
    assert "撤销销号" in office.get(url).content.decode()
    assert "撤销销号" not in secretary.get(url).content.decode()
    assert office.post(f"{url}reopen/", {"reason": ""}).status_code == 422
    assert office.post(f"{url}reopen/", {"reason": "点错了一件"}).status_code == 302
    page = office.get(url).content.decode()
    assert "确认销号" in page
    assert "点错了一件" in page


def test_checking_one_leads_to_the_next_that_waits(office, secretary, submitted, task, world):
    other = task.assignments.get(organisation=world.other)
    submit_assignment(other, report="也报了", has_evidence=False, actor=world.secretary2, now=timezone.now())
    leads = f'href="/assignments/{other.pk}/"'
    url = f"/assignments/{submitted.pk}/"
    assert leads not in office.get(url).content.decode()
    office.post(f"{url}check/")
    page = office.get(url).content.decode()
    assert leads in page
    assert "1件</a>等您验收" in page
    assert "下一件验收" not in secretary.get(url).content.decode()
    office.post(f"/assignments/{other.pk}/check/")
    assert "下一件验收" not in office.get(url).content.decode()


def test_nothing_to_say_is_refused_and_nothing_is_lost(secretary, own, record):
    answer = secretary.post(f"/assignments/{own.pk}/report/", {"report": "  "})
    assert answer.status_code == 422
    assert "还没有写办理情况" in answer.content.decode()
    own.refresh_from_db()
    assert own.state == "assigned"


def test_what_was_typed_survives_a_refusal(secretary, submitted):
    answer = secretary.post(f"/assignments/{submitted.pk}/report/", {"report": "第二次提交的话"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "待验收" in page


def test_a_return_without_a_reason_is_refused(office, submitted):
    answer = office.post(f"/assignments/{submitted.pk}/return/", {"reason": " "})
    assert answer.status_code == 422
    assert "须写明原因" in answer.content.decode()
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_sent_twice_is_done_once_and_said(secretary, office, own):
    url = f"/assignments/{own.pk}/"
    assert [secretary.post(f"{url}report/", {"report": "完成"}).status_code for _ in range(2)] == [302, 422]
    assert [office.post(f"{url}check/").status_code for _ in range(2)] == [302, 422]
    own.refresh_from_db()
    assert own.state == "done"


def test_nobody_checks_the_own_work(browse, world, own):
    own.state, own.submitted_by, own.submitted_at = "submitted", world.office, timezone.now()
    own.save()
    client = browse(world.office)
    page = client.get(f"/assignments/{own.pk}/").content.decode()
    assert "须由另一人验收" in page
    assert "确认销号</button>" not in page
    assert client.post(f"/assignments/{own.pk}/check/").status_code == 422
    assert browse(world.office2).post(f"/assignments/{own.pk}/check/").status_code == 302


def test_a_withdrawn_record_is_no_evidence(secretary, own, record, world):
    proof = record()
    withdraw_activity(proof, reason="记错了", actor=world.secretary, now=timezone.now())
    answer = secretary.post(f"/assignments/{own.pk}/report/", {"activity": proof.pk})
    assert answer.status_code == 422


def test_another_branchs_record_is_no_evidence(secretary, own, record, world):
    theirs = record(world.other)
    assert secretary.post(f"/assignments/{own.pk}/report/", {"activity": theirs.pk}).status_code == 422


@pytest.mark.parametrize("act", ["report", "check", "return"])
def test_who_comes_back_from_signing_in_finds_the_page_again(client, world, own, act):
    answer = client.post(f"/assignments/{own.pk}/{act}/", {"report": "没写完"})
    assert answer.status_code == 302
    assert f"next=/assignments/{own.pk}/{act}/" in answer["Location"]
    client.force_login(world.secretary, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/assignments/{own.pk}/{act}/")["Location"] == f"/assignments/{own.pk}/"


ACTS = {"": "get", "report/": "post", "check/": "post", "return/": "post"}


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("secretary", [200, 422, 403, 403]),
        ("secretary2", [404, 404, 404, 404]),
        ("office", [200, 403, 302, 422]),
        ("inspector", [200, 403, 302, 422]),
        ("leader", [200, 403, 403, 403]),
        ("member", [404, 404, 404, 404]),
        ("stranger", [404, 404, 404, 404]),
    ],
)
def test_who_may_do_what_with_an_assignment(submitted, world, browse, who, statuses):
    client = browse(getattr(world, who))
    found = [
        getattr(client, method)(f"/assignments/{submitted.pk}/{act}", {"report": "话"}).status_code
        for act, method in ACTS.items()
    ]
    assert found == statuses


def issue(client, today, **words):
    form = {
        "title": "报送党员名册",
        "quote": "年度统计需要",
        "due_on": (today + timedelta(days=7)).isoformat(),
        "every": "once",
        "target": ["category:organ"],
    }
    return client.post("/tasks/new/", form | words)


def test_a_task_by_hand_shows_its_burden_before_it_is_asked(office, today, own):
    page = issue(office, today).content.decode()
    assert "共计责任事项" in page
    assert "这2个组织手上已有1件未办结的事" in page
    assert "确认下发" in page
    assert Task.objects.count() == 1


def test_a_task_by_hand_is_asked_once(office, today, world):
    first, second = issue(office, today, confirm="1"), issue(office, today, confirm="1")
    task = Task.objects.get()
    assert first["Location"] == second["Location"]
    assert set(task.assignments.values_list("organisation", flat=True)) == {b.pk for b in world.branches[:2]}
    assert "报送党员名册" in office.get(first["Location"]).content.decode()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"title": " "}, "请写明要做什么"),
        ({"due_on": ""}, "请选定时限"),
        ({"due_on": "2020-01-01"}, "时限已经过去"),
        ({"due_on": "很快"}, "2026-06-30"),
        ({"target": [], "confirm": "1"}, "还没有责任组织"),
        ({"target": ["organisation:999999"], "confirm": "1"}, "还没有责任组织"),
    ],
)
def test_a_bad_task_is_refused_and_what_was_typed_stays(office, today, words, says):
    answer = issue(office, today, **words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "年度统计需要" in page
    assert not Task.objects.exists()


def test_a_task_without_anybody_is_said_in_the_preview(office, today):
    assert "还没有选择下发给谁" in issue(office, today, target=[]).content.decode()


@pytest.mark.parametrize("who", ["secretary", "member", "leader", "inspector", "stranger"])
def test_only_the_office_asks(world, browse, today, who):
    client = browse(getattr(world, who))
    assert client.get("/tasks/new/").status_code == 403
    assert issue(client, today, confirm="1").status_code == 403
    assert not Task.objects.exists()
