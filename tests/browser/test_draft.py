"""What was typed on a phone survives the end of the session and a closed page."""

from playwright.sync_api import Page, expect

from scripts.look import sign_in
from tests.browser.steps import enter
from tests.browser.watching import Watch, assert_accessible, assert_fits
from zhibu.jobs.demo.accounts import PASSWORD

WORDS = "学习了三份文件，讨论到一半"


def open_form(page: Page) -> None:
    page.goto("/record/")
    page.get_by_role("link", name="志愿服务").click()
    expect(page.get_by_role("textbox", name="主题")).not_to_have_value("")


def test_a_session_that_ended_while_typing_loses_nothing(phone: Page, watch: Watch) -> None:
    enter(phone, "secretary2")
    open_form(phone)
    phone.context.clear_cookies()
    phone.get_by_label("内容纪要").fill(WORDS)
    first = phone.locator(".chip input[type=checkbox]").first
    absent = first.get_attribute("aria-label")
    first.check()
    expect(phone.locator("#draft-state")).to_contain_text("登录已过期，内容已存在本机")
    phone.get_by_role("link", name="重新登录后接着写").click()
    phone.fill("input[name=username]", "secretary2")
    phone.fill("input[name=password]", PASSWORD)
    phone.get_by_role("button", name="登录").click()
    expect(phone.locator("#draft-offer")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    phone.locator("#draft-offer").get_by_role("button", name="接着写").click()
    expect(phone.get_by_label("内容纪要")).to_have_value(WORDS)
    expect(phone.locator(f'[aria-label="{absent}"]')).to_be_checked()
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_role("heading", name="用于")).to_be_visible()
    expect(phone.locator("main")).to_contain_text(WORDS)


def test_a_closed_page_keeps_its_draft_on_the_desk(phone: Page, watch: Watch) -> None:
    sign_in(phone, "secretary2", PASSWORD)
    open_form(phone)
    phone.get_by_label("内容纪要").fill(WORDS)
    expect(phone.locator("#draft-state")).to_contain_text("草稿已存")
    phone.goto("/")
    phone.get_by_role("link", name="接着写").click()
    expect(phone.get_by_label("内容纪要")).to_have_value(WORDS)
    phone.goto("/record/")
    phone.get_by_role("button", name="丢弃").click()
    expect(phone.locator("main")).not_to_contain_text("草稿，还没有")


def test_words_sent_after_the_session_ended_come_back_until_they_are_taken(phone: Page, watch: Watch) -> None:
    enter(phone, "secretary2")
    phone.get_by_role("link", name="办理", exact=True).first.click()
    phone.get_by_label("办理情况").fill(WORDS)
    phone.context.clear_cookies()
    phone.get_by_role("button", name="提交验收").click()
    expect(phone.get_by_role("heading", name="这次提交没有生效")).to_be_visible()
    phone.get_by_role("link", name="接着写").click()
    phone.fill("input[name=username]", "secretary2")
    phone.fill("input[name=password]", PASSWORD)
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_label("办理情况")).to_have_value(WORDS)
    expect(phone.get_by_text("已填回")).to_be_visible()
    phone.get_by_role("button", name="提交验收").click()
    expect(phone.locator(".facts")).to_contain_text("待验收")
    assert "words" not in phone.evaluate("Object.keys(localStorage).join()")


def test_without_a_line_nothing_is_sent_and_the_page_says_so(phone: Page, watch: Watch) -> None:
    enter(phone, "secretary2")
    open_form(phone)
    phone.get_by_label("内容纪要").fill(WORDS)
    expect(phone.locator("#draft-state")).to_contain_text("草稿已存")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_role("alert").filter(has_text="网络不通")).to_be_visible()
    expect(phone.get_by_label("内容纪要")).to_have_value(WORDS)
    phone.context.set_offline(False)
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_role("heading", name="用于")).to_be_visible()
