"""The whole loop in a browser: from the imported plan to the leader's page, on the demo organisation."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.steps import look


@pytest.fixture(scope="module")
def branch(chromium, site: str) -> str:
    """The branch of the demo's secretary, as its own switcher names it."""
    page = chromium.new_page(base_url=site, locale="zh-CN")
    steps.enter(page, "secretary")
    name: str = page.locator(".switcher").inner_text().strip()
    page.close()
    return name


def test_the_whole_loop(desktop: Page, phone: Page, seeds: Path, branch: str) -> None:
    steps.enter(desktop, "office")
    import_a_plan(desktop, next(seeds.glob("004_*.txt")), branch)

    steps.enter(phone, "secretary")
    see_what_is_due(phone)
    see_no_other_branch(phone, desktop)
    record_a_theme_day(phone)
    first, second = report_on_two_tasks(phone)

    check_off(desktop, first)
    give_back(desktop, second)
    find_it_returned(phone, second)

    close_the_quarter(desktop)
    raise_problems(desktop)
    write_the_bulletin(desktop)
    desktop.context.clear_cookies()
    steps.enter(desktop, "leader")
    see_how_things_stand(desktop)


def test_a_plan_of_another_kind_is_imported_and_discarded(desktop: Page, seeds: Path) -> None:
    steps.enter(desktop, "office")
    steps.upload(desktop, next(seeds.glob("000_*.txt")))
    expect(desktop.locator("article.proposal").first).to_be_visible()
    steps.drop_and_restore(desktop)
    desktop.get_by_role("button", name="放弃", exact=True).click()
    desktop.get_by_role("button", name="确认放弃").click()
    expect(desktop.locator("main")).to_contain_text("没有下发任何任务")
    look(desktop)


def import_a_plan(page: Page, document: Path, branch: str) -> None:
    """Step 1: staged beside its text, noise and masked values marked, edited, published to the chosen branch."""
    steps.upload(page, document)
    for mark in ("a.source", ".masked"):
        expect(page.locator(f".document-text {mark}").first).to_be_visible()
    steps.set_year(page, timezone.localdate().year)
    steps.edit_first(page, "每月开展一次主题党日，重点学习支部工作条例")
    steps.drop_and_restore(page)
    steps.settle_names(page)
    steps.send_all_to(page, branch)
    steps.publish(page)
    assert steps.number_in(page.locator(".totals dd").first.inner_text()) > 0


def see_what_is_due(page: Page) -> None:
    """Step 2: one list, the most urgent first, each with its reason: who asked, or the clause."""
    reasons = page.locator(".todo .todo-words small").all_inner_texts()
    assert reasons
    assert all("《" in words or "依据" in words or "，" in words for words in reasons)
    groups = page.locator("section.card > h2").all_inner_texts()
    order = ["逾期", "本周", "本月", "以后"]
    shown = [word for words in groups for word in order if words.startswith(word)]
    assert shown == sorted(shown, key=order.index)


def see_no_other_branch(phone: Page, desktop: Page) -> None:
    """Step 2: what the office sees of other branches does not exist for the secretary."""
    desktop.goto("/records/")
    look(desktop)
    hidden = {
        link.get_attribute("href") for link in desktop.locator("main td a[href^='/records/']").all()
    } | {"/imports/"}
    desktop.goto("/organisations/")
    look(desktop)
    hidden |= {
        link.get_attribute("href") for link in desktop.locator("main a[href^='/organisations/']").all()[:5]
    }
    own = {link.get_attribute("href") for link in phone.locator("main a").all()}
    phone.goto("/records/")
    own |= {link.get_attribute("href") for link in phone.locator("main td a").all()}
    phone.goto("/")
    for address in sorted(address for address in hidden - own if address):
        assert phone.request.get(address).status in {403, 404}, address


def record_a_theme_day(page: Page) -> None:
    """Step 3: nothing to fill in but what happened; drafted while typing; the page says where it counts."""
    page.locator("nav.bar").get_by_role("link", name="记一笔").click()
    look(page)
    page.locator(".kinds a", has_text="主题党日").first.click()
    look(page)
    form = page.locator("#record-form")
    assert steps.inputs_beyond_defaults(form) <= 6
    form.locator("#people input[name=absent]").first.check()
    form.locator("#people select:visible").first.select_option(label="病假")
    form.get_by_label("内容纪要").fill("学习支部工作条例，逐条对照查摆，提出三条改进措施。")
    expect(page.locator("#draft-state")).to_contain_text("已存", timeout=10_000)
    form.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/records/\d+/$"))
    look(page)
    for use in ("duty", "attendance", "hours", "indicator"):
        expect(page.locator(f".use-{use}").first).to_be_visible()


