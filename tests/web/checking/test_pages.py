"""A draft checked in the browser: pasted or uploaded, its figures marked, explained, corrected, taken home."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from docx import Document as Word

from tests.judged import House, make_house
from zhibu.domain.accounts.models import User
from zhibu.domain.checking.models import CheckedDraft

WORDS = "2026年第三季度小结\n第三季度，第1支部开展主题党日4次，讲党课1次。\n发放慰问金3万元。\n"
FORM = {"words": WORDS, "period": "2026Q3"}


@pytest.fixture
def house(db: None) -> House:
    house = make_house()
    house.hold(house.branches[0], "theme_day", date(2026, 7, 8), date(2026, 8, 12))
    house.hold(house.branches[0], "party_lecture", date(2026, 8, 20))
    return house


@pytest.fixture
def client(house: House, browse: Callable[[User], Client]) -> Client:
    return browse(house.office)


@pytest.fixture
def draft(house: House, client: Client) -> CheckedDraft:
    client.post("/figures/", {**FORM, "organisation": house.root.pk})
    return CheckedDraft.objects.get()


def page(client: Client, draft: CheckedDraft, query: str = "") -> str:
    return client.get(f"/figures/{draft.pk}/{query}").content.decode()


def figure(draft: CheckedDraft, number: int) -> str:
    return f"/figures/{draft.pk}/figure/{draft.checked['figures'][number]['key']}/"


def test_whoever_has_checked_nothing_is_told_what_this_is_for(client: Client) -> None:
    assert "还没有核对过文稿" in client.get("/figures/").content.decode()


def test_each_figure_is_marked_with_colour_sign_and_word(client: Client, draft: CheckedDraft) -> None:
    shown = page(client, draft)
    assert draft.name == "2026年第三季度小结"
    for mark, word in (
        ("contradicted", "与记录不符"),
        ("confirmed", "与记录一致"),
        ("no_record", "暂无数据"),
    ):
        assert f"mark-{mark}" in shown and f"（{word}）" in shown
    assert "只看有疑问的 1" in shown


def test_the_list_tells_how_many_figures_raise_a_question(client: Client, draft: CheckedDraft) -> None:
    shown = client.get("/figures/").content.decode()
    assert draft.name in shown and "1处有疑问" in shown


def test_a_doubt_in_the_text_leads_to_its_place(client: Client, house: House) -> None:
    words = "共有党员30名，其中正式党员20名、预备党员15名。"
    client.post("/figures/", {**FORM, "words": words, "organisation": house.root.pk})
    shown = page(client, CheckedDraft.objects.get())
    assert "文中前后对不上" in shown and 'href="#f1"' in shown and "is-doubted" in shown


def test_the_filter_leaves_out_what_raises_no_question(client: Client, draft: CheckedDraft) -> None:
    shown = page(client, draft, "?only=doubtful")
    assert "4次" in shown and "慰问金" not in shown
    assert "慰问金" in page(client, draft, "?only=no_record")
    assert "慰问金" in page(client, draft, "?only=nonsense")


def test_the_evidence_names_the_measure_the_value_and_the_records(
    client: Client, draft: CheckedDraft
) -> None:
    shown = client.get(figure(draft, 0)).content.decode()
    assert "主题党日次数" in shown and "改成“2次”" in shown
    assert shown.count("/records/") >= 2
    assert client.get(f"/figures/{draft.pk}/figure/nothing/").status_code == 404


def test_a_head_count_is_told_as_of_a_day_and_opens_to_its_organisations(
    client: Client, house: House
) -> None:
    words = "三季度末，共有党支部5个。"
    client.post("/figures/", {**FORM, "words": words, "organisation": house.root.pk})
    shown = client.get(figure(CheckedDraft.objects.get(), 0)).content.decode()
    assert "截至2026年9月30日" in shown and f'href="/organisations/{house.root.pk}/"' in shown


def test_a_figure_is_replaced_by_the_recorded_one_and_put_back(client: Client, draft: CheckedDraft) -> None:
    key = draft.checked["figures"][0]["key"]
    answer = client.post(f"/figures/{draft.pk}/correct/{key}/", {"act": "replace", "place": "1"})
    assert answer["Location"] == f"/figures/{draft.pk}/#f1"
    draft.refresh_from_db()
    assert "主题党日2次" in draft.text and draft.checked["figures"][0]["verdict"] == "confirmed"
    client.post(f"/figures/{draft.pk}/undo/")
    draft.refresh_from_db()
    assert "主题党日4次" in draft.text


def test_a_sentence_is_written_anew_and_checked_at_once(client: Client, draft: CheckedDraft) -> None:
    key = draft.checked["figures"][2]["key"]
    client.post(f"/figures/{draft.pk}/correct/{key}/", {"words": "第1支部共有党员9名。"})
    draft.refresh_from_db()
    assert "慰问金" not in draft.text
    assert [one["verdict"] for one in draft.checked["figures"]] == ["contradicted", "confirmed", "confirmed"]


def test_another_measure_is_chosen_from_those_with_the_same_unit(client: Client, draft: CheckedDraft) -> None:
    key = draft.checked["figures"][0]["key"]
    assert 'value="times/party_lecture"' in client.get(figure(draft, 0)).content.decode()
    client.post(f"/figures/{draft.pk}/choose/{key}/", {"measure": "times/party_lecture"})
    draft.refresh_from_db()
    assert draft.checked["figures"][0]["measure"]["id"] == "times/party_lecture"
    answer = client.post(f"/figures/{draft.pk}/choose/{key}/", {"measure": "rm -rf"}, follow=True)
    assert "没有这个口径" in answer.content.decode()


def test_the_corrected_text_is_taken_home_as_a_word_document(client: Client, draft: CheckedDraft) -> None:
    key = draft.checked["figures"][0]["key"]
    client.post(f"/figures/{draft.pk}/correct/{key}/", {"act": "replace"})
    answer = client.get(f"/figures/{draft.pk}/docx/")
    words = "\n".join(paragraph.text for paragraph in Word(io.BytesIO(answer.content)).paragraphs)
    assert "主题党日2次" in words and "attachment" in answer["Content-Disposition"]


def test_a_draft_is_deleted(client: Client, draft: CheckedDraft) -> None:
    assert client.post(f"/figures/{draft.pk}/drop/")["Location"] == "/figures/"
    assert client.get(f"/figures/{draft.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"words": " "}, "没有可核对的文字"),
        ({"words": "开" * 100_001}, "最多100000字"),
        ({"file": ContentFile(b"\x89PNG\r\n\x1a\n", name="总结.docx")}, "refusal"),
        ({"words": WORDS, "organisation": "0"}, "没有这个组织"),
        ({"words": WORDS, "period": "2026Q9"}, "没有这个期间"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_the_reason(
    client: Client, house: House, sent: dict[str, object], said: str
) -> None:
    answer = client.post("/figures/", {"organisation": house.root.pk, **sent})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not CheckedDraft.objects.exists()


def test_an_organisation_is_found_by_name_within_reach(client: Client, house: House) -> None:
    second = house.branches[1]
    shown = client.get("/figures/", {"place": "第2"}).content.decode()
    assert f'value="{second.pk}" checked' in shown and f'value="{house.root.pk}"' not in shown
    assert "没有名称含“火星”的组织" in client.get("/figures/", {"place": "火星"}).content.decode()
    assert client.post("/figures/", {**FORM, "organisation": second.pk}).status_code == 302
    assert CheckedDraft.objects.get().organisation == second


def test_a_share_opens_to_the_records_of_its_part_and_its_whole(client: Client, house: House) -> None:
    words = "第三季度，第1支部主题党日到会率80%。"
    client.post("/figures/", {**FORM, "words": words, "organisation": house.root.pk})
    shown = client.get(figure(CheckedDraft.objects.get(), 0)).content.decode()
    assert "到会人次 <strong>16人次</strong>" in shown and "应到人次 <strong>16人次</strong>" in shown


def test_a_change_opens_to_the_records_of_both_times(client: Client, house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 5, 13))
    words = "第1支部主题党日2次，比二季度增加3次。"
    client.post("/figures/", {**FORM, "words": words, "organisation": house.root.pk})
    shown = client.get(figure(CheckedDraft.objects.get(), 1)).content.decode()
    assert "记录是2，2026年第二季度是1，增加1" in shown and "改成“1次”" in shown
    assert "2026年第三季度主题党日次数 <strong>2次</strong>" in shown
    assert "2026年第二季度主题党日次数 <strong>1次</strong>" in shown


def test_a_change_that_went_the_other_way_offers_no_number_in_its_place(client: Client, house: House) -> None:
    house.hold(house.branches[0], "theme_day", date(2026, 5, 6), date(2026, 5, 13), date(2026, 6, 10))
    words = "第1支部主题党日2次，比二季度增加3次。"
    client.post("/figures/", {**FORM, "words": words, "organisation": house.root.pk})
    shown = client.get(figure(CheckedDraft.objects.get(), 1)).content.decode()
    assert "记录是2，2026年第二季度是3，减少1" in shown
    assert "改成" not in shown and "-1次" not in shown and "<strong>-1" not in shown


def test_words_of_a_draft_are_never_taken_for_markup(client: Client, house: House) -> None:
    words = "<script>alert(1)</script>开展主题党日3次。"
    client.post("/figures/", {"words": words, "organisation": house.root.pk})
    shown = page(client, CheckedDraft.objects.get())
    assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown


def test_a_draft_is_its_owners_alone(
    house: House, draft: CheckedDraft, browse: Callable[[User], Client]
) -> None:
    other = house.grant(User.objects.create(username="office2"), "office", house.root)
    for address in (f"/figures/{draft.pk}/", figure(draft, 0), f"/figures/{draft.pk}/docx/"):
        assert browse(other).get(address).status_code == 404


def test_a_secretary_checks_for_the_own_branch_alone(house: House, browse: Callable[[User], Client]) -> None:
    client = browse(house.secretary)
    shown = client.get("/figures/").content.decode()
    assert f'value="{house.branches[0].pk}"' in shown and f'value="{house.root.pk}"' not in shown
    assert client.post("/figures/", {**FORM, "organisation": house.root.pk}).status_code == 422
