"""What a visitor does in the browser, and what shuts visitors out."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from robot.bench.browser import LANDSCAPE, PHONE, PORTRAIT, ask, launched, opened

__all__ = ["LANDSCAPE", "PHONE", "PORTRAIT", "ask", "launched", "opened", "violations"]


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong: rule and element."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]
