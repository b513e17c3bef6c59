"""A question spoken into Chromium's fake microphone, the answer heard in what the page is sent."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from playwright.sync_api import Playwright, WebSocket, expect

from robot.app import Robot
from robot.turn import SAMPLE_RATE
from robot.web.protocol import HEADER
from tests.web.browser import launched, opened
from tests.web.conftest import Served


class Received:
    """The sound that a page was sent."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def watch(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.pieces.append(frame) if isinstance(frame, bytes) else None)

    def samples(self) -> np.ndarray:
        return np.frombuffer(b"".join(each[HEADER.size :] for each in self.pieces), dtype="<i2")


def test_a_spoken_question_is_answered_and_heard(
    playwright: Playwright, served: Served, web_robot: Robot, tmp_path: Path
) -> None:
    speech = web_robot.speech
    assert speech is not None
    question = speech.render("我想申请法律援助，要带什么材料，怎么办手续？", 170)
    silence = np.zeros(2 * SAMPLE_RATE, np.int16)
    wav = tmp_path / "question.wav"
    soundfile.write(wav, np.concatenate([silence, question, silence, silence]), SAMPLE_RATE)
    browser = launched(playwright, microphone=wav)
    try:
        received = Received()
        with opened(browser, served.address) as page:
            page.on("websocket", received.watch)
            page.reload()
            page.wait_for_selector("html[data-ready=true]")
            page.evaluate(
                """() => { window.heardSoFar = []; const partial = document.querySelector('#state .partial');
                new MutationObserver(() => window.heardSoFar.push(partial.textContent)).observe(partial, {childList: true});
                window.states = []; new MutationObserver(() => window.states.push(
                document.querySelector('#state').dataset.state)).observe(document.querySelector('#state'), {attributes: true}); }"""
            )
            page.tap("#speak")
            expect(page.locator("#heard")).to_contain_text("法律援助")
            page.wait_for_selector("#state[data-state=speaking]")
            page.wait_for_selector("#state[data-state=waiting]", timeout=60_000)
            expect(page.locator("#answer h2")).to_have_text("申请法律援助")
            states = page.evaluate("() => window.states")
            assert "listening" in states and "speaking" in states
            assert any(page.evaluate("() => window.heardSoFar"))  # shown while it was being said
            answered = page.locator("#answer .spoken").inner_text()
        heard = web_robot.hear(received.samples().astype(np.int16)).text
        assert "援助" in heard, (heard, answered)
    finally:
        browser.close()


def test_a_page_whose_robot_cannot_be_reached_says_so_and_comes_back(playwright: Playwright, served: Served) -> None:
    browser = launched(playwright)
    try:
        with opened(browser, served.address) as page:
            page.fill("#question", "怎么申请法律援助")
            page.tap("#typed button")
            expect(page.locator("#answer h2")).to_have_text("申请法律援助")
            page.evaluate(
                """() => { window.troubles = []; const trouble = document.querySelector('#trouble');
                new MutationObserver(() => window.troubles.push(trouble.textContent)).observe(trouble, {childList: true}); }"""
            )
            served.server.pages.drop_all()
            page.wait_for_function("() => window.troubles.length > 1")
            assert "断了" in page.evaluate("() => window.troubles[0]")
            expect(page.locator("#answer h2")).to_have_text("申请法律援助")
            expect(page.locator("#trouble")).to_be_hidden()
            page.fill("#question", "要带什么材料")  # the robot still knows what was talked of
            page.tap("#typed button")
            expect(page.locator("#heard")).to_contain_text("要带什么材料")
            expect(page.locator("#answer h2")).to_have_text("申请法律援助")
    finally:
        browser.close()
