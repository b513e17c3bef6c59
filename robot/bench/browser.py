"""Chromium as a kiosk has it, and what a visitor does with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

from robot import messages

LANDSCAPE, PORTRAIT, PHONE = (1920, 1080), (1080, 1920), (390, 844)
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)
_SECONDS = 20_000
"""Milliseconds: a busy machine is slow, and no test measures time."""


def launched(playwright: Playwright, microphone: Path | None = None) -> Browser:
    """A browser; `microphone` is a WAV that its fake microphone hears once."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise SystemExit(messages.line("bench.no_browser"))
    extra = [f"--use-file-for-fake-audio-capture={microphone}%noloop"] if microphone else []
    return playwright.chromium.launch(executable_path=found, args=[*_ARGUMENTS, *extra])


@contextmanager
def opened(browser: Browser, address: str, size: tuple[int, int] = LANDSCAPE, path: str = "/") -> Iterator[Page]:
    """The page in a browser of its own (cookies, storage), ready for use."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=True, permissions=["microphone"], locale="zh-CN"
    )
    page = context.new_page()
    page.set_default_timeout(_SECONDS)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(address + path)
    page.wait_for_selector("html[data-ready=true]")
    try:
        yield page
        wrong = [fault for fault in faults if "WebSocket" not in fault and "net::ERR_" not in fault]
        if wrong:
            raise AssertionError(wrong)
    finally:
        context.close()


def ask(page: Page, text: str) -> None:
    """Type a question, and wait until its answer stands there."""
    page.fill("#question", text)
    page.tap("#typed button")
    page.wait_for_function("text => document.querySelector('#heard').textContent.endsWith(text)", arg=text)
