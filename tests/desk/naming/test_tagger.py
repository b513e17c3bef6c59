"""Which characters are names; the net that the project holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from robot.bench.masking import measure, read
from robot.desk.naming import tagger
from robot.errors import DeskError

FOLDER = Path(__file__).parents[1]


@pytest.fixture
def read_anew() -> Iterator[None]:
    tagger.tagger.cache_clear()
    yield
    tagger.tagger.cache_clear()


@pytest.mark.parametrize(("file", "names", "others"), [("names-dev.txt", 0.95, 0.02), ("names-test.txt", 0.92, 0.02)])
def test_nearly_all_names_are_found_and_few_other_words(file: str, names: float, others: float) -> None:
    outcomes = measure(read(FOLDER / file))
    there = sum(len(each.sentence.names) for each in outcomes)
    missed = [name for each in outcomes for name in each.missed]
    touched = [word for each in outcomes for word in each.touched]
    assert len(missed) <= (1 - names) * there, missed
    assert len(touched) <= others * sum(each.words for each in outcomes), touched


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("隔壁张三丰把我家墙拆了", "person", "张三丰"),
        ("我在宏达建筑有限公司上班", "firm", "宏达建筑有限公司"),
        ("我是李家庄村的", "place", "李家庄村"),
    ],
)
def test_it_is_told_what_a_name_is_of(text: str, kind: str, name: str) -> None:
    (found,) = tagger.names(text)
    assert (found.kind, text[found.start : found.end]) == (kind, name)


def test_nothing_has_no_names() -> None:
    assert tagger.names("") == []


@pytest.mark.usefixtures("read_anew")
@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_model_that_cannot_be_read_is_named(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "names.npz"
    if damage != "gone":
        path.write_bytes(tagger.MODEL.read_bytes()[:5000] if damage == "cut" else b"no archive")
    monkeypatch.setattr(tagger, "MODEL", path)
    with pytest.raises(DeskError) as raised:
        tagger.names("张三丰欠我钱")
    assert raised.value.key == "desk.no_masking" and "张三丰" not in str(raised.value)
