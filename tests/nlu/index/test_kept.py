"""What is built is read back, and built anew when anything it is made of has changed or the disk is damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from robot import paths
from robot.bench.damage import DAMAGES, damage
from robot.nlu.index import kept as keeping
from robot.nlu.index.embedding import VectorCache
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.kept import Keepable, kept
from robot.nlu.index.phrasings import Phrasing
from tests.disks import full_disk

_WAGES = Phrasing("faq", "wages", "老板不发工资", "劳动纠纷")
_NOTARY = Phrasing("service", "notary", "我要办公证", None)


@dataclass
class Thing:
    """Something that takes long to build."""

    number: int


class Builder:
    """Counts how often it has built."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.times = 0

    def __call__(self, *recipe: str) -> Thing:
        return kept(self.folder, recipe, Thing, self._make)

    def _make(self) -> Thing:
        self.times += 1
        return Thing(self.times)


def test_it_is_built_once(tmp_path: Path) -> None:
    build = Builder(tmp_path)
    assert build("a", "b") == build("a", "b") == Thing(1)


def test_of_other_parts_it_is_another(tmp_path: Path) -> None:
    build = Builder(tmp_path)
    assert [build("a", "b"), build("ab"), build("b", "a")] == [Thing(1), Thing(2), Thing(3)]


def test_another_program_builds_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Builder(tmp_path)
    build("a")
    monkeypatch.setattr(keeping, "_version", lambda code: b"another")
    assert build("a") == Thing(2)


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x04N.", b"xiaolu kept 3\n\n\n" + bytes(48)])
def test_what_is_damaged_is_built_anew(tmp_path: Path, damage: bytes) -> None:
    build = Builder(tmp_path)
    build("a")
    (only,) = tmp_path.iterdir()
    only.write_bytes(damage)
    assert build("a") == Thing(2)
    assert build("a") == Thing(2)


