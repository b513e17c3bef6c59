"""`doctor`: a line each for devices, engines, models, voices, content, disk and network, with what mends it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from robot import config, engines, messages, paths, shipped
from robot.audio import devices
from robot.audio.probe import SoundProbe
from robot.cli.arguments import option, subcommand
from robot.cli.output import dumps
from robot.content import load as content_loader
from robot.errors import RobotError
from robot.models.store import ModelStore
from robot.nlu.index.embedding import Embedder
from robot.stt import select as stt
from robot.tts import select as tts
from robot.web.server import reachable

_ROOM = 500_000_000
"""Bytes that the robot wants free: logs, cached speech, an update of a model."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, whether it is well, and what was found or what mends it."""

    part: str
    ok: bool
    line: str
    needed: bool = True


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "doctor")
    parser.add_argument("--json", action="store_true", help=option("json"))
    parser.set_defaults(handler=doctor)


def doctor(arguments: argparse.Namespace) -> int:
    """Print the findings. Exit status 1 when something the robot cannot do without is missing."""
    findings = []
    for finding in _findings():
        findings.append(finding)
        if not arguments.json:
            mark = messages.zh("doctor.ok" if finding.ok else "doctor.bad" if finding.needed else "doctor.optional")
            print(f"{mark} {messages.zh(f'doctor.part.{finding.part}')}  {finding.line}", flush=True)
    if arguments.json:
        rows = [{"part": f.part, "ok": f.ok, "needed": f.needed, "line": f.line} for f in findings]
        print(dumps(rows, indent=2))
    return 0 if all(finding.ok or not finding.needed for finding in findings) else 1


def _findings() -> Iterator[Finding]:
    read = _settings()
    settings = config.Config() if isinstance(read, RobotError) else read
    is_read = not isinstance(read, RobotError)
    yield Finding("config", is_read, str(paths.CONFIG if is_read else read))
    yield from _content(is_read)
    yield from _devices("microphone", devices.inputs)
    yield from _devices("speaker", devices.outputs)
    models = engines.store()
    reports = stt.available(settings.stt, paths.MODELS, models.require)
    heard = any(report.ok for report in reports)
    yield from (
        Finding("recogniser", report.ok, f"{report.name}  {report.line}", needed=not heard) for report in reports
    )
    voices = [report for report in tts.available(paths.MODELS, models.require) if report.name != "kokoro"]
    speaks = any(report.ok for report in voices)
    yield from (Finding("voice", report.ok, f"{report.name}  {report.line}", needed=not speaks) for report in voices)
    meaning = Embedder.load() is not None
    yield Finding("meaning", meaning, messages.zh("doctor.meaning" if meaning else "doctor.no_meaning"), needed=False)
    yield from _models(models)
    yield from _shipped()
    free = shutil.disk_usage(paths.VAR if paths.VAR.exists() else paths.ROOT).free
    yield Finding("disk", free > _ROOM, messages.zh("doctor.disk", free=free // 1_000_000, path=paths.VAR))
    yield _page(settings.web)
    yield Finding("network", True, messages.zh("doctor.network"), needed=False)


def _page(web: config.Web) -> Finding:
    """Whether the page could be served now; a robot that runs already has its port."""
    if not web.page:
        return Finding("page", True, messages.zh("doctor.no_page"), needed=False)
    try:
        address = reachable(web)
    except RobotError as error:
        return Finding("page", False, str(error), needed=False)
    return Finding("page", True, messages.zh("doctor.page", address=address), needed=False)


def _settings() -> config.Config | RobotError:
    try:
        return config.load()
    except RobotError as error:
        return error


def _content(knows_the_hall: bool) -> Iterator[Finding]:
    """The content of the hall that config.yaml names; of the project, where that file cannot be read."""
    folders = () if knows_the_hall else (paths.KNOWLEDGE, paths.INTENTS)
    try:
        content = content_loader.load(*folders)
    except RobotError as error:
        yield Finding("content", False, str(error))
        return
    problems = content.problems
    if problems:
        yield Finding("content", False, messages.line("content.problems", count=len(problems), first=problems[0]))
    else:
        places = len(content.hall.places) if content.hall else 0
        yield Finding(
            "content",
            True,
            messages.zh("content.good", faq=len(content.faq), services=len(content.services), places=places),
        )


def _devices(part: str, list_them: Callable[[], tuple[devices.Device, ...]]) -> Iterator[Finding]:
    try:
        SoundProbe().check()  # in a process of its own: a broken sound system would take this one with it
        found = list_them()
    except RobotError as error:
        yield Finding(part, False, str(error), needed=False)
        return
    names = " / ".join(dict.fromkeys(device.name for device in found))
    yield Finding(part, bool(found), names or messages.zh(f"doctor.no_{part}"), needed=False)


def _models(models: ModelStore) -> Iterator[Finding]:
    """Each model, read anew whole. One that is not there is no fault; one that is damaged is."""
    for name in models.names():
        try:
            models.verify(name)
        except RobotError as error:
            is_missing = error.key == "models.missing"
            said = messages.zh("doctor.no_model", name=name) if is_missing else str(error)
            yield Finding("model", False, said, needed=not is_missing)
        else:
            yield Finding("model", True, messages.zh("doctor.model", name=name))


def _shipped() -> Iterator[Finding]:
    damaged = shipped.faults(older_than=0)
    yield from (Finding("shipped", False, str(error)) for error in damaged)
    if not damaged:
        yield Finding("shipped", True, messages.zh("doctor.shipped"))
