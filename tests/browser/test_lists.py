"""A list as its reader wants it: filters kept under a name, columns left out."""

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.watching import assert_fits


def test_filters_are_kept_and_columns_stay_hidden(desktop: Page) -> None:
    steps.enter(desktop, "office")
    desktop.goto("/records/?q=主题")
    desktop.locator(".view-keep summary").click()
    desktop.get_by_label("常用筛选的名称").fill("只看主题")
    desktop.get_by_role("button", name="保存").click()
    desktop.goto("/records/")
    desktop.get_by_role("link", name="只看主题").click()
    expect(desktop.locator("input[name=q][type=search]").last).to_have_value("主题")

    desktop.locator(".columns summary").click()
    desktop.get_by_label("记录人").uncheck()
    desktop.reload()
    expect(desktop.get_by_role("columnheader", name="主题")).to_be_visible()
    expect(desktop.get_by_role("columnheader", name="记录人")).to_be_hidden()
    steps.look(desktop)


def test_on_a_phone_the_list_comes_before_its_conditions(phone: Page) -> None:
    steps.enter(phone, "secretary2")
    phone.goto("/records/")
    kind = phone.locator("select[name=kind]")
    expect(kind).to_be_hidden()
    phone.get_by_role("button", name="筛选").click()
    expect(phone.locator("form[data-filters] select").first).to_be_focused()
    kind.select_option(label="主题党日")
    phone.wait_for_url("**kind=theme_day**")
    expect(kind).to_be_visible()
    steps.look(phone)
    phone.goto("/records/?q=主题")
    expect(kind).to_be_visible()


def test_on_paper_a_list_stays_a_table_and_nothing_to_press_is_printed(desktop: Page) -> None:
    steps.enter(desktop, "office")
    desktop.emulate_media(media="print")
    desktop.set_viewport_size({"width": 672, "height": 980})  # A4 within its margins
    desktop.goto("/tasks/")
    expect(desktop.get_by_role("columnheader", name="责任组织")).to_be_visible()
    assert_fits(desktop)
    desktop.goto("/reports/")
    address = desktop.locator("td a[href^='/reports/']", has_text="工作总结").first.get_attribute("href")
    desktop.goto(str(address))
    expect(desktop.locator(".paper")).to_be_visible()
    expect(desktop.locator(".edit-mode")).to_be_hidden()


def test_on_paper_results_stay_a_table_with_every_column(desktop: Page) -> None:
    steps.enter(desktop, "office")
    desktop.goto("/closings/")
    address = desktop.locator("main a[href^='/results/']").first.get_attribute("href")
    desktop.emulate_media(media="print")
    desktop.set_viewport_size({"width": 672, "height": 980})
    desktop.goto(str(address))
    expect(desktop.locator(".matrix thead th").last).to_be_visible()
    frame = desktop.locator(".matrix-frame")
    expect(frame).to_have_css("overflow", "visible")
    expect(frame).to_have_css("max-height", "none")
    desktop.goto(str(address).replace("results", "scores"))
    expect(desktop.get_by_role("columnheader", name="总分")).to_be_visible()
