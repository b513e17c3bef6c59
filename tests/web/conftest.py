"""A real robot that serves its page, and a real browser to look at it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from robot.app import Robot
from robot.config import Config
from robot.web.server import PageServer
from tests.web.browser import launched, opened

expect.set_options(timeout=20_000)  # a busy machine is slow, and no test measures time


class Clock:
    """The real time, and what a test adds to it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@dataclass
class Served:
    """A page server and the clock of its conversations."""

    robot: Robot
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.server = PageServer(self.robot, clock=self.clock)
        self.server.start()

    @property
    def address(self) -> str:
        return self.server.address


def configured(**web: object) -> Config:
    """It speaks fast: pages that wait for the end of an answer wait in real time."""
    settings = {"understanding": {"embeddings": "off"}, "tts": {"rate": 320}, "web": {"port": 0, **web}}
    return Config.model_validate(settings)


@pytest.fixture(scope="session")
def web_robot(robot: Robot) -> Robot:
    """The shipped robot with ear and voice."""
    own = Robot(configured(), robot.knowledge)
    assert own.recogniser is not None and own.speech is not None
    return own


@pytest.fixture(scope="session")
def _served(web_robot: Robot) -> Iterator[Served]:
    served = Served(web_robot)
    yield served
    served.server.close()


@pytest.fixture
def served(_served: Served) -> Served:
    """The server; nobody of another test is remembered."""
    _served.clock.ahead = 0.0
    return _served


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright)
    yield browser
    browser.close()


@pytest.fixture
def page(chromium: Browser, served: Served) -> Iterator[Page]:
    """The page in a kiosk's landscape, the line to the robot standing. Nothing may go wrong in its scripts."""
    with opened(chromium, served.address) as page:
        yield page
