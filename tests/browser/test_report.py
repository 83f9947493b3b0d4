"""A report in its writer's hands: sections move, figures open to records, own words stay when it is made again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps

FIRST = ["基本情况", "存在问题", "原因分析", "下步打算"]
OWN = "另有离退休党员支部两个，单独统计。"


def begin(page: Page) -> None:
    """A work report on the newest period that can be written about."""
    steps.enter(page, "office")
    page.goto("/reports/")
    form = page.locator("form.begin")
    form.locator("select[name=kind]").select_option("work")
    form.get_by_role("button", name="生成草稿").click()
    expect(page.locator("article.paper")).to_be_visible()


def edit(page: Page) -> None:
    """On a phone the pencils and dots are shown when asked for."""
    switch = page.get_by_label("改文字、移动段落")
    if switch.is_visible():
        switch.check()


def sections(page: Page) -> list[str]:
    return page.locator("#paper-blocks h3.level-1").all_inner_texts()


def move(page: Page, section: str, button: str) -> None:
    """Open the dots beside a heading, where they are not, and move its section."""
    block = page.locator(".block", has=page.locator("h3.level-1", has_text=section))
    if block.locator("details").get_attribute("open") is None:
        block.locator("summary").click()
    block.get_by_role("button", name=button).click()


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_a_section_moves_with_all_below_it_and_stays_there(
    screen: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(screen)
    begin(page)
    assert sections(page) == FIRST
    edit(page)
    move(page, "原因分析", "上移整节")
    moved = ["基本情况", "原因分析", "存在问题", "下步打算"]
    expect(page.locator("#paper-blocks h3.level-1")).to_have_text(moved)
    ids = page.locator("#paper-blocks > .block").evaluate_all("all => all.map(one => one.id)")
    assert ids.index("block-reasons") + 1 == ids.index("block-reasons-own") - ids.count(
        "block-reasons-silent"
    )
    steps.look(page)
    page.reload()
    assert sections(page) == moved
    edit(page)
    move(page, "原因分析", "下移整节")
    expect(page.locator("#paper-blocks h3.level-1")).to_have_text(FIRST)
    move(page, "基本情况", "上移整节")  # the first has nothing to be moved past
    expect(page.locator("#paper-blocks [role=alert]")).to_contain_text("没有移动")
    assert sections(page) == FIRST


def test_own_words_stay_when_the_report_is_made_again_and_a_figure_opens_to_its_records(
    desktop: Page,
) -> None:
    begin(desktop)
    edit(desktop)
    census = desktop.locator("#block-census")
    census.locator("summary").click()
    census.get_by_role("textbox", name="在后面加一段").fill(OWN)
    census.get_by_role("button", name="加上").click()
    expect(desktop.locator("#paper-blocks")).to_contain_text(OWN)
    desktop.get_by_role("button", name="重新生成").first.click()
    desktop.get_by_role("dialog").get_by_role("button", name="重新生成").click()
    texts = desktop.locator("#paper-blocks > .block").all_inner_texts()
    place = next(at for at, words in enumerate(texts) if OWN in words)
    assert "共有党支部" in texts[place - 1]

    desktop.locator("#block-census .traced").first.click()
    drawer = desktop.locator("#drawer")
    expect(drawer).to_contain_text("计入的记录")
    steps.look(desktop)
    drawer.locator(".figure-records a").first.click()
    steps.look(desktop)
