"""Signing in, choosing an organisation, refusals: the frame around every page."""

import pytest

from tests.domain.builders import admit
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


def test_signing_in_leads_to_the_desk_and_out_again(client, world):
    answer = client.post("/sign-in/", {"username": "secretary", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert client.get("/sign-in/")["Location"] == "/"
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/")["Location"] == "/sign-in/?next=/"


def test_a_member_asked_for_nothing_begins_with_the_own_page(client, world):
    sent = {"username": "member", "password": PASSWORD}
    assert client.post("/sign-in/", sent)["Location"] == "/"
    person = admit(world.own, "陈一")
    person.user = world.member
    person.save()
    assert client.post("/sign-in/", sent)["Location"] == "/me/"
    assert "没有要您办的事" in client.get("/").content.decode()


def test_a_wrong_password_does_not_tell_which_part_was_wrong(client, world):
    known = client.post("/sign-in/", {"username": "secretary", "password": "x"}).content.decode()
    assert "用户名或密码不对" in known
    assert 'value="secretary"' in known


def test_five_wrong_passwords_pause_the_account(client, world):
    for _ in range(5):
        answer = client.post("/sign-in/", {"username": "secretary", "password": "x"})
    assert answer.status_code == 429
    assert "暂停登录30分钟" in answer.content.decode()
    assert client.post("/sign-in/", {"username": "secretary", "password": PASSWORD}).status_code == 429


def test_signing_in_leads_nowhere_else(client, world):
    sent = {"username": "secretary", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/sign-in/", sent)["Location"] == "/"


def test_a_fragment_asked_without_a_session_sends_the_whole_page_to_sign_in(client, world):
    page = f"http://testserver/organisations/{world.own.pk}/"
    answer = client.get("/search/?q=办公", headers={"HX-Request": "true", "HX-Current-URL": page})
    assert answer["HX-Redirect"] == f"/sign-in/?next=%2Forganisations%2F{world.own.pk}%2F"


def test_the_navigation_holds_what_the_role_may_enter(office, member, stranger):
    rooms = ("组织党员", "纪实", "任务清单", "督查整改", "考核通报", "资料报告")
    page = office.get("/me/").content.decode()
    assert all(f"<span>{room}</span>" in page for room in rooms)
    assert "<span>系统" not in page
    page = member.get("/me/").content.decode()
    assert [room for room in rooms if f"<span>{room}</span>" in page] == ["组织党员", "纪实"]
    page = stranger.get("/me/").content.decode()
    assert [room for room in rooms if f"<span>{room}</span>" in page] == []


def test_choosing_an_organisation_changes_what_lists_show(office, secretary, world, recorded):
    assert "公路中心第一党支部" in office.get("/switch/?q=公路").content.decode()
    answer = office.post("/switch/", {"organisation": world.highway.pk, "next": "/records/"})
    assert answer["Location"] == "/records/"
    assert "公路中心党委及下级，0条" in office.get("/records/").content.decode()
    for nonsense in (world.own.pk + 9999, "x", ""):
        assert office.post("/switch/", {"organisation": nonsense}).status_code == 404
    assert secretary.post("/switch/", {"organisation": world.highway.pk}).status_code == 404
    elsewhere = {"organisation": world.root.pk, "next": "https://elsewhere.example/"}
    assert office.post("/switch/", elsewhere)["Location"] == "/"


def test_what_is_hidden_is_not_found_and_says_what_to_do(secretary, client, world):
    answer = secretary.get(f"/organisations/{world.other.pk}/")
    assert answer.status_code == 404
    assert "不在您的查看范围内" in answer.content.decode()
    assert client.get("/nowhere/").status_code == 404


def test_a_refusal_gives_its_reason(member):
    answer = member.get("/people/")
    assert answer.status_code == 403
    assert "党员名册由支部书记和党务干部查看" in answer.content.decode()


def test_a_stale_form_is_explained(world, browse):
    client = browse(world.secretary)
    client.handler.enforce_csrf_checks = True
    answer = client.post("/switch/", {"organisation": world.own.pk})
    assert answer.status_code == 403
    assert "页面停留太久" in answer.content.decode()


def test_pages_may_load_nothing_from_elsewhere(secretary, world):
    policy = secretary.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy


def test_the_password_is_changed_by_its_owner(secretary, client, world):
    wrong = {"old": "x", "new": "short", "again": "other"}
    answer = secretary.post("/me/password/", wrong)
    assert answer.status_code == 422
    assert "现在的密码不对" in answer.content.decode()
    new = "Xinmima-2026-zb"
    answer = secretary.post("/me/password/", {"old": PASSWORD, "new": new, "again": new + "x"})
    assert "两次输入的新密码不一样" in answer.content.decode()
    assert secretary.post("/me/password/", {"old": PASSWORD, "new": new, "again": new}).status_code == 302
    assert secretary.get("/me/").status_code == 200
    assert client.post("/sign-in/", {"username": "secretary", "password": new})["Location"] == "/"
