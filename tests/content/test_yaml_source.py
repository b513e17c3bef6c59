"""YAML as editors write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from robot.yaml_source import Problem, Tree, YamlProblem, parse, parse_text


def _parsed(folder: Path, text: str) -> Any:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return parse(path).data


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("Y", "Y"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("8:30", "8:30"),
        ("1:20:30", "1:20:30"),
        ("12348", 12348),
        ("-3", -3),
        ("0", 0),
        ("012", "012"),
        ("0357-0000100", "0357-0000100"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("1.50", "1.50"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("1e3", "1e3"),
        ("2027-06-30", "2027-06-30"),
        ("2027-06-31", "2027-06-31"),
        ("2027-06-30 12:00:00", "2027-06-30 12:00:00"),
        ('"12348"', "12348"),
        ("null", None),
        ("~", None),
        ("", None),
        ("=", "="),
        ("第47条", "第47条"),
        ("7×24小时 # 注", "7×24小时"),
        ("甲,乙", "甲,乙"),
    ],
)
def test_plain_values_are_what_the_editor_sees(tmp_path: Path, written: str, read: object) -> None:
    assert _parsed(tmp_path, f"a: {written}\n") == {"a": read}
    assert type(_parsed(tmp_path, f"a: {written}\n")["a"]) is type(read)


def test_keys_are_text_too(tmp_path: Path) -> None:
    assert _parsed(tmp_path, "no: 1\n8:30: 2\n") == {"no": 1, "8:30": 2}


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path, start: str, end: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(f"{start}a: 甲{end}b: [乙]{end}".encode())
    assert parse(path).data == {"a": "甲", "b": ["乙"]}


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    assert _parsed(tmp_path, "") is None
    assert _parsed(tmp_path, "# 只有注释\n") is None


def test_merging_still_works(tmp_path: Path) -> None:
    assert _parsed(tmp_path, "a: &a {x: 1}\nb: {<<: *a, y: 2}\n")["b"] == {"x": 1, "y": 2}


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate key a"),
        ("a:\n  - {x: 1, x: 2}\n", 2, 12, "duplicate key x"),
        ("a:\n\tb: 1\n", 2, 1, ""),
        ("a: 1\n b: 2\n", 2, 2, ""),
        ("a: [1, 2\nb: 3\n", 1, 4, ""),
        ("a: '甲\n", 1, 4, ""),
        ("a: b: c\n", 1, 5, ""),
        ("a: *b\n", 1, 4, ""),
        ("- a\n---\n- b\n", 2, 1, ""),
        ("a: !!python/object/apply:os.getcwd []\n", 1, 4, ""),
        ("{hours}: 1\n", 1, 1, "a key in brackets"),
        ("? [a]\n: 1\n", 1, 3, "a key in brackets"),
        ("a: !!timestamp 2027-99-99\n", 1, 1, "ValueError"),
        ("a: &x [*x]\n", 1, 1, "RecursionError"),
        ("a: \x01\n", 1, 1, "ReaderError"),
    ],
)
def test_what_is_no_yaml_is_refused_where_it_stands(
    tmp_path: Path, text: str, line: int, column: int, reason: str
) -> None:
    with pytest.raises(YamlProblem) as caught:
        _parsed(tmp_path, text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert reason in caught.value.reason
    assert caught.value.reason


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_another_encoding_is_no_yaml(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: 1\nb: 公证\n".encode(encoding))
    with pytest.raises(YamlProblem) as caught:
        parse(path)
    assert caught.value.line == (2 if encoding == "gbk" else 1)


@pytest.mark.parametrize("missing", ["none.yaml", "."])
def test_what_is_no_file_is_an_os_error(tmp_path: Path, missing: str) -> None:
    with pytest.raises(OSError):
        parse(tmp_path / missing)


TEXT = "top:\n  - id: a\n    list: [甲, 乙]\n  - {id: b, 3: 丙}\n"


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [
        ((), 1, 1),
        (("top",), 2, 3),
        (("top", 0), 2, 5),
        (("top", 0, "id"), 2, 9),
        (("top", 0, "list", 1), 3, 15),
        (("top", 1), 4, 5),
        (("top", 1, 3), 4, 16),
        (("top", 0, "missing"), 2, 5),
        (("top", 9, "id"), 2, 3),
        (("else",), 1, 1),
    ],
)
def test_every_value_has_a_place(tmp_path: Path, location: tuple[int | str, ...], line: int, column: int) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert parse(path).position(location) == (line, column)


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [
        (("top",), 1, 1),
        (("top", 0, "list"), 3, 5),
        (("top", 1, 3), 4, 13),
        (("top", 0, "no"), 2, 5),
        (("top", 1), 4, 5),
    ],
)
def test_a_key_has_a_place_of_its_own(tmp_path: Path, location: tuple[int | str, ...], line: int, column: int) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert parse(path).key_position(location) == (line, column)


def test_nothing_stands_at_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.touch()
    assert parse(path).position(("a",)) == (1, 1)


def test_a_problem_is_one_line() -> None:
    assert str(Problem(Path("a.yaml"), 2, 5, "缺少 id", "加上")) == "a.yaml:2:5: 缺少 id: 加上"


def test_nodes_that_were_forgotten_are_read_again(tmp_path: Path) -> None:
    source = parse_text("a:\n  - b: 1\n  - b: 2\n", tmp_path / "a.yaml")
    before = source.root
    Tree.forget_all()
    assert source.root is not before
    assert source.position(("a", 1, "b")) == (3, 8)
    without = source.without("a", {0})
    Tree.forget_all()
    assert without.position(("a", 0, "b")) == (3, 8)
