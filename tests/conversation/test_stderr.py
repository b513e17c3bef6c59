from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from robot import paths

_PROGRAM = """
import os, sys
from pathlib import Path
from robot.conversation.stderr import libraries_write_to
with libraries_write_to(Path(sys.argv[1])):
    os.write(2, b"Expression failed\\n")
    print("for the operator", file=sys.stderr)
os.write(2, b"afterwards\\n")
print("at the end", file=sys.stderr)
"""


def _run(log: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(log)],
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
        check=True,
        capture_output=True,
        text=True,
    ).stderr


def test_what_libraries_write_goes_to_a_file_and_ours_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "libraries.log"
    assert _run(log) == "for the operator\nafterwards\nat the end\n"
    assert log.read_text(encoding="utf-8") == "Expression failed\n"


def test_where_the_file_cannot_be_written_it_goes_nowhere(tmp_path: Path) -> None:
    assert _run(tmp_path / "missing" / "libraries.log") == "for the operator\nafterwards\nat the end\n"
