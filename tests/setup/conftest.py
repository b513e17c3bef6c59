"""A tiny project of its own: the real main.py and robot/setup, two-line locks, wheels made here, no network."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = """
import json, sys
from importlib.metadata import distributions

def main(argv):
    names = sorted(f"{d.name}-{d.version}" for d in distributions() if d.name.startswith("tiny"))
    print(json.dumps({"argv": argv, "prefix": sys.prefix, "packages": names}))
    return 7 if "fail" in argv else 0
"""


def build_wheel(folder: Path, name: str, version: str) -> Path:
    """A pure-Python wheel with one module, by hand (PEP 427)."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{member},sha256={_urlsafe(text)},{len(text)}\n" for member, text in files.items())
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in files.items():
            archive.writestr(member, text)
        archive.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    return path


def _urlsafe(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Outcome:
    """What one start did."""

    status: int
    out: str
    err: str

    @property
    def app(self) -> dict[str, object]:
        """What the subcommand printed."""
        value: dict[str, object] = json.loads(self.out)
        return value


@dataclass(frozen=True)
class Project:
    """A checkout in a scratch folder."""

    root: Path
    wheels: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def log(self) -> str:
        path = self.root / "var" / "log" / "setup.log"
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def lock(self, name: str, *pins: tuple[str, str]) -> None:
        """Write the lock `name`; a wheel that is missing is made."""
        lines = ["--only-binary :all:\n"]
        for package, version in pins:
            wheel = build_wheel(self.wheels, package, version)
            digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
            lines.append(f"{package}=={version} \\\n    --hash=sha256:{digest}\n")
        (self.root / "robot" / "setup" / name).write_text("".join(lines), encoding="utf-8")

    def environment(self, **more: str) -> dict[str, str]:
        """Of a start: no index, only the wheels made here; nothing of the caller's pip or bootstrap settings."""
        strange = ("PIP_", "XIAOLU_", "PYTHON")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(strange)}
        return kept | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull} | more

    def command(self, *argv: str, python: Path | str = sys.executable) -> list[str]:
        return [str(python), str(self.root / "main.py"), *argv]

    def start(self, *argv: str, python: Path | str = sys.executable, **more: str) -> Outcome:
        """Run `main.py argv` to its end."""
        done = subprocess.run(
            self.command(*argv, python=python),
            env=self.environment(**more),
            cwd=self.root.parent,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A checkout that was never started."""
    root = tmp_path / "小律 checkout"
    (root / "robot").mkdir(parents=True)
    shutil.copy(ROOT / "main.py", root)
    for name in ("__init__.py", "errors.py", "paths.py"):
        shutil.copy(ROOT / "robot" / name, root / "robot")
    for name in ("messages", "setup"):
        shutil.copytree(ROOT / "robot" / name, root / "robot" / name, ignore=shutil.ignore_patterns("__pycache__"))
    system = root / "robot" / "setup" / "system.py"
    no_apt_in_a_test = "\nLIBRARIES = ()\n"
    system.write_text(system.read_text(encoding="utf-8") + no_apt_in_a_test, encoding="utf-8")
    (root / "robot" / "cli").mkdir()
    (root / "robot" / "cli" / "__init__.py").write_text("")
    (root / "robot" / "cli" / "app.py").write_text(APP, encoding="utf-8")
    made = Project(root, tmp_path / "wheels")
    made.lock("build.lock", ("tinybuild", "1.0"))
    made.lock("run.lock", ("tiny", "1.0"), ("tinyold", "1.0"))
    made.lock("verify.lock", ("tiny", "1.0"), ("tinyold", "1.0"), ("tinytest", "1.0"))
    return made