def test_where_nothing_can_be_written_it_is_built_each_time(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder", encoding="utf-8")
    build = Builder(nowhere)
    assert [build("a"), build("a")] == [Thing(1), Thing(2)]
    assert list(tmp_path.iterdir()) == [nowhere]


def test_without_a_folder_nothing_is_kept() -> None:
    build = Builder(None)
    assert [build("a"), build("a")] == [Thing(1), Thing(2)]


def test_only_the_newest_stay(tmp_path: Path) -> None:
    build = Builder(tmp_path)
    for number in range(7):
        build(str(number))
    assert len(list(tmp_path.iterdir())) == 4
    build("6")
    assert build.times == 7


def test_an_index_that_was_read_back_answers_alike(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "phrasings.npz")
    first, again = (PhrasingIndex.built((_WAGES, _NOTARY), {}, None, cache) for _ in range(2))
    query = first.prepare("老板不发工钱")
    assert again.prepare("老板不发工钱") == query
    assert (again.match(query).features == first.match(query).features).all()
    assert PhrasingIndex.built((_WAGES,), {}, None, cache).entries == (("faq", "wages"),)


def test_an_index_of_another_process_answers_alike(tmp_path: Path) -> None:
    """What an index numbers may not hang on what its process has met before."""
    program = (
        "import sys; from pathlib import Path; from robot.nlu.index.embedding import VectorCache;"
        "from robot.nlu.index.index import PhrasingIndex; from robot.nlu.index.phrasings import Phrasing;"
        "from robot.nlu.sound.syllables import codes, folded_of, syllables; codes(folded_of(syllables(sys.argv[2])));"
        "PhrasingIndex.built((Phrasing('faq', 'wages', '老板不发工资', '劳动纠纷'),"
        " Phrasing('service', 'notary', '我要办公证', None)), {}, None, VectorCache(Path(sys.argv[1])))"
    )
    there = tmp_path / "there" / "phrasings.npz"
    there.parent.mkdir()
    for before in ("公证办要我", "资工发不板老"):
        subprocess.run([sys.executable, "-c", program, str(there), before], check=True, cwd=paths.ROOT)
    read = PhrasingIndex.built((_WAGES, _NOTARY), {}, None, VectorCache(there))
    built = PhrasingIndex((_WAGES, _NOTARY), {})
    assert len(list((there.parent / "index").iterdir())) == 1
    query = built.prepare("老板不发公资")
    assert (read.match(query).features == built.match(query).features).all()


@dataclass
class Part(Keepable):
    """Something large inside something else."""

    rows: npt.NDArray[np.float32]


@dataclass
class Whole:
    """Names its part twice."""

    one: Part
    other: Part


def test_a_part_with_a_file_of_its_own_is_read_from_there_once(tmp_path: Path) -> None:
    def part() -> Part:
        return kept(tmp_path, ["part"], Part, lambda: Part(np.arange(1000, dtype=np.float32)))

    built = part()
    kept(tmp_path, ["whole"], Whole, lambda: Whole(built, built))
    whole = kept(tmp_path, ["whole"], Whole, _never)
    assert whole.one is whole.other
    assert whole.one.rows.tolist() == built.rows.tolist()
    assert not whole.one.rows.flags.owndata  # mapped, not read
    sizes = {path.name.partition("-")[0]: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes["whole"] < 1000 < 4000 < sizes["part"]


def test_a_whole_whose_part_is_gone_is_built_anew(tmp_path: Path) -> None:
    part = kept(tmp_path, ["part"], Part, lambda: Part(np.zeros(3, dtype=np.float32)))
    kept(tmp_path, ["whole"], Whole, lambda: Whole(part, part))
    next(tmp_path.glob("part-*")).unlink()
    with pytest.raises(AssertionError, match="built"):
        kept(tmp_path, ["whole"], Whole, _never)


def test_what_was_cut_off_is_built_anew(tmp_path: Path) -> None:
    kept(tmp_path, ["part"], Part, lambda: Part(np.arange(1000, dtype=np.float32)))
    (only,) = tmp_path.iterdir()
    only.write_bytes(only.read_bytes()[:-100])
    assert kept(tmp_path, ["part"], Part, lambda: Part(np.zeros(1, dtype=np.float32))).rows.tolist() == [0]


@pytest.mark.parametrize("kind", DAMAGES)
def test_arrays_that_are_damaged_are_built_anew(tmp_path: Path, kind: str) -> None:
    def part(number: int) -> Part:
        return kept(tmp_path, ["part"], Part, lambda: Part(np.full(100_000, number, dtype=np.float32)))

    part(1)
    (only,) = tmp_path.iterdir()
    damage(only, kind)
    assert set(part(2).rows.tolist()) == {2}
    assert set(part(3).rows.tolist()) == {2}


def test_arrays_are_compared_with_their_checksum_where_nothing_else_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "CACHE", tmp_path / "memory")
    kept(tmp_path / "kept", ["part"], Part, lambda: Part(np.zeros(100_000, dtype=np.float32)))
    (tmp_path / "memory" / "digests.json").unlink()
    kept(tmp_path / "kept", ["part"], Part, _never)
    (only,) = (tmp_path / "kept").iterdir()
    (tmp_path / "memory" / "digests.json").unlink()
    damage(only, "zeroed" if only.read_bytes()[-1] else "flipped")
    with pytest.raises(AssertionError, match="built"):
        kept(tmp_path / "kept", ["part"], Part, _never)


def test_a_file_in_use_is_noted_by_its_time_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, ["part"], Part, lambda: Part(np.zeros(10, dtype=np.float32)))
    (only,) = tmp_path.iterdir()
    os.utime(only, (0, 0))
    kept(tmp_path, ["part"], Part, _never)
    assert only.stat().st_mtime > 0
    monkeypatch.setattr(keeping, "_checksum", _never)
    kept(tmp_path, ["part"], Part, _never)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    with full_disk(10_000):
        built = kept(tmp_path, ["part"], Part, lambda: Part(np.ones(100_000, dtype=np.float32)))
    assert built.rows.size == 100_000
    assert list(tmp_path.iterdir()) == []


def _never(*_: object) -> Whole:
    raise AssertionError("built")
