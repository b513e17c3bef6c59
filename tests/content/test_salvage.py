"""A slip costs the entry it is in: the others of the file are kept, those before the slip in any case."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import paths
from robot.app import knowledge_of
from robot.config import Config
from robot.content import reading
from robot.content.emergency_minimum import minimum
from robot.content.explain import all_keys
from robot.content.meant import Mender
from robot.content.reading import Reading
from tests.content.trees import COMMANDS, FAQ, HALL, SERVICES, SMALLTALK, Tree

SHIPPED = (paths.ROOT / "knowledge" / "faq" / "海事海商.yaml").read_text(encoding="utf-8")
TOPS = frozenset(("topic", "entries"))
MENDER = Mender(all_keys())


def _read(folder: Path, text: str) -> Reading:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return reading.read(path, MENDER, TOPS)


def _ids(read: Reading) -> list[str]:
    return [entry["id"] for entry in read.source.data["entries"]] if read.source else []


def _nth(old: str, new: str, number: int) -> str:
    """The shipped text with the `number`th `old` replaced."""
    pieces = SHIPPED.split(old)
    return old.join(pieces[:number]) + new + old.join(pieces[number:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n    spoken: ", '\n    spoken: "'),
        ("\n    spoken: ", "\n    spoken: 注意: "),
        ("\n    spoken: ", "\n\tspoken: "),
        ("\n    spoken: ", "\nspoken: "),
        ("\n    question: ", "\n     question: "),
        ("\n  - id: ", "\n- id: "),
        ("\n  - id: ", "\n    id: "),
        ("\n  - id: ", "\n\t- id: "),
        ("\n    phrasings:\n", "\n    phrasings\n"),
        ("\n    review: ", "\n    review "),
    ],
)
@pytest.mark.parametrize("number", [2, 5])
def test_one_slip_costs_one_entry(tmp_path: Path, old: str, new: str, number: int) -> None:
    all_of_them = _ids(_read(tmp_path, SHIPPED))
    read = _read(tmp_path, _nth(old, new, number))
    (lost,) = read.lost
    assert _ids(read) == [each for each in all_of_them if each != all_of_them[number - 1]]
    assert lost.id == all_of_them[number - 1] and lost.title in SHIPPED
    assert lost.why.mend, lost.why


def test_two_slips_are_told_both(tmp_path: Path) -> None:
    text = _nth("\n    spoken: ", '\n    spoken: "', 2).replace("\n    question: ", "\n\tquestion: ", 1)
    read = _read(tmp_path, text)
    assert len(read.lost) == 2 and len(_ids(read)) == len(_ids(_read(tmp_path, SHIPPED))) - 2


def test_every_line_keeps_its_number(tmp_path: Path) -> None:
    read = _read(tmp_path, _nth("\n    spoken: ", '\n    spoken: "', 1))
    assert read.source is not None
    second = SHIPPED.index("\n  - id: ", SHIPPED.index("\n  - id: ") + 1) + 1
    assert read.source.position(("entries", 0))[0] == SHIPPED[:second].count("\n") + 1


def test_what_cannot_be_told_apart_is_lost_with_its_titles(tmp_path: Path) -> None:
    read = _read(tmp_path, "topic: 侵权\nentries: [\n  - id: a\n    question: 甲甲\n")
    assert read.source is None and read.titles == ("甲甲",)
    (fault,) = reading.faults(read, Path("x.yaml"))
    assert "1 条都没有读进来：“甲甲”" in fault.what


LINES = {
    FAQ: "question: 老板",
    SERVICES: "name: 办理公证",
    HALL: "id: printer",
    COMMANDS: "id: stop",
    SMALLTALK: "id: hours",
    "knowledge/people.yaml": "id: person-01",
    "intents/emergencies.yaml": "id: danger",
}


def test_a_slip_in_a_way_leaves_the_windows_their_names(tree: Tree) -> None:
    tree.edit(HALL, "{ends: [cross, w2]}", "{ends: [cross, w2}")
    tree.edit(FAQ, "spoken: 先去", "spoken: 到【法律援助窗口】问，先去")
    content = tree.load()
    (problem,) = content.problems
    assert (problem.line, "补上" in problem.mend or "]" in problem.mend) == (
        tree.position(HALL, "[cross, w2}")[0],
        True,
    )
    assert content.hall is not None and len(content.hall.ways) == 4
    assert content.faq["wages-unpaid"].entry.spoken.startswith("到2号窗口问")


@pytest.mark.parametrize("file", LINES)
def test_the_robot_starts_with_a_slip_in_any_file(tree: Tree, file: str) -> None:
    tree.edit(file, LINES[file], LINES[file].replace(": ", ": '", 1))
    content = tree.load()
    assert content.problems and all(problem.mend for problem in content.problems)
    config = Config()
    built = knowledge_of(content, config, None)
    assert built.content.hall is not None or file == HALL
    assert {each.id for each in minimum()} <= set(content.emergencies) or file != "intents/emergencies.yaml"
    kept = {FAQ: content.faq, SERVICES: content.services, COMMANDS: content.commands}
    assert all(kept.values())
