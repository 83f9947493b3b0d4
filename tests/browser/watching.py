"""Look over a page's shoulder: requests, console, accessibility, width."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize

from tests.house.sources import ROOT

SUBRESOURCES = {"script", "stylesheet", "image", "font"}
# Chromium's own word for any answer above 399; whether that answer was right is the test's to say.
ANSWER = "Failed to load resource"


class Watch:
    """Collects what no page may do: reach another host, miss a file of its own, log an error, throw."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.faults: list[str] = []

    def attach(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"left the machine: {request.url}")

    def _response(self, response: Response) -> None:
        missing = response.status >= 400 and response.request.resource_type in SUBRESOURCES
        if missing or response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ANSWER):
            self.faults.append(f"console: {message.text}")


@contextmanager
def open_page(
    browser: Browser, site: str, watch: Watch, size: ViewportSize, *, phone: bool
) -> Iterator[Page]:
    """A page in a context of its own; addresses may be given as paths of `site`."""
    context = browser.new_context(
        base_url=site,
        viewport=size,
        has_touch=phone,
        is_mobile=phone,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    watch.attach(page)
    try:
        yield page
    finally:
        context.close()


@cache
def axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def assert_accessible(page: Page) -> None:
    """No serious or critical finding of axe-core. Evaluated in the page, so the page's CSP stays as it is."""
    page.evaluate(axe())
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        {
            "rule": violation["id"],
            "what": violation["help"],
            "where": [node["html"][:160] for node in violation["nodes"]],
        }
        for violation in result["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
    assert serious == [], f"{page.url}\n{json.dumps(serious, ensure_ascii=False, indent=1)}"


def assert_fits(page: Page) -> None:
    """Nothing sticks out to the right of the screen."""
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0, f"{page.url} is {beyond} pixels wider than the screen"
