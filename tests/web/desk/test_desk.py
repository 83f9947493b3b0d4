"""The desk as each role meets it, and in how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.domain.builders import administrator, assign
from tests.world import add_branches
from zhibu.domain.access.permissions import Role
from zhibu.domain.activities.models import Declaration
from zhibu.domain.tasks.actions import TaskSpec, issue_task, submit_assignment
from zhibu.rules.periods import Period

pytestmark = pytest.mark.django_db


def test_a_secretary_sees_duties_with_their_clause_and_tasks_with_who_asked(secretary, world, people, today):
    spec = TaskSpec("报送换届方案", [world.own], due_on=today - timedelta(days=2))
    issue_task(world.root, spec, actor=world.office, now=timezone.now())
    page = secretary.get("/").content.decode()
    for words in ("逾期2天", "报送换届方案", "厅党委", "主题党日", "支部工作条例", "党支部每月相对固定"):
        assert words in page
    assert f"/record/{world.own.pk}/theme_day/?for={Period.containing(today, 'month')}" in page


def test_a_desk_with_nothing_to_do_says_so(member):
    page = member.get("/").content.decode()
    assert "没有要您办的事" in page
    assert "记一笔" not in page


def test_the_ended_quarter_is_confirmed_with_one_tap(secretary, world, people, today):
    ended = Period.containing(today, "quarter").previous()
    address = f"/declare/{world.own.pk}/{ended}/"
    assert address in secretary.get("/").content.decode()
    assert secretary.post(address).status_code == 302
    assert secretary.post(address).status_code == 302
    assert Declaration.objects.get().period == str(ended)
    assert address not in secretary.get("/").content.decode()


def test_a_quarter_that_runs_cannot_be_confirmed(secretary, secretary2, world, today):
    running = Period.containing(today, "quarter")
    answer = secretary.post(f"/declare/{world.own.pk}/{running}/", follow=True)
    assert "还没有结束" in answer.content.decode()
    assert secretary.post(f"/declare/{world.own.pk}/nonsense/").status_code == 404
    assert secretary2.post(f"/declare/{world.own.pk}/{running.previous()}/").status_code == 404
    assert Declaration.objects.count() == 0


def test_the_office_sees_what_waits_for_checking(office, world):
    own = assign(world.office, world.root, world.own)
    submit_assignment(own, report="办好了", has_evidence=False, actor=world.secretary, now=timezone.now())
    page = office.get("/").content.decode()
    assert "等您验收" in page
    assert f"/assignments/{own.pk}/" in page


def test_someone_without_any_grant_is_told_whom_to_ask(stranger):
    assert "还没有授权范围" in stranger.get("/").content.decode()


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_an_administrator_gets_a_desk_without_party_work(browse, world, role):
    page = browse(administrator(role, world.root)).get("/").content.decode()
    assert "任务清单" not in page
    assert "记一笔" not in page


@pytest.mark.parametrize("who", ["secretary", "office", "member", "leader"])
def test_the_number_of_queries_does_not_grow_with_the_tree(browse, world, people, who):
    client, counts = browse(getattr(world, who)), []
    for count in (0, 40):
        for branch in [world.own, *add_branches(world.company, count)]:
            assign(world.office, world.root, branch, title=f"任务{count}")
        client.get("/")  # every few seconds a page also asks which rules are in force
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 12


def test_reports_that_wait_are_offered_below_the_desk(office, secretary, member, world, people):
    assert "/desk/reports/" in office.get("/").content.decode()
    assert "/desk/reports/" in secretary.get("/").content.decode()
    assert "/desk/reports/" not in member.get("/").content.decode()
