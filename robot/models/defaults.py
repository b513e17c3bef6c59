"""The models that come by themselves, before a subcommand that uses them starts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from robot import config, messages, paths
from robot.errors import ModelError, RobotError
from robot.models import manifest, state
from robot.models.download import Downloader
from robot.models.store import ModelStore
from robot.setup.console import Progress, line, say

RETRY_AFTER_SECONDS = 3600
"""A machine without network does not try again at every start."""


def fetch(
    names: Sequence[str], *, insist: bool = False, root: Path | None = None, now: Callable[[], float] = time.time
) -> None:
    """Fetch `names`, each with a progress bar; what cannot be had is said, and the robot goes on with what works.

    Left alone is what a person removed and what failed within the last hour, unless `insist`. Never raises.
    """
    root = root or paths.MODELS
    memory = state.read(root)
    wanted = [name for name in names if insist or _due(memory, name, now())]
    if not wanted:
        return
    known = manifest.load()
    store = ModelStore(root, known, _index_url(), Downloader(retries=3 if insist else 1))
    for name in wanted:
        model = known.get(name)
        megabytes = round(model.source.size / 1e6)
        say("models.default", name=name, size=megabytes, purpose=model.purpose.zh, purpose_en=model.purpose.en,
            licence=model.licence.zh, licence_en=model.licence.en)  # fmt: skip
        if model.note:
            line(f"  {model.note.zh} ({model.note.en})")
        bar = Progress()
        try:
            store.add(name, progress=bar)
            bar.close()
        except ModelError as error:
            bar.close()
            line(messages.line("models.default_failed", name=name))
            line(f"  {error}")
            _remember_failure(root, name, now())


def _due(memory: state.Memory, name: str, now: float) -> bool:
    if name in memory.removed:
        return False
    # A clock that was set back must not keep a model away for longer.
    return not 0 <= now - memory.failed.get(name, -RETRY_AFTER_SECONDS) < RETRY_AFTER_SECONDS


def _remember_failure(root: Path, name: str, now: float) -> None:
    memory = state.read(root)
    try:
        state.write(root, replace(memory, failed={**memory.failed, name: now}))
    except OSError:
        return


def _index_url() -> str:
    try:
        return config.load().models.index_url
    except RobotError:
        # A broken config.yaml is reported by the subcommand itself.
        return ""
