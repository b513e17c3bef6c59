"""Telephone numbers as people write them; the checks that find those that cannot be read aloud or dialled."""

from __future__ import annotations

import datetime

import pytest

from robot.content.check import check
from robot.content.telephones import Wrong, cut_up, written_phone, wrong
from robot.tts.spoken_form import spoken_form
from tests.content.trees import FAQ, HALL, Tree

TODAY = datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("0357 000 0100", "0357-0000100"),
        ("0746-5728 100", "0746-5728100"),
        ("0746 5728100", "0746-5728100"),
        ("0746-572-8100", "0746-5728100"),
        ("（0746）5728100", "0746-5728100"),
        ("(0746) 572 8100", "0746-5728100"),
        ("139 1234 5678", "13912345678"),
        ("０３５７—００００１００", "0357-0000100"),
        ("0746-5728100-801", "0746-5728100-801"),
        ("0746-5728 100 转 8", "0746-5728100转8"),
        ("12348 转 2", "12348转2"),
    ],
)
def test_a_number_is_written_so_that_it_is_read_digit_by_digit(given: str, number: str) -> None:
    assert written_phone(given) == number
    assert wrong(number) is None


def test_what_is_no_text_stays() -> None:
    assert written_phone(12348) == 12348


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("7465728103", Wrong("no_zero", "0746-5728103")),
        ("746-5728103", Wrong("no_zero", "0746-5728103")),
        ("1088886666", Wrong("no_zero", "010-88886666")),
        ("75512345678", Wrong("no_zero", "0755-12345678")),
        ("0746-572810", Wrong("length")),
        ("0746-57281031234", Wrong("length")),
        ("139123456", Wrong("length")),
        ("12348、746-5728103", Wrong("no_zero", "0746-5728103")),
        ("找小王", Wrong("no_number")),
    ],
)
def test_a_number_that_nobody_can_dial(number: str, found: Wrong) -> None:
    assert wrong(number) == found


@pytest.mark.parametrize("number", ["110", "12348", "95598", "5728103", "88886666", "13912345678", "400-123-4567"])
def test_a_number_that_can_be_dialled(number: str) -> None:
    assert wrong(number) is None


@pytest.mark.parametrize(
    "number", ["0746-5722 368", "0746 5722 368", "0746 5722368", "139 1234 5678", "(0746)5722 368"]
)
def test_a_number_with_blanks_in_a_text(number: str) -> None:
    (found,) = cut_up(f"电话{number}，工作日有人接。")
    assert found == (number, written_phone(number))
    assert "百" not in spoken_form(found[1]) and "千" not in spoken_form(found[1])


def test_a_number_without_blanks_in_a_text() -> None:
    assert not [*cut_up("打0746-5722368，或者12348。7日内、15 20 30都不是。")]


@pytest.mark.parametrize(
    ("file", "old", "new", "what", "mend"),
    [
        (HALL, '总机: "12345"', '总机: "7465728103"', "“7465728103”前面的 0 丢了", "0746-5728103"),
        (HALL, '总机: "12345"', "总机: 0746-572810", "“0746-572810”多了或者少了几位", ""),
        (HALL, '总机: "12345"', "总机: 找小王", "“找小王”不是电话号码", ""),
        ("knowledge/stations.yaml", "0357-0000301", "357-0000301", "前面的 0 丢了", "0357-0000301"),
        (FAQ, "平时加班是一点五倍", "打0746-5722 368，加班是一点五倍", "“0746-5722 368”中间有空格", "0746-5722368"),
    ],
)
def test_check_finds_it_where_it_stands(tree: Tree, file: str, old: str, new: str, what: str, mend: str) -> None:
    tree.edit(file, old, new)
    (problem,) = check(tree.load(), TODAY, None, None)
    assert what in problem.what and mend in problem.mend
    assert problem.path == tree.path(file)
