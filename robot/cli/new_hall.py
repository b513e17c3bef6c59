"""`new hall`: a hall of its own, asked for in the terminal or read from a sheet; the sample stays as it is."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from robot import config, messages, paths
from robot.cli import check
from robot.cli.arguments import option
from robot.content import load
from robot.content.hall_schema import Hall
from robot.errors import UsageError
from robot.halls import files, picture, sheet, summary, trial
from robot.halls.building import Built
from robot.halls.draft import Ask, Draft
from robot.halls.faults import WrongHall
from robot.halls.making import made
from robot.halls.pages import page
from robot.halls.remains import remaining
from robot.halls.tables import Filled
from robot.halls.told import Told
from robot.workbench import whole
from robot.workbench.yaml_editor import YamlFile

_SUFFIX = ".xlsx"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `new hall`."""
    parser.add_argument("--sheet", metavar="F.xlsx", help=option("hall_sheet"))
    parser.add_argument("--blank", metavar="F.xlsx", help=option("hall_blank"))
    parser.add_argument("--use", action="store_true", help=option("hall_use"))


def new_hall(arguments: argparse.Namespace, ask: Ask) -> int:
    """Write a hall, or (`--blank`) the sheet to be filled in. Exit status 1 when nothing was written, or when `check`
    finds something in what was."""
    if arguments.blank:
        return _blank(_sheet_path(arguments.blank))
    try:
        if arguments.sheet:
            return _from_sheet(_sheet_path(arguments.sheet), arguments.use)
        return _talk(ask, arguments.use)
    except WrongHall as wrong:
        _tell(wrong)
        raise


def _sheet_path(given: str) -> Path:
    path = Path(given)
    if path.suffix.lower() != _SUFFIX:
        raise UsageError("halls.no_sheet", path=path)
    return path


def _blank(path: Path) -> int:
    if path.exists():
        raise UsageError("halls.exists", path=path)
    sheet.write(path)
    print(page("blank", path=path, command=_command(f"new hall --sheet {path}")))
    return 0


def _from_sheet(path: Path, use: bool) -> int:
    filled = sheet.read(path)
    told, built = made(filled)
    print("\n".join(summary.lines(told, built)))
    return _written(told, built, filled, path, use)


def _talk(ask: Ask, use: bool) -> int:
    draft = Draft(paths.VAR / "new-hall.json", ask)
    try:
        print(page("intro", back=messages.zh("halls.ask.back")), end="\n\n")
        draft.offer()
        while True:
            filled = draft.filled()
            try:
                told, built = made(filled)
            except WrongHall as wrong:
                _tell(wrong)
                draft.back()
                continue
            print("\n".join(summary.lines(told, built)))
            reply = ask("\n" + page("last_look"))
            if reply != messages.zh("halls.ask.back"):
                break
            draft.back()
        status = _written(told, built, filled, None, use or _is_yes(ask))
    except EOFError:
        print("\n" + messages.zh("halls.kept"))
        return 1
    draft.done()
    return status


def _is_yes(ask: Ask) -> bool:
    return ask(messages.zh("halls.ask.use")) in ("", messages.zh("halls.ask.right"))


def _tell(wrong: WrongHall) -> None:
    for fault in wrong.faults:
        print(fault, file=sys.stderr)


def _written(told: Told, built: Built, filled: Filled, given: Path | None, use: bool) -> int:
    """Write the files, the sheet and the picture; say what is still open, and what `check` finds."""
    folder = files.folder_of(told.name)
    own = folder / files.SHEET
    kept = files.write(folder, files.texts(told, built, _shown(own)))
    if given is None or given.resolve() != own.resolve():
        if given is None:
            sheet.write(own, filled)
        else:
            whole.write(own, given.read_bytes())
    plan = folder / picture.NAME
    whole.write(plan, picture.drawing(Hall.model_validate(built.hall)).encode())
    trying = folder / trial.NAME
    whole.write(trying, "".join(f"{question}\n" for question in trial.questions(told, built)).encode())
    print("\n" + page("written", folder=_shown(folder), sheet=_shown(own), map=plan))
    if given is not None and given.resolve() != own.resolve():
        print(messages.zh("halls.other_sheet", given=_shown(given), own=_shown(own)))
    for path in kept:
        print(messages.zh("halls.kept_old", path=_shown(path)))
    if use:
        _use(folder)
    content = load.load(hall=folder)
    print("\n" + messages.zh("halls.remains.title"))
    for each in remaining(told, content, folder):
        print(f"- {each}")
    print("\n" + messages.zh("halls.checking"))
    status = check.report(content)
    again = _command(f"new hall --sheet {_shown(own)} --use")
    tried = _command(f"ask --plain --file {_shown(trying)}")
    said = {"name": folder.name, "run": _command("run"), "ask": tried, "again": again}
    print("\n" + page("in_use" if use else "not_in_use", **said))
    return status


def _use(folder: Path) -> None:
    """The robot stands in this hall from now on: config.yaml says so."""
    settings = YamlFile(paths.CONFIG)
    if not settings.data.get("hall"):
        settings.data["hall"] = {}
    settings.data["hall"]["folder"] = folder.name
    if "robot_at" in settings.data["hall"]:
        settings.data["hall"]["robot_at"] = config.Hall().robot_at
    settings.save()


def _shown(path: Path) -> Path:
    return path.relative_to(paths.ROOT) if path.is_relative_to(paths.ROOT) else path


def _command(words: str) -> str:
    """A command as it is typed on this system."""
    return f"{'py' if os.name == 'nt' else 'python3'} main.py {words}"
