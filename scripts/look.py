"""Take a picture of a page of a running site.

.venv/bin/python scripts/look.py /desk/ --user office --password demo --width 390 --out desk.png
"""

import argparse

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", help="a whole address, or a path of --site")
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--user", help="signs in first")
    parser.add_argument("--password", default="")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument(
        "--click", action="append", default=[], help="click this selector first; may be repeated"
    )
    parser.add_argument("--full", action="store_true", help="the whole page, not one screen")
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def sign_in(page: Page, username: str, password: str) -> None:
    """Sign in and arrive at the desk."""
    page.goto("/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def main() -> None:
    wish = arguments()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        height = 844 if wish.width < 600 else 800
        context = browser.new_context(
            base_url=wish.site,
            viewport={"width": wish.width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        page = context.new_page()
        page.on("console", lambda message: print(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: print("error:", error))
        if wish.user:
            sign_in(page, wish.user, wish.password)
        response = page.goto(wish.address)
        for selector in wish.click:
            page.click(selector)
            page.wait_for_load_state("networkidle")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=wish.out, full_page=wish.full)
        print(response.status if response else "-", page.url, "->", wish.out)
        browser.close()


if __name__ == "__main__":
    main()
