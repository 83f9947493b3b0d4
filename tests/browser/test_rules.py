"""A rule changed without a programmer: in the form, tried on one branch, compared for all, activated by a colleague."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import serve_demo
from tests.browser.steps import enter, look, number_in

SHEET = "党支部季度积分表"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own, every quarter stated and closed: what other files closed has no totals to compare."""
    with serve_demo(tmp_path_factory.mktemp("rules")) as url:
        yield url


def test_the_office_changes_a_sheet_tries_it_and_a_colleague_activates_it(desktop: Page) -> None:
    enter(desktop, "office")
    begin(desktop, "党支部积分")
    open_form(desktop, "评分表", SHEET, "党课")
    see_a_fault_while_typing(desktop)
    keep_points(desktop, "5")
    organisation = see_who_moves(desktop)
    try_on(desktop, organisation)
    propose(desktop, "党课改为5分")
    activate_as(desktop, "office2")
    expect(desktop.locator("main")).to_contain_text("党课改为5分")
    restore(desktop)


def test_form_and_text_are_one_draft_and_rows_come_and_go(desktop: Page) -> None:
    enter(desktop, "office")
    begin(desktop, "支部标准化建设")
    open_form(desktop, "评分表", "支部标准化建设年度评分表", "支部书记在任")
    desktop.get_by_label("分值").fill("4")
    desktop.get_by_role("button", name="保存", exact=True).last.click()
    expect(desktop.get_by_role("status").first).to_contain_text("已保存")
    desktop.get_by_role("link", name="看谁受影响").click()
    expect(desktop.locator("main")).to_contain_text("支部书记在任 5 → 4")
    desktop.go_back()
    choose_a_condition(desktop)
    desktop.get_by_role("button", name="加一行").click()
    expect(desktop.get_by_label("备注原文")).to_have_count(1)
    expect(desktop.locator("main")).to_contain_text("还没有保存")
    desktop.get_by_role("button", name="删去备注").click()
    expect(desktop.get_by_label("备注原文")).to_have_count(0)
    desktop.get_by_role("button", name="保存，改看文字").click()
    expect(desktop.locator("#text")).to_have_value(re.compile(r"points: 4\n +clause: branch-work/BR-25"))
    discard(desktop)


def test_the_cases_of_an_indicator_are_rows_of_a_form(desktop: Page) -> None:
    enter(desktop, "office")
    begin(desktop, "支部组织生活")
    desktop.get_by_role("link", name=re.compile("^指标 党员大会按季召开")).click()
    desktop.get_by_role("link", name="支委会按月召开").click()
    desktop.get_by_role("link", name="看用例、改用例").click()
    look(desktop)
    desktop.get_by_role("button", name="用例：加一行").click()
    row = desktop.locator(".of-cases .rule-row", has=desktop.locator("#f-cases-7-case"))
    row.get_by_label("什么情形").fill("九月没开")
    row.get_by_label("期间，如2026Q3").fill("2026Q3")
    row.get_by_label("期末正式党员人数").fill("12")
    row.get_by_label("期间内存在的整月数").fill("3")
    row.get_by_label("按规定次数召开支委会的整月数").fill("2")
    row.get_by_label("应判为").select_option(label="达标")
    expect(row).to_contain_text("应为达标，算出来是未达标")
    row.get_by_label("应判为").select_option(label="未达标")
    expect(row).not_to_contain_text("算出来是")
    expect(desktop.locator("#issues")).to_contain_text("没有发现问题")
    desktop.get_by_role("button", name="保存", exact=True).last.click()
    expect(desktop.get_by_role("status").first).to_contain_text("已保存")
    desktop.set_viewport_size({"width": 390, "height": 844})
    look(desktop)
    desktop.get_by_role("link", name="回到修改").click()
    discard(desktop)


def test_a_form_of_the_rules_fits_a_phone(phone: Page) -> None:
    enter(phone, "office")
    begin(phone, "党员积分")
    phone.get_by_role("link", name=re.compile("^评分表")).click()
    look(phone)
    phone.locator(".part-words a").nth(2).click()
    look(phone)
    phone.get_by_role("link", name="回到修改").click()
    discard(phone)


def begin(page: Page, pack: str) -> None:
    page.goto("/rules/")
    page.get_by_role("link", name=pack).first.click()
    page.get_by_role("button", name="修改", exact=True).click()
    page.wait_for_url(re.compile(r"/rule-changes/\d+/$"))
    look(page)


def open_form(page: Page, kind: str, sheet: str, item: str) -> None:
    page.get_by_role("link", name=re.compile(f"^{kind}")).click()
    look(page)
    expect(page.get_by_role("link", name=sheet)).to_be_visible()
    page.get_by_role("link", name=item, exact=True).click()
    look(page)


