"""`python -m robot.bench.page`: how quick the page is, for one visitor, for twenty at once, and after a long day.

| measured | how |
| --- | --- |
| first load | ten browsers without anything cached: bytes of all responses, time until the line to the robot stands |
| first sound | at the page: from the answer's message until the first sample of it sounds; speech cached or not |
| twenty pages | all ask at the same moment, round after round; beside it the same questions one by one without a page |
| eight hours | a visitor a minute on a clock that is put forward; memory and open handles, after a first hour |

Writes bench/PAGE.md.
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from robot import paths
from robot.app import Robot
from robot.bench.browser import ask, launched, opened
from robot.bench.machine import described
from robot.config import Config
from robot.dialogue.session import Session
from robot.fitting.questions import percentile
from robot.tts.cache import SpeechCache
from robot.tts.speech import Speech
from robot.turn import Transcript
from robot.web.server import PageServer

RESULTS = paths.ROOT / "bench" / "PAGE.md"
_LOADS, _SPOKEN, _PAGES, _ROUNDS = 10, 40, 20, 10
_VISITORS_AN_HOUR, _HOURS = 60, 8


class _Clock:
    """The real time, and what is added to it."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def first_load(browser: Browser, address: str) -> tuple[float, list[float]]:
    """Kilobytes of all responses, and milliseconds until the page can be used, of each load."""
    sizes, times = [], []
    for _ in range(_LOADS):
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("html[data-ready=true]")
        times.append(float(page.evaluate("() => performance.getEntriesByName('ready')[0].startTime")))
        entries: list[float] = page.evaluate(
            "() => [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
            ".map(each => each.transferSize)"
        )
        sizes.append(sum(entries) / 1000)
        context.close()
    return max(sizes), times


def first_sound(browser: Browser, address: str, questions: Sequence[str]) -> list[float]:
    """Milliseconds from the answer's message to the first sample, of each question."""
    found = []
    with opened(browser, address) as page:
        page.evaluate("() => performance.clearMarks()")
        page.tap("#stop")
        for question in questions:
            page.evaluate("() => performance.clearMarks()")
            ask(page, question)
            page.wait_for_function("() => performance.getEntriesByName('sound').length > 0")
            found.append(
                float(
                    page.evaluate(
                        "() => { const [[sound], [answer]] = ['sound', 'answer']"
                        ".map(name => performance.getEntriesByName(name));"
                        " return sound.startTime + sound.detail - answer.startTime; }"
                    )
                )
            )
            page.tap("#stop")
            page.wait_for_selector("#state[data-state=waiting]")
    return found


@contextmanager
def _line(address: str) -> Iterator[ClientConnection]:
    host = address.removeprefix("http://")
    with connect(f"ws://{host}/ws", origin=Origin(address), max_size=2**20) as line:
        line.send(json.dumps({"type": "hello", "key": secrets.token_hex(16), "speaker": False}))
        _until(line, "welcome")
        yield line


def _until(line: ClientConnection, kind: str) -> dict[str, Any]:
    while True:
        text = line.recv(timeout=120)
        message: dict[str, Any] = json.loads(text) if isinstance(text, str) else {"type": "sound"}
        if message["type"] == kind:
            return message


