"""The staged preview: the document beside its proposals, every act on them, and publishing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.intake.conftest import PLAN
from tests.world import add_branches
from zhibu.domain.intake.choices import Decision, Stage
from zhibu.domain.intake.models import Import
from zhibu.domain.tasks.models import Assignment, Plan

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def proposals(staged: Import) -> list:
    return list(staged.proposals.all())


@pytest.fixture
def settled(office, staged, world) -> Import:
    for name, target in (("公路中心", f"under:{world.highway.pk}"), ("天文台", "")):
        data = {"name": name} | ({"target": target} if target else {})
        assert office.post(f"/imports/{staged.pk}/name/", data).status_code == 302
    return staged


def test_each_proposal_and_its_sentence_lead_to_each_other(office, staged, proposals):
    page = office.get(f"/imports/{staged.pk}/").content.decode()
    for proposal in proposals:
        assert f'href="#s{proposal.pk}"' in page
        assert f'id="s{proposal.pk}"' in page
        assert f'href="#p{proposal.pk}"' in page
        assert f'id="p{proposal.pk}"' in page


def test_names_like_no_organisation_are_set_aside_together(office, upload):
    upload(
        "2026年工作计划\n一、完成换届。（责任单位：天文台）\n二、开展培训。（责任单位：气象站、公路中心）\n"
    )
    staged = Import.objects.get()
    address = f"/imports/{staged.pk}/"
    assert "这2个没有相近组织的，都按未写明处理" in office.get(address).content.decode()
    assert office.post(f"{address}name/", {"name": ["天文台", "气象站"]}).status_code == 302
    page = office.get(address).content.decode()
    assert "没有相近组织的" not in page
    assert 'name="name" value="天文台"' not in page
    assert 'name="name" value="公路中心"' in page


def test_noise_and_masked_values_are_marked(office, staged):
    page = office.get(f"/imports/{staged.pk}/").content.decode()
    assert 'title="文档密码">本文档编辑密码：abc123</del>' in page
    assert '<span class="masked" title="隐去的内容，按未知处理">**</span>' in page


def test_unsure_proposals_come_first(office, staged, proposals):
    page = office.get(f"/imports/{staged.pk}/").content.decode()
    places = [page.index(f'id="p{proposal.pk}"') for proposal in proposals]
    assert max(places[1:]) < places[0]
    assert "先看这3条" in page


def test_a_proposal_is_edited_in_its_place(office, staged, proposals):
    pk = proposals[0].pk
    form = office.get(f"/proposals/{pk}/edit/", **HTMX).content.decode()
    assert f'name="p{pk}-text"' in form
    data = {f"p{pk}-text": "各支部报送学习计划", f"p{pk}-due_on": "2026-04-01", f"p{pk}-every": "once"}
    card = office.post(f"/proposals/{pk}/edit/", data, **HTMX).content.decode()
    assert "各支部报送学习计划" in card
    assert 'id="progress"' in card
    proposals[0].refresh_from_db()
    assert (proposals[0].due_on, proposals[0].decision) == (date(2026, 4, 1), Decision.ACCEPTED)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("text", "", "请写明要做什么"), ("text", "长" * 501, "最多500个字"), ("due_on", "明天", "2026-06-30")],
)
def test_a_bad_edit_is_refused_and_what_was_typed_stays(office, proposals, field, value, words):
    pk = proposals[0].pk
    data = {f"p{pk}-text": "写好的任务", f"p{pk}-lead": "办公室", f"p{pk}-every": "once"}
    answer = office.post(f"/proposals/{pk}/edit/", data | {f"p{pk}-{field}": value}, **HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "办公室" in page
    assert office.get(f"/proposals/{pk}/", **HTMX).content.decode().count("写好的任务") == 0


def test_a_dropped_proposal_can_be_restored(office, staged, proposals):
    pk = proposals[0].pk
    assert "恢复" in office.post(f"/proposals/{pk}/", {"act": "drop"}, **HTMX).content.decode()
    page = office.get(f"/imports/{staged.pk}/").content.decode()
    assert "已删去1条" in page
    assert "删去" in office.post(f"/proposals/{pk}/", {"act": "restore"}, **HTMX).content.decode()


def test_several_are_merged_split_and_the_step_is_undone(office, staged, proposals):
    keys = [one.pk for one in proposals[:2]]
    several = f"/imports/{staged.pk}/several/"
    assert office.post(several, {"act": "merge", "proposal": keys}, **HTMX).status_code == 200
    assert staged.proposals.filter(decision=Decision.DROPPED).count() == 1
    again = office.post(several, {"act": "merge", "proposal": keys}, **HTMX)
    assert again.status_code == 422
    assert "至少要选两条" in again.content.decode()
    answer = office.post(f"/proposals/{keys[0]}/split/", {"lines": "甲\n乙\n丙"}, **HTMX)
    assert answer["HX-Retarget"] == "#work"
    assert staged.proposals.filter(text__in=["甲", "乙", "丙"]).count() == 3
    step = staged.changes.last()
    undo = f"/imports/{staged.pk}/undo/{step.pk}/"
    assert office.post(undo, **HTMX).status_code == 200
    assert not staged.proposals.filter(text="乙").exists()
    assert office.post(undo, **HTMX).status_code == 422


def test_a_task_is_added_by_hand(office, staged):
    data = {"add-text": "报送半年总结", "add-every": "once", "add-due_on": "2026-07-05"}
    assert "报送半年总结" in office.post(f"/imports/{staged.pk}/add/", data, **HTMX).content.decode()
    empty = office.post(f"/imports/{staged.pk}/add/", {"add-lead": "宣传处", "add-every": "once"}, **HTMX)
    assert empty.status_code == 422
    assert "宣传处" in empty.content.decode()


def test_who_is_asked_is_chosen_by_category_by_name_or_all(office, staged, world):
    picker = office.get(f"/targets/{world.root.pk}/?q=公路&target=category:organ").content.decode()
    assert 'value="category:organ" checked' in picker
    assert f'value="under:{world.highway.pk}"' in picker
    assert f'value="organisation:{world.branches[2].pk}"' in picker
    fallback = f"/imports/{staged.pk}/fallback/"
    office.post(fallback, {"target": ["category:organ", f"organisation:{world.branches[4].pk}"]})
    staged.refresh_from_db()
    assert staged.fallback == ["category:organ", f"organisation:{world.branches[4].pk}"]
    assert office.post(fallback, {"target": "organisation:999999"}, **HTMX).status_code == 422


def test_the_year_can_be_put_right(office, staged):
    describe = f"/imports/{staged.pk}/describe/"
    assert office.post(describe, {"title": "2027年要点", "year": "2027"}).status_code == 302
    staged.refresh_from_db()
    assert (staged.title, staged.year) == ("2027年要点", 2027)
    for year in ("", "二七", "99"):
        refused = office.post(describe, {"title": "仍在这里", "year": year})
        assert refused.status_code == 422
        assert "仍在这里" in refused.content.decode()


def test_nothing_is_written_before_it_is_confirmed_and_then_once(office, settled):
    publish = f"/imports/{settled.pk}/publish/"
    page = office.get(publish).content.decode()
    assert "确认发布" in page
    assert not Plan.objects.exists()
    first, second = office.post(publish), office.post(publish)
    plan = Plan.objects.get()
    assert first["Location"] == second["Location"] == f"/plans/{plan.pk}/"
    assert f"<dd>{Assignment.objects.count()}</dd>" in page
    assert office.get(f"/imports/{settled.pk}/").status_code == 200


def test_open_names_keep_it_from_being_published(office, staged):
    page = office.get(f"/imports/{staged.pk}/publish/").content.decode()
    assert "公路中心、天文台" in page
    assert "确认发布</button>" not in page
    assert office.post(f"/imports/{staged.pk}/publish/").status_code == 422
    assert not Plan.objects.exists()


def test_a_discarded_import_is_read_only(office, staged, proposals):
    assert office.post(f"/imports/{staged.pk}/discard/").status_code == 302
    staged.refresh_from_db()
    assert staged.stage == Stage.DISCARDED
    page = office.get(f"/imports/{staged.pk}/").content.decode()
    assert "没有下发任何任务" in page
    assert f"/proposals/{proposals[0].pk}/edit/" not in page
    assert office.post(f"/proposals/{proposals[0].pk}/", {"act": "drop"}, **HTMX).status_code == 422


def pages(staged: Import) -> dict[str, str]:
    proposal = staged.proposals.earliest("pk")
    return {
        "imports": "/imports/",
        "preview": f"/imports/{staged.pk}/",
        "publish": f"/imports/{staged.pk}/publish/",
        "edit": f"/proposals/{proposal.pk}/edit/",
        "split": f"/proposals/{proposal.pk}/split/",
        "card": f"/proposals/{proposal.pk}/",
        "targets": f"/targets/{staged.organisation_id}/",
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [("office2", {200, 302}), ("secretary", {403, 404}), ("member", {403, 404}), ("leader", {403, 404}),
     ("inspector", {403, 404}), ("stranger", {403, 404})],
)  # fmt: skip
def test_only_the_office_gets_in(staged, world, browse, who, status):
    client = browse(getattr(world, who))
    assert {client.get(url).status_code for url in pages(staged).values()} <= status


@pytest.mark.parametrize("who", ["secretary", "leader", "stranger"])
@pytest.mark.parametrize(
    "act", ["describe", "fallback", "several", "name", "add", "discard", "publish", "undo/1"]
)
def test_nobody_else_acts(staged, world, browse, who, act):
    answer = browse(getattr(world, who)).post(f"/imports/{staged.pk}/{act}/", {"act": "accept"})
    assert answer.status_code == 404


@pytest.mark.parametrize("act", ["describe", "fallback", "several", "name", "add", "discard", "undo/1"])
def test_an_address_of_a_form_leads_to_the_page(office, staged, act):
    assert office.get(f"/imports/{staged.pk}/{act}/")["Location"] == f"/imports/{staged.pk}/"


def test_signed_out_one_is_led_to_sign_in(staged, client):
    assert all(client.get(url).status_code == 302 for url in pages(staged).values())


@pytest.mark.parametrize("name", ["imports", "preview", "publish", "card", "targets"])
def test_the_number_of_queries_does_not_grow_with_the_tree(office, staged, world, upload, name):
    url = pages(staged)[name]
    office.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        office.get(url)
    add_branches(world.highway, 30)
    upload(name="另一份.txt")
    for number in range(20):
        proposal = staged.proposals.earliest("pk")
        proposal.pk, proposal.order = None, 1000 + number
        proposal.save()
    with CaptureQueriesContext(connection) as many:
        office.get(url)
    assert len(many) == len(few) <= 16


def test_a_new_edition_says_what_changed(office, settled, upload):
    office.post(f"/imports/{settled.pk}/publish/")
    changed = PLAN.replace("6月底前", "9月底前").replace("建设党建书屋", "走访慰问老党员")
    page = office.get(upload(changed)["Location"]).content.decode()
    assert f'像是<a href="/plans/{Plan.objects.get().pk}/">' in page
    assert "2条没有变" in page
    assert "上一版：" in page
    assert "上一版有、这次没有的" in page


def test_a_plan_alike_in_title_only_is_no_edition(office, settled, upload):
    office.post(f"/imports/{settled.pk}/publish/")
    other = "2026年党建工作要点\n一、老干部工作\n重阳节前走访慰问全部离退休老党员。\n"
    assert "的新版" not in office.get(upload(other, name="另.txt")["Location"]).content.decode()
