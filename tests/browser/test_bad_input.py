"""What goes wrong in a browser is said in Chinese, with what to do, and loses nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def form(phone: Page) -> Page:
    """The secretary at the form of a theme day."""
    steps.enter(phone, "secretary2")
    phone.goto("/record/")
    phone.locator(".kinds a", has_text="主题党日").first.click()
    phone.wait_for_url("**/theme_day/**")
    return phone


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("要点.txt", b"", "空"), ("要点.docx", PNG, "图片"), ("要点.txt", bytes(21 * 2**20), "兆")],
    ids=["empty", "picture named docx", "too large"],
)
def test_a_file_that_is_no_plan_is_refused_on_the_spot(
    desktop: Page, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    steps.enter(desktop, "office")
    desktop.goto("/imports/")
    desktop.set_input_files("#file", path)
    desktop.get_by_role("button", name="读取文件").click()
    refusal = desktop.locator("#upload-refused .refusal")
    expect(refusal).to_contain_text(says)
    expect(refusal).to_contain_text(re.compile("请|可"))
    steps.look(desktop)


def test_a_double_click_records_once(form: Page) -> None:
    title = "连点两次的主题党日"
    form.get_by_role("textbox", name="主题").fill(title)
    form.get_by_role("button", name="保存").dblclick()
    form.wait_for_url(re.compile(r"/records/\d+/$"))
    form.goto("/records/")
    expect(form.locator("td a", has_text=title)).to_have_count(1)


def test_going_back_after_saving_does_not_record_twice(form: Page) -> None:
    title = "退回一步的主题党日"
    form.get_by_role("textbox", name="主题").fill(title)
    form.get_by_role("button", name="保存").click()
    form.wait_for_url(re.compile(r"/records/\d+/$"))
    form.go_back()
    form.wait_for_url("**/theme_day/**")
    expect(form.locator(".known")).to_contain_text(title)
    expect(form.get_by_role("textbox", name="主题")).not_to_have_value(title)
    steps.look(form)


def test_a_day_to_come_is_refused_and_nothing_typed_is_lost(form: Page) -> None:
    form.get_by_label("日期").fill("2099-01-01")
    form.get_by_label("内容纪要").fill("还没有开。")
    form.get_by_role("button", name="保存").click()
    expect(form.locator("main")).to_contain_text("还没有到")
    expect(form.get_by_label("内容纪要")).to_have_value("还没有开。")
    steps.look(form)


def test_a_tap_on_the_glass_opens_the_search_of_a_phone(form: Page) -> None:
    form.locator(".finder").tap(position={"x": 18, "y": 16})
    expect(form.locator("#finder")).to_be_focused()
    form.keyboard.type("主题党日")
    expect(form.locator("#found a").first).to_be_visible()
    steps.look(form)


def test_the_keyboard_finds_people_and_branches(desktop: Page) -> None:
    steps.enter(desktop, "office")
    desktop.keyboard.press("/")
    expect(desktop.locator("#finder")).to_be_focused()
    desktop.keyboard.type("公路")
    expect(desktop.locator("#found a").first).to_be_visible()
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(re.compile(r"/(organisations|records|people|assignments)/\d+/"))
    steps.look(desktop)
