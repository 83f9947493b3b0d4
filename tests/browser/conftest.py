"""A real site in a process of its own, driven by Debian's Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.look import CHROMIUM, FLAGS
from tests.browser.serving import serve_demo
from tests.browser.watching import Watch, open_page

DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker has the site and begins with it, since the journey takes longest."""
    here = Path(__file__).parent
    items.sort(key=lambda item: here not in item.path.parents)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the demo site most files share; its last quarter is left for the journey to close."""
    with serve_demo(tmp_path_factory.mktemp("site"), "--leave-open") as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For one file at a time: while it is open, Django takes its thread for an asynchronous one and refuses the ORM."""
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is not there; run make test-setup, or apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    """What the pages of one test did wrong; asked once at its end."""
    watch = Watch(site)
    yield watch
    assert watch.faults == []


@pytest.fixture
def desktop(chromium: Browser, site: str, watch: Watch) -> Iterator[Page]:
    """A page 1280 pixels wide in a browser of its own (own cookies)."""
    with open_page(chromium, site, watch, DESKTOP, phone=False) as page:
        yield page


@pytest.fixture
def phone(chromium: Browser, site: str, watch: Watch) -> Iterator[Page]:
    """A page 390 pixels wide with touch, in a browser of its own (own cookies)."""
    with open_page(chromium, site, watch, PHONE, phone=True) as page:
        yield page
