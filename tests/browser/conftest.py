"""A real site and a real browser: `zhibu demo` in a process of its own, driven by Debian's Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.look import CHROMIUM, FLAGS
from tests.browser.watching import Watch, open_page

DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
START_SECONDS = 180
# A third of the demo's department, its last quarter left for the journey to close.
DEMO = ["--units", "9", "--leave-open"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker has the site and begins with it, since the journey takes longest."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
    items.sort(key=lambda item: here not in item.path.parents)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_served(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the demo site did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a demo site with a data directory of its own."""
    data = tmp_path_factory.mktemp("site")
    log = data / "site.log"
    port = free_port()
    environment = os.environ | {"PORT": str(port), "ZHIBU_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    environment.pop("DATABASE_URL", None)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "zhibu.config.command", "demo", *DEMO],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_served(process, url, log)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


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
