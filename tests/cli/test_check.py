"""`check`: every fault of the content in a line with its place and its mend; exit status 1 when there is one."""

from __future__ import annotations

import re

import pytest

from robot import paths
from tests.cli.conftest import Cli

LINE = re.compile(r"(.+?):(\d+):(\d+): (.+): (.+)")


def test_clean_content(bare_cli: Cli) -> None:
    bare_cli.small_hall().edit("knowledge/faq/劳动纠纷.yaml", "window: w2", "window: w1")
    done = bare_cli("check")
    assert (done.status, done.err) == (0, "")
    (line,) = done.out.splitlines()
    assert "2 answers, 2 services, 6 places" in line


def test_the_shipped_content_is_clean(bare_cli: Cli) -> None:
    bare_cli.monkeypatch.setattr(paths, "CONFIG", paths.ROOT / "config.yaml")
    done = bare_cli("check")
    assert (done.status, len(done.out.splitlines())) == (0, 1), done.out


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "piece"),
    [
        ("knowledge/services.yaml", "window: w3\n", "window: w33\n", 18, "w33"),
        ("knowledge/faq/劳动纠纷.yaml", "第五十条", "第五千条", 11, "第五千条"),
        ("knowledge/faq/劳动纠纷.yaml", "2099-06-30\n", "2020-06-30\n", 15, "2020-06-30"),
        ("intents/commands.yaml", "phrasings: [再", "phrasing: [再", 2, "是不是想写 phrasings"),
        ("intents/commands.yaml", "commands:", "commands: ]", 1, "YAML"),
        ("knowledge/hall.yaml", "  - {ends: [cross, w2]}\n", "", 10, "走不到 2号法律援助窗口"),
        ("knowledge/hall.yaml", "[cross, w2]", "[cross, w22]", 16, "w22"),
    ],
)
def test_a_fault_has_its_place_and_its_mend(
    bare_cli: Cli, file: str, old: str, new: str, line: int, piece: str
) -> None:
    bare_cli.small_hall().edit(file, old, new)
    done = bare_cli("check")
    assert (done.status, done.err) == (1, "")
    *faults, last = done.out.splitlines()
    found = [match for fault in faults if (match := LINE.fullmatch(fault))]
    assert len(found) == len(faults)
    assert any(fault[1].endswith(file) and int(fault[2]) == line and piece in fault[0] for fault in found)
    assert f"{len(faults)} to mend" in last


@pytest.mark.parametrize(
    ("old", "new", "piece"),
    [
        ("at: [-3, 5]", "at: [0, 5]", "同一个位置"),
        ("{id: printer,", "{id: w1,", "写了两次"),
        ("kind: window, floor: 1, at: [3, 5]", "kind: window, floor: 2, at: [3, 5]", "不在同一层楼"),
    ],
)
def test_a_hall_map_that_contradicts_itself(bare_cli: Cli, old: str, new: str, piece: str) -> None:
    bare_cli.small_hall().edit("knowledge/hall.yaml", old, new)
    done = bare_cli("check")
    assert done.status == 1
    assert any(piece in line for line in done.out.splitlines())


def test_a_robot_that_stands_nowhere(bare_cli: Cli) -> None:
    bare_cli.small_hall()
    bare_cli.configured("hall: {robot_at: robbot}\n")
    done = bare_cli("check")
    assert done.status == 1
    assert "robbot" in done.out


def test_services_in_a_circle(bare_cli: Cli) -> None:
    bare_cli.small_hall().edit("knowledge/services.yaml", "    window: w3\n", "    window: w3\n    after: [aid]\n")
    done = bare_cli("check")
    assert done.status == 1
    assert "aid" in done.out and "notary" in done.out


def test_a_near_duplicate_is_a_warning(bare_cli: Cli) -> None:
    tree = bare_cli.small_hall()
    tree.edit("knowledge/faq/劳动纠纷.yaml", "工钱要不回来", "老板欠了我三个月工资怎么要")
    tree.edit("knowledge/services.yaml", "我要办公证", "老板欠了我三个月工资怎么要啊")
    done = bare_cli("check")
    warning, count, good = done.out.splitlines()
    assert (done.status, done.err) == (0, "")
    assert LINE.fullmatch(warning)
    assert warning.count("劳动纠纷.yaml:") == 1
    assert "1 warnings" in count
    assert "2 answers" in good
    assert bare_cli("check", tree.intents).out.count("\n") == 1


def test_only_the_given_files(bare_cli: Cli) -> None:
    tree = bare_cli.small_hall()
    tree.edit("knowledge/services.yaml", "window: w3\n", "window: w33\n")
    tree.edit("intents/smalltalk.yaml", "[aid]", "[air]")
    assert len(bare_cli("check").out.splitlines()) == 3
    done = bare_cli("check", tree.intents)
    assert (done.status, "air" in done.out, "w33" in done.out) == (1, True, False)
    assert bare_cli("check", tree.path("intents/commands.yaml")).status == 0
    assert bare_cli("check", tree.path("knowledge/services.yaml"), tree.intents).out.count("\n") == 3


def test_a_path_that_is_not_there(bare_cli: Cli) -> None:
    bare_cli.small_hall()
    done = bare_cli("check", "no/such.yaml")
    assert (done.status, done.out) == (2, "")
    assert "such.yaml" in done.one_line


def test_without_the_statute_database_the_rest_is_checked(bare_cli: Cli) -> None:
    bare_cli.small_hall().edit("knowledge/faq/劳动纠纷.yaml", "第五十条", "第五千条")
    bare_cli.monkeypatch.setattr(paths, "MODELS", bare_cli.folder / "no models")
    done = bare_cli("check")
    assert done.status == 0
    assert "models add statutes" in done.out


@pytest.mark.parametrize(
    ("text", "place", "piece"),
    [
        (
            "topic: 劳动纠纷\nentries:\n  - id: x-y\n    question: 甲\n    phrasings: [乙]\n    spokn: 丙\n",
            "6:5",
            "spoken",
        ),
        ("topic: [劳动纠纷\n", "1:8", "]"),
        ("services:\n  - {id: 大写}\n", "2:", "id"),
    ],
)
def test_a_file_outside_the_content_is_checked_as_if_it_lay_in_its_place(
    bare_cli: Cli, text: str, place: str, piece: str
) -> None:
    bare_cli.small_hall()
    draft = bare_cli.write("draft.yaml", text)
    done = bare_cli("check", draft)
    assert done.status == 1
    assert any(line.startswith(f"{draft}:{place}") and piece in line for line in done.out.splitlines())


def test_a_good_file_outside_is_good_and_what_is_no_content_is_said(bare_cli: Cli) -> None:
    tree = bare_cli.small_hall()
    copy = bare_cli.write("劳动纠纷.yaml", tree.path("knowledge/faq/劳动纠纷.yaml").read_text(encoding="utf-8"))
    assert bare_cli("check", copy).status == 0
    other = bare_cli.write("其他.yaml", "随便: 什么\n")
    done = bare_cli("check", other)
    assert (done.status, "不像是内容文件" in done.out) == (1, True)
