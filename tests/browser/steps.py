"""What people do in the journey, in their own words; every page they come to is looked at."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from scripts.look import sign_in
from tests.browser.watching import assert_accessible, assert_fits
from zhibu.jobs.demo.accounts import PASSWORD


def enter(page: Page, username: str) -> None:
    """Sign in and look at the desk."""
    sign_in(page, username, PASSWORD)
    look(page)


def look(page: Page) -> None:
    """The page is there, accessible, and no wider than the screen."""
    expect(page.locator("h1")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)


def upload(page: Page, document: Path) -> None:
    """Import a plan and arrive at its preview."""
    page.goto("/imports/")
    look(page)
    page.set_input_files("#file", document)
    page.get_by_role("button", name="读取文件").click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"), timeout=60_000)
    look(page)


def number_in(words: str) -> int:
    """The first number of a text."""
    found = re.search(r"\d+", words)
    assert found, words
    return int(found[0])


def set_year(page: Page, year: int) -> None:
    """Make the staged plan one of this year."""
    describe = page.locator("details.describe")
    if describe.get_attribute("open") is None:
        describe.locator("summary").click()
    describe.get_by_label("年度").fill(str(year))
    describe.get_by_role("button", name="保存").click()
    expect(page.locator(".lead")).to_contain_text(f"{year}年度")


def edit_first(page: Page, words: str) -> None:
    """Reword the first proposal."""
    card = page.locator("article.proposal").first
    number = card.get_attribute("id")
    card.get_by_role("link", name="修改").click()
    form = page.locator(f"#{number} form")
    form.get_by_label("任务").fill(words)
    form.get_by_role("button", name="保存").click()
    expect(page.locator(f"#{number} .words")).to_have_text(words)


def drop_and_restore(page: Page) -> None:
    """Drop the second proposal, then take the step back."""
    kept = page.locator("article.proposal:not(.is-dropped)")
    before = kept.count()
    kept.nth(1).get_by_role("button", name="删去").click()
    expect(kept).to_have_count(before - 1)
    page.get_by_role("button", name=re.compile("撤销上一步")).click()
    expect(kept).to_have_count(before)


def settle_names(page: Page) -> None:
    """Say of every unknown unit that it is none of ours."""
    rows = page.locator("#names li")
    while left := rows.count():
        rows.first.get_by_role("button", name="不是组织，按未写明处理").click()
        expect(rows).to_have_count(left - 1)


def send_all_to(page: Page, branch: str) -> None:
    """Every task goes to one branch, found by its name."""
    page.locator('#several input[data-ticks="proposal"]').check()
    page.locator("#several summary").click()
    picker = page.locator("#several .picker")
    picker.get_by_role("searchbox").fill(branch)
    hit = picker.locator("label.is-hit", has_text=branch).first
    hit.click()
    page.get_by_role("button", name="就下发给这些组织").click()
    expect(page.locator("article.proposal:not(.is-dropped)").first).to_contain_text(branch)


def publish(page: Page) -> None:
    """Look once more, publish, and arrive at the plan."""
    page.get_by_role("link", name="去发布").click()
    look(page)
    page.get_by_role("button", name="确认发布").click()
    page.wait_for_url(re.compile(r"/plans/\d+/$"), timeout=60_000)
    look(page)


def inputs_beyond_defaults(form: Locator) -> int:
    """How many visible fields of the form are empty and asked for."""
    return form.locator(
        "input[required]:visible, textarea[required]:visible, select[required]:visible"
    ).evaluate_all("fields => fields.filter(field => !field.value).length")