def at_once(address: str, questions: Sequence[str]) -> tuple[list[float], int]:
    """Milliseconds of every answer when all pages ask at the same moment; how many were lost or mixed up."""
    times: list[float] = []
    wrong = [0]
    together = threading.Barrier(_PAGES)

    def visitor(number: int) -> None:
        with _line(address) as line:
            for turn in range(_ROUNDS):
                question = questions[(number * _ROUNDS + turn) % len(questions)]
                together.wait()
                started = time.perf_counter()
                line.send(json.dumps({"type": "ask", "text": question}))
                answer = _until(line, "answer")["answer"]
                times.append((time.perf_counter() - started) * 1000)
                wrong[0] += answer["heard"] != question

    threads = [threading.Thread(target=visitor, args=(number,)) for number in range(_PAGES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong[0] + _PAGES * _ROUNDS - len(times)


def one_by_one(robot: Robot, questions: Sequence[str]) -> list[float]:
    """Milliseconds of the same questions without a page, one after another: the peer."""
    times = []
    for question in questions:
        started = time.perf_counter()
        robot.answer(Transcript(question), Session())
        times.append((time.perf_counter() - started) * 1000)
    return times


def long_day(server: PageServer, clock: _Clock, questions: Sequence[str]) -> tuple[tuple[float, int, int], ...]:
    """(MB, open handles, threads) after each hour."""
    found = []
    for hour in range(_HOURS):
        for visit in range(_VISITORS_AN_HOUR):
            with _line(server.address) as line:
                for turn in range(2):
                    question = questions[(hour * _VISITORS_AN_HOUR + visit + turn) % len(questions)]
                    line.send(json.dumps({"type": "ask", "text": question}))
                    _until(line, "answer")
            clock.ahead += 3600 / _VISITORS_AN_HOUR
        while server.pages.open:
            time.sleep(0.05)
        found.append(_resources())
    return tuple(found)


def _resources() -> tuple[float, int, int]:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    handles = len(list(Path("/proc/self/fd").iterdir()))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, handles, threading.active_count()


def main() -> None:
    """Measure all of it, print it and write it down."""
    robot = Robot.build(Config.model_validate({"web": {"port": 0}, "privacy": {"keep_unanswered": False}}))
    questions = [faq.entry.question for faq in robot.knowledge.content.faq.values()]
    speech = robot.speech
    clock = _Clock()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        if speech is not None:
            robot.__dict__["speech"] = Speech(speech.voice, SpeechCache(Path(folder)))
        server = PageServer(robot, clock=clock)
        server.start()
        robot.knowledge.dialogue.book.open()
        browser = launched(playwright)
        kilobytes, loads = first_load(browser, server.address)
        spoken = questions[:: len(questions) // _SPOKEN][:_SPOKEN]
        fresh = first_sound(browser, server.address, spoken)
        cached = first_sound(browser, server.address, spoken)
        browser.close()
        alone = one_by_one(robot, questions[: _PAGES * _ROUNDS])
        with ProcessPoolExecutor(1, get_context("spawn")) as visitors:  # pages are other machines
            times, lost = visitors.submit(at_once, server.address, questions).result()
        day = long_day(server, clock, questions)
        server.close()
    p95_alone, p95 = percentile(alone, 95), percentile(times, 95)
    rows = (
        ("first load, cold", "≤ 300 kB", f"{kilobytes:.0f} kB"),
        ("usable after", "≤ 1 s", f"{percentile(loads, 50):.0f} ms (p95 {percentile(loads, 95):.0f})"),
        (
            "answer → first sample, cached, p95",
            "≤ 300 ms",
            f"{percentile(cached, 95):.0f} ms (p50 {percentile(cached, 50):.0f})",
        ),
        (
            "answer → first sample, not cached, p95",
            "≤ 700 ms",
            f"{percentile(fresh, 95):.0f} ms (p50 {percentile(fresh, 50):.0f})",
        ),
        (f"{_PAGES} pages at once, p95", "≤ 500 ms", f"{p95:.0f} ms (p50 {percentile(times, 50):.0f})"),
        ("the same, lost or mixed up", "0", f"{lost} of {_PAGES * _ROUNDS}"),
        (
            "the same questions one by one without a page, p95",
            "",
            f"{p95_alone:.0f} ms; twenty at once take {p95 / p95_alone:.1f} times that",
        ),
        ("8 h, memory in MB, hour by hour", "no growth", " ".join(f"{memory:.0f}" for memory, _, _ in day)),
        (
            "8 h, open handles / threads, hour by hour",
            "no growth",
            " ".join(f"{handles}/{threads}" for _, handles, threads in day),
        ),
    )
    text = "# The page\n\nMade by `python -m robot.bench.page` (what is measured, and how: its first lines).\n\n"
    text += (
        "".join(f"{what}: {value}  \n" for what, value in described())
        + "\n| measure | must reach | measured |\n| --- | --- | --- |\n"
    )
    text += "".join(f"| {name} | {goal} | {value} |\n" for name, goal, value in rows)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
