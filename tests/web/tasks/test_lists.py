"""任务清单, plans and problems as lists: filtered, counted, exported, and never wider than the viewer's scope."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.world import add_branches
from zhibu.domain.files.actions import receive_document
from zhibu.domain.tasks.actions import FindingSpec, TaskSpec, check_off, issue_task, raise_findings
from zhibu.domain.tasks.choices import Scope


def rows(page: str) -> int:
    return page.count('<td class="wide"')


def test_the_list_shows_what_is_open_and_counts_every_state(office, plan, submitted):
    page = office.get("/tasks/").content.decode()
    assert rows(page) == 8 + 2
    for words, number in (
        ("未办结", 10),
        ("逾期", 6),
        ("待验收", 1),
        ("已退回", 0),
        ("已销号", 0),
        ("全部", 10),
    ):
        assert f"{words} <span" in page
        assert f">{number}</span>" in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("state=overdue", 6),
        ("state=submitted", 1),
        ("state=done", 0),
        ("state=all", 10),
        ("origin=plan", 8),
        ("origin=request", 2),
        ("q=结对", 2),
        ("q=公路一", 0),
        ("q=公路中心第一", 3),
        ("q=没有这样的事", 0),
        ("period=1999", 0),
        ("state=nonsense&period=nonsense&origin=nonsense&page=x", 10),
    ],
)
def test_the_list_is_narrowed_by_the_address(office, plan, submitted, query, number):
    assert rows(office.get(f"/tasks/?{query}").content.decode()) == number


def test_a_part_of_the_tree_can_be_chosen(office, plan, world):
    assert rows(office.get(f"/tasks/?organisation={world.highway.pk}").content.decode()) == 4
    assert office.get("/tasks/?organisation=999999").status_code == 404


def test_a_secretary_sees_only_the_own_branch(secretary, plan, task, world):
    page = secretary.get("/tasks/?state=all").content.decode()
    assert rows(page) == 2
    assert str(world.other) not in page
    assert secretary.get(f"/tasks/?organisation={world.other.pk}").status_code == 404


def test_fifty_a_page(office, world):
    branches = add_branches(world.highway, 60)
    issue_task(
        world.root,
        TaskSpec("报送", branches, due_on=timezone.localdate()),
        actor=world.office,
        now=timezone.now(),
    )
    assert rows(office.get("/tasks/").content.decode()) == 50
    assert rows(office.get("/tasks/?page=2").content.decode()) == 10


def test_the_list_comes_out_as_a_workbook_without_formulas(office, world):
    issue_task(
        world.root,
        TaskSpec("=1+1", [world.own], due_on=timezone.localdate()),
        actor=world.office,
        now=timezone.now(),
    )
    answer = office.get("/tasks/export/?state=all")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0][:2] == ["责任组织", "任务"]
    assert sheet[1][:2] == [world.own.name, "=1+1"]


def test_several_are_checked_off_at_once_but_not_the_own_ones(office, submitted, plan, world):
    mine = plan.tasks.earliest("pk").assignments.get(organisation=world.own)
    mine.state, mine.submitted_by, mine.submitted_at = "submitted", world.office, timezone.now()
    mine.save()
    page = office.get("/tasks/?state=submitted").content.decode()
    assert "批量销号" in page
    answer = office.post(
        "/tasks/check/",
        {"assignment": [submitted.pk, mine.pk], "note": "同意", "back": "/tasks/?state=submitted"},
        follow=True,
    )
    assert answer.redirect_chain == [("/tasks/?state=submitted", 302)]
    words = answer.content.decode()
    assert "已销号1件" in words
    assert "有1件没有销号" in words
    submitted.refresh_from_db()
    mine.refresh_from_db()
    assert (submitted.state, submitted.verdict, mine.state) == ("done", "同意", "submitted")


@pytest.mark.parametrize("back", ["//elsewhere.example/x", "javascript:alert(1)", ""])
def test_a_foreign_way_back_is_not_taken(office, back):
    assert office.post("/tasks/check/", {"back": back})["Location"] == "/tasks/"


def test_bulk_checking_is_not_for_secretaries(secretary, submitted):
    assert "批量销号" not in secretary.get("/tasks/?state=submitted").content.decode()
    assert secretary.post("/tasks/check/", {"assignment": submitted.pk}).status_code == 403
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_a_plan_shows_how_far_it_is_by_task_and_part(office, plan, world):
    page = office.get(f"/plans/{plan.pk}/").content.decode()
    assert "0/6" in page
    assert "0/2" in page
    for part in (world.organ, world.highway, world.company):
        assert f"plan={plan.pk}&amp;organisation={part.pk}" in page
    assert "党建工作要点" in office.get("/plans/").content.decode()


def test_a_branch_sees_its_part_of_a_plan(secretary, plan, world):
    page = secretary.get(f"/plans/{plan.pk}/").content.decode()
    assert "0/1" in page
    assert "另有1条任务下发给其他组织" in page
    assert str(world.other) not in page


def test_whoever_is_asked_by_a_plan_may_read_its_original(browse, world, plan):
    plan.document = receive_document(
        world.root, name="要点.txt", content="原文".encode(), permission="tasks.assign", actor=world.office,
        now=timezone.now(),
    )  # fmt: skip
    plan.save()
    answer = browse(world.secretary).get(f"/plans/{plan.pk}/document/")
    assert (answer.content.decode(), answer["Content-Disposition"][:10]) == ("原文", "attachment")
    assert browse(world.member).get(f"/plans/{plan.pk}/document/").status_code == 404


def test_a_plan_without_an_original_has_none_to_read(office, plan):
    assert office.get(f"/plans/{plan.pk}/document/").status_code == 404


def test_a_problem_shows_who_has_put_it_right(office, finding, world):
    page = office.get("/findings/").content.decode()
    assert finding.title in page
    assert "0/3" in page
    page = office.get(f"/findings/{finding.pk}/").content.decode()
    assert "支部工作条例第十六条" in page
    assert rows(page) == 3


def test_of_a_problem_the_unfinished_come_first(office, finding, world):
    first, *others = finding.task.assignments.order_by("organisation__path")
    first.state, first.submitted_by = "submitted", world.secretary
    first.save()
    check_off(first, note="", actor=world.office, now=timezone.now())
    page = office.get(f"/findings/{finding.pk}/").content.decode()
    assert page.index(f"/assignments/{others[-1].pk}/") < page.index(f"/assignments/{first.pk}/")


def test_a_list_of_one_organisation_does_not_repeat_its_name(office, secretary, own, world):
    assert "<th>责任组织</th>" in office.get("/tasks/").content.decode()
    assert "<th>责任组织</th>" not in secretary.get("/tasks/").content.decode()


def test_a_problem_put_right_moves_to_the_closed_ones(office, finding, world):
    for owed in finding.task.assignments.all():
        owed.state, owed.submitted_by = "submitted", world.secretary
        owed.save()
        check_off(owed, note="", actor=world.office, now=timezone.now())
    assert finding.title not in office.get("/findings/").content.decode()
    assert finding.title in office.get("/findings/?state=closed").content.decode()
    assert finding.title not in office.get("/findings/?state=all&scope=individual").content.decode()


def test_a_problem_that_comes_back_is_marked(office, finding, world):
    spec = FindingSpec("又未按月开展", "再补开", Scope.INDIVIDUAL, [world.own], indicator=finding.indicator)
    raise_findings(
        world.root,
        period="2026Q2",
        specs=[spec],
        due_on=timezone.localdate() + timedelta(days=5),
        snapshot="b" * 64,
        actor=world.office,
        now=timezone.now(),
    )
    page = office.get("/findings/").content.decode()
    assert page.count("再次出现") == 1
    assert page.index("又未按月开展") < page.index(finding.title)


def test_a_problem_elsewhere_is_hidden(finding, world, browse):
    assert browse(world.secretary).get(f"/findings/{finding.pk}/").status_code == 200
    finding.task.assignments.filter(organisation=world.own).delete()
    client = browse(world.secretary)
    assert client.get(f"/findings/{finding.pk}/").status_code == 404
    assert finding.title not in client.get("/findings/").content.decode()


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_who_has_no_tasks_anywhere_is_told_so(world, browse, plan, finding, own, who):
    client = browse(getattr(world, who))
    for url in (f"/plans/{plan.pk}/", f"/findings/{finding.pk}/", f"/assignments/{own.pk}/"):
        assert client.get(url).status_code == 404
    for url in ("/tasks/", "/tasks/export/", "/plans/", "/findings/", "/tasks/new/"):
        assert client.get(url).status_code == 403
    assert client.post("/tasks/check/").status_code == 403


@pytest.mark.parametrize(
    "name", ["tasks", "submitted", "export", "plans", "plan", "findings", "finding", "assignment", "new"]
)
def test_the_number_of_queries_does_not_grow_with_the_tree(office, world, plan, finding, own, name):
    url = {
        "tasks": "/tasks/?state=all",
        "submitted": "/tasks/?state=submitted",
        "export": "/tasks/export/?state=all",
        "plans": "/plans/",
        "plan": f"/plans/{plan.pk}/",
        "findings": "/findings/?state=all",
        "finding": f"/findings/{finding.pk}/",
        "assignment": f"/assignments/{own.pk}/",
        "new": "/tasks/new/",
    }[name]
    office.get(url)
    with CaptureQueriesContext(connection) as few:
        office.get(url)
    branches = add_branches(world.highway, 40)
    now, today = timezone.now(), timezone.localdate()
    for number in range(3):
        issue_task(world.root, TaskSpec(f"任务{number}", branches, due_on=today), actor=world.office, now=now)
        spec = FindingSpec(f"问题{number}", "整改", Scope.COMMON, branches, indicator="x")
        raise_findings(
            world.root, period="2026Q2", specs=[spec], due_on=today, snapshot="", actor=world.office, now=now
        )
    with CaptureQueriesContext(connection) as many:
        office.get(url)
    assert len(many) == len(few) <= 14
