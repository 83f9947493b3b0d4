"""The first page anyone sees."""

import pytest
from playwright.sync_api import Page

from tests.browser.watching import assert_accessible, assert_fits


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_sign_in_page_is_accessible_and_fits(screen: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(screen)
    page.goto("/")
    page.wait_for_url("**/sign-in/**")
    assert_accessible(page)
    assert_fits(page)
