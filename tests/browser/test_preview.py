"""The preview of a plan by keyboard: a decision leads to the next card, a form to its first field."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps

PLAN = """2027年机关党委学习工作计划
一、组织学习
3月底前各支部完成学习计划。
6月底前各支部讲一次专题党课。
9月底前各支部开展一次交流研讨。
11月底前各支部报送学习小结。
"""


def test_a_plan_is_gone_through_without_a_mouse(desktop: Page, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN, encoding="utf-8")
    steps.enter(desktop, "office")
    steps.upload(desktop, file)
    cards = desktop.locator("article.proposal")
    expect(cards).to_have_count(4)

    desktop.keyboard.press("j")
    expect(cards.nth(0).get_by_role("button", name="采纳")).to_be_focused()
    desktop.keyboard.press("Enter")
    expect(cards.nth(0)).to_contain_text("已采纳")
    expect(cards.nth(1).get_by_role("button", name="采纳")).to_be_focused()
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    expect(cards.nth(1).get_by_label("任务")).to_be_focused()
    desktop.keyboard.type("（二季度）")
    cards.nth(1).get_by_role("button", name="保存").focus()
    desktop.keyboard.press("Enter")
    expect(cards.nth(1)).to_contain_text("（二季度）")
    expect(cards.nth(2).get_by_role("button", name="采纳")).to_be_focused()
    desktop.keyboard.press("k")
    expect(cards.nth(1).get_by_role("link", name="修改")).to_be_focused()
    steps.look(desktop)