def report_on_two_tasks(page: Page) -> tuple[str, str]:
    """Step 4: two tasks of the new plan, one proved by the record, one told in words."""
    page.locator("nav.bar").get_by_role("link", name="任务").click()
    look(page)
    links = page.locator("td.wide a[href^='/assignments/']")
    first, second = (links.nth(place).get_attribute("href") or "" for place in range(2))
    page.goto(first)
    look(page)
    page.locator(".proof input").first.check()
    page.get_by_role("button", name="提交验收").click()
    expect(page.locator(".facts")).to_contain_text("待验收")
    page.goto(second)
    page.get_by_label("办理情况").fill("已经安排，下月完成。")
    page.get_by_role("button", name="提交验收").click()
    expect(page.locator(".facts")).to_contain_text("待验收")
    return first, second


def check_off(page: Page, assignment: str) -> None:
    """Step 4: another person checks the work off."""
    page.goto(assignment)
    look(page)
    page.get_by_label("验收意见").fill("有纪实为证，同意。")
    page.get_by_role("button", name="确认销号").click()
    expect(page.locator(".facts")).to_contain_text("已销号")


def give_back(page: Page, assignment: str) -> None:
    """Step 4: or returns it with a reason."""
    page.goto(assignment)
    page.locator(".give-back summary").click()
    page.get_by_label("缺什么、要补什么").fill("请附上纪实。")
    page.get_by_role("button", name="退回补充").click()
    expect(page.locator(".facts")).to_contain_text("已退回")


def find_it_returned(page: Page, assignment: str) -> None:
    """Step 4: the branch sees what is missing."""
    page.goto(assignment)
    look(page)
    expect(page.locator(".refusal")).to_contain_text("请附上纪实")


def close_the_quarter(page: Page) -> None:
    """Step 5: the last complete quarter becomes a snapshot with its results; a verdict opens to its rule."""
    page.goto("/closings/")
    look(page)
    page.locator("[data-opens='close-open']").click()
    page.get_by_role("button", name="确认结账").click()
    page.wait_for_url(re.compile(r"/results/\d{4}Q\d/"), timeout=90_000)
    look(page)
    page.locator("td.cell a").first.click()
    drawer = page.locator("#drawer")
    expect(drawer).to_be_visible()
    for heading in ("规则", "计算", "记录"):
        expect(drawer.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(drawer).to_contain_text("第")
    drawer.get_by_role("button", name="关闭").click()


def raise_problems(page: Page) -> None:
    """Step 5: problems are proposed common or individual; confirmed ones become tasks."""
    page.goto("/closings/")
    page.get_by_role("link", name="列问题").first.click()
    look(page)
    page.get_by_role("button", name="下发整改任务").click()
    page.wait_for_url("**/findings/**")
    look(page)
    expect(page.locator("main")).to_contain_text("共性")


def write_the_bulletin(page: Page) -> None:
    """Step 5: the bulletin is generated; each figure opens; it downloads as a Word document."""
    page.goto("/closings/")
    page.get_by_role("button", name="起草通报").first.click()
    page.wait_for_url(re.compile(r"/reports/\d+/$"))
    look(page)
    page.locator(".paper a[data-drawer]").first.click()
    expect(page.locator("#drawer")).to_be_visible()
    page.locator("#drawer").get_by_role("button", name="关闭").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载文档").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert download.value.path().read_bytes().startswith(b"PK")


def see_how_things_stand(page: Page) -> None:
    """Step 6: five questions, charts, and every number opens."""
    standing = page.locator(".standing")
    expect(standing.locator(".answer")).to_have_count(5)
    look(page)
    expect(page).to_have_title("工作台 · 支部")
    standing.get_by_role("link", name="看一页总览").click()
    expect(page.get_by_role("heading", name="总览")).to_be_visible()
    look(page)
    for question in ("做了什么", "欠什么", "不清楚什么", "比上季度怎样", "该问谁"):
        expect(page.get_by_role("heading", name=question)).to_be_visible()
    expect(page.locator(".chart canvas, .chart svg").first).to_be_visible()
    numbers = page.locator("main a.number").all()
    assert len(numbers) >= 6
    for address in sorted({number.get_attribute("href") or "" for number in numbers}):
        assert page.request.get(address).status == 200, address