def see_a_fault_while_typing(page: Page) -> None:
    points = page.get_by_label("分值")
    points.fill("五")
    expect(page.locator("#f-points-e")).to_contain_text("这里应写数")
    points.fill("5")
    expect(page.locator("#f-points-e")).to_be_empty()


def keep_points(page: Page, points: str) -> None:
    page.get_by_label("分值").fill(points)
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    expect(page.get_by_label("分值")).to_have_value(points)


def see_who_moves(page: Page) -> str:
    """Some branch goes down a band; the page says which, from what and to what."""
    page.get_by_role("link", name="看谁受影响").click()
    look(page)
    tally = page.locator(".tally").first
    assert number_in(tally.locator(".tally-down").inner_text()) > 0
    row = down(page)
    expect(row).to_contain_text("党课 20 → 5")
    return row.locator("a").inner_text()


def down(page: Page) -> Locator:
    return page.locator("tr", has_text="降档").first


def try_on(page: Page, organisation: str) -> None:
    page.get_by_role("link", name="拿一个组织试算").click()
    page.get_by_label("组织名称").fill(organisation)
    page.get_by_role("button", name="查找").click()
    look(page)
    page.locator(".lines a").first.click()
    look(page)
    changed = page.locator("tr.differs")
    expect(changed).to_contain_text(["党课"])
    changed.first.locator("summary").click()
    expect(changed.first).to_contain_text("成立")
    page.get_by_role("link", name="回到修改").click()


def propose(page: Page, reason: str) -> None:
    page.get_by_role("button", name="提交启用").click()
    page.get_by_label("修改缘由").fill(reason)
    page.get_by_role("button", name="确认提交").click()
    page.wait_for_url(re.compile("affected"))


def activate_as(page: Page, username: str) -> None:
    """By another person, from the page of the change."""
    address = page.url.replace("affected/", "")
    page.context.clear_cookies()
    enter(page, username)
    page.goto(address)
    page.get_by_role("button", name="启用", exact=True).click()
    page.get_by_role("button", name="确认启用").click()
    page.wait_for_url(re.compile(r"/rules/[a-z-]+/$"))
    look(page)


def restore(page: Page) -> None:
    page.get_by_role("button", name="恢复安装时的规则").click()
    page.get_by_role("button", name="确认恢复").click()
    expect(page.get_by_role("button", name="恢复安装时的规则")).to_have_count(0)


def choose_a_condition(page: Page) -> None:
    """A condition is chosen, not typed, and read back in plain words; whoever likes writes it, by names from a list."""
    page.locator("[name='when.bound_number']").fill("2")
    expect(page.locator("#f-when-s")).to_contain_text("不少于2")
    page.locator("[name='when.op']").select_option(label="多于（＞）")
    expect(page.locator("#f-when-s")).to_contain_text("多于2")
    expect(page.locator("[name='when.first_number']")).to_be_hidden()
    expect(page.locator("[name='when.also.op']")).to_be_hidden()
    page.locator("[name='when.join']").select_option(label="或者（有一条成立）")
    page.locator("[name='when.also.first']").select_option(index=1)
    page.locator("[name='when.also.bound_number']").fill("5")
    expect(page.locator("#f-when-s")).to_contain_text("多于2，或者")
    page.locator("[name='when.join']").select_option(label="没有了")
    expect(page.locator("#f-when-s")).not_to_contain_text("或者")
    page.get_by_role("button", name="条件：自己写公式").first.click()
    formula = page.locator("textarea[name='when']")
    expect(formula).to_have_value(re.compile(r"^\{more_than: \[\{fact: [a-z_]+\}, 2\]\}$"))
    before = formula.input_value()
    formula.press("End")
    page.locator("[data-inserts]").first.select_option(index=1)
    expect(formula).to_have_value(re.compile(r"\]\}\{fact: [a-z_]+\}"))
    expect(page.locator("#f-when-e")).not_to_be_empty()
    formula.fill(before)
    expect(page.locator("#f-when-e")).to_be_empty()
    page.get_by_role("button", name="条件：改用选择").click()
    expect(page.locator("[name='when.bound_number']")).to_have_value("2")


def discard(page: Page) -> None:
    if "/form/" in page.url or "/list/" in page.url:
        page.get_by_role("link", name="回到修改").click()
    page.get_by_role("button", name="放弃", exact=True).click()
    page.get_by_role("button", name="确认放弃").click()
    page.wait_for_url(re.compile(r"/rules/[a-z-]+/$"))
