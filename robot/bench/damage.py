"""Models broken one by one: `python -m robot.bench.damage` prints, of each file and each damage, whether the command
that needs it, `doctor` and `run` name the command that mends it.

Program and models are hard links in a folder under `var/bench`; only the file that is damaged is a copy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from robot import paths

_ZEROED, _FLIPPED = 1 << 16, 64
_LONGEST_SECONDS = 300.0
_QUESTION = "公证窗口怎么走"
_SPEECH = "speech.wav"
DAMAGES = ("truncated", "zeroed", "flipped", "empty", "missing")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a model, what needs it, and what its fault must name."""

    file: str
    command: tuple[str, ...]
    mend: str


def _model(name: str, file: str, *command: str) -> Part:
    return Part(f"var/models/{name}/{file}", command, f"python3 main.py models add {name}")


def _shipped(file: str) -> Part:
    return Part(file, ("ask", _QUESTION), f"git checkout -- {file}")


_HEAR, _SAY = ("hear", _SPEECH), ("say", _QUESTION, "-o", "said.wav")
PARTS = (
    *(_model("whisper-base", file, *_HEAR) for file in ("model.bin", "tokenizer.json", "vocabulary.txt")),
    *(_model("mandarin", file, *_SAY) for file in ("fastspeech2_quan.tflite", "mb_melgan.tflite", "baker_mapper.json")),
    _model("statutes", "laws.db", "statutes", "show", "民法典", "1"),
    _model("statutes", "laws.db", "statutes", "search", _QUESTION),
    _shipped("robot/nlu/index/encoder.onnx"),
    _shipped("robot/nlu/danger/danger.onnx"),
)


def damage(path: Path, kind: str) -> None:
    """Break a file. It is replaced, so that other links to it stay whole."""
    content = bytearray(path.read_bytes())
    path.unlink()
    match kind:
        case "missing":
            return
        case "empty":
            content.clear()
        case "truncated":
            del content[len(content) // 2 :]
        case "zeroed":
            zeroed = min(_ZEROED, len(content) // 2)
            start = (len(content) - zeroed) // 2
            content[start : start + zeroed] = bytes(zeroed)
        case _:
            for place in np.random.default_rng(0).choice(len(content), min(_FLIPPED, len(content)), replace=False):
                content[place] ^= 0xFF
    path.write_bytes(content)


class Place:
    """A copy of this robot that may be broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        for name in ("robot", "main.py", "config.yaml"):
            _linked(paths.ROOT / name, folder / name)
        for name in ("models", "cache"):
            _linked(paths.VAR / name, folder / "var" / name)

    def says(self, *command: str) -> str:
        """What a subcommand prints, to its end."""
        done = subprocess.run(
            (sys.executable, "main.py", *command), cwd=self.folder, env=self._environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=_LONGEST_SECONDS, check=False,
        )  # fmt: skip
        return done.stdout.decode("utf-8", "replace")

    def runs_until(self, wanted: str) -> str:
        """What `run` prints up to the line that holds `wanted`, or within some time."""
        with subprocess.Popen(
            (sys.executable, "main.py", "run", "--typed"), cwd=self.folder, env=self._environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as running:  # fmt: skip
            late = threading.Timer(_LONGEST_SECONDS / 5, running.kill)
            late.start()
            said = []
            for line in running.stdout or ():
                said.append(line.decode("utf-8", "replace"))
                if wanted in said[-1]:
                    break
            late.cancel()
            running.kill()
        return "".join(said)

    def broken(self, file: str, kind: str) -> Path:
        """Break `file`, until `mend`."""
        damage(self.folder / file, kind)
        return self.folder / file

    def mend(self, file: str) -> None:
        """Put the whole file in its place again."""
        path = self.folder / file
        path.unlink(missing_ok=True)
        _linked(paths.VAR / file.removeprefix("var/") if file.startswith("var/") else paths.ROOT / file, path)

    def _environment(self) -> Mapping[str, str]:
        """The content stays where it is, so that what is understood of it is known already."""
        return {
            **os.environ, "PYTHONPATH": str(self.folder), "XIAOLU_BOOTSTRAP": "off",
            "XIAOLU_VAR": str(self.folder / "var"), "XIAOLU_CONFIG": str(self.folder / "config.yaml"),
            "XIAOLU_KNOWLEDGE": str(paths.KNOWLEDGE), "XIAOLU_INTENTS": str(paths.INTENTS),
        }  # fmt: skip


def _linked(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, copy_function=link, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        link(source, target)


def link(source: str | Path, target: str | Path) -> None:
    """Another name for a file, or a copy."""
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


def tried(place: Place) -> Iterator[tuple[Part, str, dict[str, str]]]:
    """Each file and damage, with what each command said of it."""
    place.says(*_SAY[:-1], _SPEECH)
    for part in PARTS:
        for kind in DAMAGES:
            place.broken(part.file, kind)
            yield (
                part,
                kind,
                {
                    part.command[0]: place.says(*part.command),
                    "doctor": place.says("doctor"),
                    "run": place.runs_until(part.mend),
                },
            )
            place.mend(part.file)


def main() -> int:
    """Print a line of each; exit status 1 when anything is not named."""
    place = Place(paths.VAR / "bench" / "damage")
    missed = 0
    for part, kind, said in tried(place):
        named = {command: part.mend in text and "Traceback" not in text for command, text in said.items()}
        missed += sum(not each for each in named.values())
        line = "  ".join(f"{command} {'named' if each else 'NOT NAMED'}" for command, each in named.items())
        print(f"{part.file}  {kind}: {line}", flush=True)
        for command, each in named.items():
            if not each:
                print(f"    {command}: {said[command].strip()[-600:]}", flush=True)
    print(f"{len(PARTS)} files × {len(DAMAGES)} damages × 3 commands, {missed} not named")
    shutil.rmtree(place.folder, ignore_errors=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
