"""A draft is checked on the screen: marked, walked through by keyboard, explained, put right."""

from playwright.sync_api import Page, expect

from tests.browser import steps

WORDS = "本年度工作小结\n目前共有党支部999个，其中示范党支部3个。\n下一步计划讲党课9次。"


def test_a_wrong_figure_is_found_explained_and_replaced(desktop: Page) -> None:
    steps.enter(desktop, "office")
    desktop.goto("/figures/")
    desktop.get_by_label("或粘贴正文").fill(WORDS)
    desktop.get_by_role("button", name="核对", exact=True).click()
    expect(desktop.get_by_role("heading", name="本年度工作小结")).to_be_visible()
    steps.look(desktop)

    desktop.keyboard.press("j")
    expect(desktop.locator("#f1")).to_be_focused()
    desktop.keyboard.press("k")
    expect(desktop.locator("#f3")).to_be_focused()

    desktop.locator("#f1").click()
    expect(desktop.locator("#drawer")).to_contain_text("党支部数")
    steps.look(desktop)
    desktop.locator("#drawer").get_by_role("button", name="改成").click()
    expect(desktop.locator("#f1")).to_contain_text("与记录一致")
    desktop.get_by_role("button", name="撤回上一处改动").click()
    expect(desktop.locator("#f1")).to_contain_text("999个")
