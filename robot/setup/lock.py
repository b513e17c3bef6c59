"""Makes the lock files again: `python -m robot.setup.lock [--upgrade]`, with uv on the path (`pip install uv`).

Pins and hashes come from uv's own default index, whatever indexes this machine is set up with, so that the locks hold
no local address. A hall's own mirror still works: pip asks the index it is configured for and checks these hashes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST_PYTHON = "3.11"
SOURCE_ONLY = ("jieba", "srt")
"""Packages that are published as source only (pure Python); everything else must come as a wheel."""

LOCKS = (
    ("build.in", "build.lock", None),
    ("requirements.in", "run.lock", None),
    ("verify.in", "verify.lock", "run.lock"),
)
"""Input, lock, and the lock whose pins this one must keep."""


def command(source: str, lock: str, keeps: str | None, extra: list[str]) -> list[str]:
    """The uv command line that makes `lock` from `source`, to be run in this folder."""
    words = [
        "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-config",
        "--python-version", OLDEST_PYTHON, "--only-binary", ":all:",
        "--custom-compile-command", "python -m robot.setup.lock", "--output-file", lock,
    ]  # fmt: skip
    for name in SOURCE_ONLY:
        words += ["--no-binary", name]
    if lock == "build.lock":
        words.append("--allow-unsafe")
    if keeps:
        words += ["--constraints", keeps]
    return [*words, *extra, source]


def with_build_options(lock: str) -> str:
    """`lock` with pip's own options on top: wheels only, except the packages in it that have none.

    The order matters to pip: `--only-binary :all:` forgets every `--no-binary` before it.
    """
    lines = lock.splitlines(keepends=True)
    options = ["--only-binary :all:\n"]
    options += [f"--no-binary {name}\n" for name in SOURCE_ONLY if any(line.startswith(f"{name}==") for line in lines)]
    head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "".join([*lines[:head], *options, *lines[head:]])


def main(argv: list[str]) -> int:
    """Make every lock. `argv` goes to uv (`--upgrade`, `--upgrade-package NAME`)."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    for source, lock, keeps in LOCKS:
        status = subprocess.run(command(source, lock, keeps, argv), cwd=HERE, env=ours, check=False).returncode
        if status:
            return status
        path = HERE / lock
        path.write_text(with_build_options(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
