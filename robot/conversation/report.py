"""What is wrong with the content, as a text file for editors who have no terminal: var/检查结果.txt.

It is written when the robot starts and whenever a file of the content was saved.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from robot import messages, paths
from robot.errors import ContentError
from robot.workbench import whole
from robot.yaml_source import Problem

_LOG = logging.getLogger(__name__)


def path() -> Path:
    """Where the file is."""
    return paths.VAR / messages.zh("app.report.name")


def write(outcome: str, problems: Sequence[Problem], warnings: Sequence[Problem], now: datetime.datetime) -> None:
    """Write the file anew; what cannot be written is no reason to stop."""
    lines = [messages.zh("app.report.title", time=f"{now:%Y-%m-%d %H:%M}"), outcome, ""]
    lines += _part("app.report.problems", problems) + _part("app.report.warnings", warnings)
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        # Notepad shows it in one line otherwise, and older ones take UTF-8 for ANSI without its mark.
        whole.write(path(), "\r\n".join(lines).encode("utf-8-sig"))
    except (OSError, ContentError) as error:
        _LOG.warning("the report for editors is not written: %s", type(error).__name__)


def _part(heading: str, problems: Iterable[Problem]) -> list[str]:
    lines = [
        messages.zh("app.report.line", path=each.path, line=each.line, what=each.what, mend=each.mend)
        for each in problems
    ]
    return [messages.zh(heading, count=len(lines)), *lines, ""] if lines else []
