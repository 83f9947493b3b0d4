"""Every kind of page that links lead to opens to who follows them and fits a phone; what the office sees of it is
accessible too (to ask that of each page twice takes minutes)."""

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests.browser import steps
from tests.browser.watching import assert_accessible, assert_fits

LINKS = "a[href^='/']:not([download])"


@pytest.mark.parametrize(
    ("username", "fewest"),
    [("office", 30), ("secretary", 25), ("member", 10), ("secadmin", 5), ("sysadmin", 5)],
)
def test_every_page_that_links_lead_to_fits_a_phone(phone: Page, username: str, fewest: int) -> None:
    steps.enter(phone, username)
    waiting, seen, faults = ["/"], {"desk"}, []
    while waiting:
        try:
            answer = phone.goto(waiting.pop())
        except Error as file:  # What a browser saves instead of showing it.
            assert "Download is starting" in str(file)
            continue
        assert answer is not None
        if answer.status >= 400:
            faults.append(f"{answer.status}: {answer.url}")
        faults += _faults(phone, (assert_fits, assert_accessible) if username == "office" else (assert_fits,))
        for address in phone.eval_on_selector_all(LINKS, "all => all.map(one => one.pathname + one.search)"):
            name = _kind(address)
            if name and name not in seen:
                seen.add(name)
                waiting.append(address)
    assert faults == []
    assert len(seen) >= fewest


def _kind(address: str) -> str | None:
    """What kind of page an address is of; None for the files of the site itself."""
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


def _faults(page: Page, checks: Iterable[Callable[[Page], None]]) -> list[str]:
    found = []
    for check in checks:
        try:
            check(page)
        except AssertionError as fault:
            found.append(str(fault))
    return found
