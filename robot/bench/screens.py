"""`python -m robot.bench.screens`: every state of the page, in both orientations, into docs/screens/."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright

from robot import paths
from robot.app import Robot
from robot.bench.browser import LANDSCAPE, PHONE, PORTRAIT, ask, launched, opened
from robot.config import Config
from robot.web.server import PageServer

FOLDER = paths.ROOT / "docs" / "screens"
_QUALITY = 45
_SETTLE_MS = 1500


def _asked(text: str) -> Callable[[Page], None]:
    return lambda page: ask(page, text)


def _module(name: str) -> Callable[[Page], None]:
    def open_it(page: Page) -> None:
        page.tap(f"[data-module={name}]")
        page.wait_for_selector("#module-body > div > *")

    return open_it


def _floor_above(page: Page) -> None:
    ask(page, "仲裁咨询窗口在哪")
    page.locator("#way .floors button").nth(1).tap()
    page.locator("#way").scroll_into_view_if_needed()


def _article(page: Page) -> None:
    ask(page, "拖欠工资怎么办")
    page.locator(".cite").first.tap()
    page.wait_for_selector("#sheet[open]")


def _take(page: Page) -> None:
    ask(page, "怎么申请法律援助")
    page.locator(".take").tap()
    page.wait_for_selector(".qr")


def _elderly(page: Page) -> None:
    page.tap("#elderly")
    ask(page, "怎么申请法律援助")


def _slip(page: Page) -> None:
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes'; }; }")
    _take(page)
    page.locator("#sheet-buttons button.main").tap()
    page.wait_for_selector("body[data-printed=yes]")
    page.emulate_media(media="print")


STATES: dict[str, Callable[[Page], None]] = {
    "home": lambda page: None,
    "answer": _asked("怎么申请法律援助"),
    "law": _asked("拖欠工资怎么办"),
    "way": _asked("3号窗口怎么走"),
    "way-upstairs": _floor_above,
    "ask-back": _asked("孩子"),
    "emergency": _asked("有人拿刀要砍我"),
    "listening": lambda page: page.tap("#speak"),
    "article": _article,
    "take": _take,
    "slip": _slip,
    "elderly": _elderly,
    "people": _module("people"),
    "booking": _module("booking"),
    "education": _module("education"),
    "aid": _module("aid"),
    "laws": _module("laws"),
}


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    server = PageServer(Robot.build(Config.model_validate({"web": {"port": 0}})))
    server.start()
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for orientation, size in (("landscape", LANDSCAPE), ("portrait", PORTRAIT), ("phone", PHONE)):
            for name, reach in STATES.items():
                if orientation == "phone" and name not in ("home", "answer", "way"):
                    continue
                with opened(browser, server.address, size) as page:
                    reach(page)
                    page.wait_for_timeout(_SETTLE_MS)
                    file = FOLDER / f"{name}-{orientation}.jpg"
                    page.screenshot(path=file, type="jpeg", quality=_QUALITY)
                    print(file.relative_to(paths.ROOT))
        browser.close()
    server.close()


if __name__ == "__main__":
    main()
