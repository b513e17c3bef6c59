"""Xiaolu: the command line. Started outside .venv, it makes that environment first and goes on inside it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python must be able to read this far: no newer syntax in this file
    import io
    import os

    _here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
    with io.open(os.path.join(_here, "robot", "setup", "old_python.txt"), encoding="utf-8") as _file:  # noqa: PTH118, UP020
        sys.stderr.write(_file.read() % sys.version_info[:2])
    sys.exit(1)

from robot.setup import bootstrap, guard


def main() -> int:
    """Set up what the subcommand needs, then run it. Returns the exit status."""
    bootstrap.ensure(sys.argv[1:])
    if guard.wanted(sys.argv[1:]):
        return guard.watch(sys.argv[1:])
    guard.inside()
    from robot.cli.app import main as start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
