"""The three administrators' pages: accounts, grants, journal; and the self-check that everybody may read."""

import re

import pytest
from django.test import Client

from tests.domain.builders import administrator
from tests.world import PASSWORD, World, build_world
from zhibu.domain.access.models import Grant
from zhibu.domain.access.permissions import Role
from zhibu.domain.accounts.models import User
from zhibu.domain.journal.models import Entry


@pytest.fixture
def world(db: None) -> World:
    return build_world()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def system(world: World) -> Client:
    return signed_in(administrator(Role.SYSTEM_ADMIN, world.root))


@pytest.fixture
def security(world: World) -> Client:
    return signed_in(administrator(Role.SECURITY_ADMIN, world.root))


def test_a_new_account_signs_in_with_the_password_shown_once(system: Client) -> None:
    text = system.post("/system/accounts/", {"username": "lixin", "display_name": "李新"}).content.decode()
    found = re.search(r"(?<=class=\"mono\">)[a-z2-9-]{14}", text)
    assert found is not None
    visitor = Client()
    visitor.post("/sign-in/", {"username": "lixin", "password": found.group()})
    assert visitor.get("/me/").status_code == 200
    assert found.group() not in system.get("/system/accounts/").content.decode()


def test_a_taken_name_keeps_what_was_typed(system: Client, world: World) -> None:
    answer = system.post("/system/accounts/", {"username": "office", "display_name": "李新"})
    assert answer.status_code == 422
    assert 'value="李新"' in answer.content.decode()


def test_a_closed_account_signs_in_no_more_until_it_is_reopened(system: Client, world: World) -> None:
    system.post(f"/system/accounts/{world.secretary.pk}/close/")
    world.secretary.refresh_from_db()
    assert not world.secretary.is_active
    system.post(f"/system/accounts/{world.secretary.pk}/reopen/")
    world.secretary.refresh_from_db()
    assert world.secretary.is_active


def test_a_new_password_replaces_the_old_one(system: Client, world: World) -> None:
    system.post(f"/system/accounts/{world.secretary.pk}/password/")
    world.secretary.refresh_from_db()
    assert not world.secretary.check_password(PASSWORD)


def test_a_role_is_given_with_a_reason_and_taken_back_with_one(security: Client, world: World) -> None:
    typed = {"user": "stranger 无授权", "role": "member", "organisation": world.own.name, "until": ""}
    assert security.post("/system/grants/", {**typed, "reason": ""}).status_code == 422
    security.post("/system/grants/", {**typed, "reason": "新任"})
    grant = Grant.objects.get(user=world.stranger)
    assert grant.organisation == world.own
    assert security.post(f"/system/grants/{grant.pk}/end/", {"reason": ""}).status_code == 422
    security.post(f"/system/grants/{grant.pk}/end/", {"reason": "调离"})
    grant.refresh_from_db()
    assert grant.ended_at is not None


@pytest.mark.parametrize(
    "wrong",
    [{"user": "nobody-there"}, {"role": "king"}, {"organisation": "没有这个组织"}, {"until": "2020-01-01"}],
)
def test_a_role_for_nobody_or_nowhere_is_refused_with_what_was_typed(
    security: Client, world: World, wrong: dict[str, str]
) -> None:
    typed = {
        "user": "stranger",
        "role": "member",
        "organisation": world.own.name,
        "until": "",
        "reason": "新任",
    }
    answer = security.post("/system/grants/", {**typed, **wrong})
    assert answer.status_code == 422
    assert 'value="新任"' in answer.content.decode()
    assert not Grant.objects.filter(user=world.stranger).exists()


def test_the_audit_administrator_reads_and_proves_the_journal(world: World, system: Client) -> None:
    system.post("/system/accounts/", {"username": "lixin", "display_name": "李新"})
    audit = signed_in(administrator(Role.AUDIT_ADMIN, world.root))
    assert "lixin" in audit.get("/system/journal/").content.decode()
    whole = audit.get("/system/journal/proof/").content.decode()
    assert "核验通过" in whole and "</html>" in whole
    part = audit.get("/system/journal/proof/", headers={"HX-Request": "true"}).content.decode()
    assert "核验通过" in part and "</html>" not in part
    Entry.objects.filter(act="access.open_account").update(detail={"username": "other"})
    assert "核验不通过" in audit.get("/system/journal/proof/").content.decode()


def test_nonsense_in_the_journals_filters_narrows_nothing(world: World) -> None:
    audit = signed_in(administrator(Role.AUDIT_ADMIN, world.root))
    assert audit.get("/system/journal/?since=2026-99-99&until=x&page=abc").status_code == 200


@pytest.mark.parametrize(
    "page", ["/system/accounts/", "/system/grants/", "/system/journal/", "/system/journal/proof/"]
)
def test_the_office_administers_nothing(world: World, page: str) -> None:
    assert signed_in(world.office).get(page).status_code == 403


def test_anyone_signed_in_reads_the_self_check(world: World) -> None:
    text = signed_in(world.member).get("/system/relief/").content.decode()
    assert "不列名次" in text
