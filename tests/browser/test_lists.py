"""A list as its reader wants it: filters kept under a name, columns left out."""

from playwright.sync_api import Page, expect

from tests.browser import steps


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
