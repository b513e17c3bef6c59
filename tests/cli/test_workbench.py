"""`new`, `import`, `export`, `review`: what editors do without an editor of YAML."""

from __future__ import annotations

import datetime
import errno
import io
import os

import pytest
import yaml

from robot import paths
from robot.content import load
from robot.desk.unanswered import Unanswered
from tests.cli.conftest import Cli
from tests.content.trees import FAQ, Tree

NEW = [
    "劳动纠纷",
    "厂里不给开离职证明怎么办",
    *("离职证明不给开", "老板不开证明", "辞职了单位不给证明", "离职单开不出来", "要离职证明没人理"),
    "",
    "辞职证明",
    "",
    "单位应当给您开离职证明，不给可以投诉。",
    "先书面要一次，留好凭据",
    "不给就去劳动监察投诉",
    "",
    "劳动法 第50条",
    "劳动法 第九百条",
    "瞎写的一行",
    "某某办法 第三条",
    "",
    "w2",
    "没有这个服务",
    "aid",
    "",
]


def _types(cli: Cli, *lines: str) -> None:
    cli.monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def tree(bare_cli: Cli) -> Tree:
    return bare_cli.small_hall()


def test_new_asks_and_writes_a_valid_entry(bare_cli: Cli, tree: Tree) -> None:
    before = tree.path(FAQ).read_text(encoding="utf-8")
    _types(bare_cli, *NEW)
    done = bare_cli("new", "faq")
    assert done.status == 0, done.err
    assert tree.path(FAQ).read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    (entry,) = [faq.entry for faq in load.load().faq.values() if faq.entry.question == "厂里不给开离职证明怎么办"]
    assert entry.id.startswith("wages-clbgk")
    assert (len(entry.phrasings), entry.window, entry.service) == (7, "w2", "aid")
    assert [(each.article, each.verified) for each in entry.citations] == [("第五十条", True), ("第三条", False)]
    assert bare_cli("check").status == 0


def test_new_refuses_at_once_what_would_be_refused_at_the_end(bare_cli: Cli, tree: Tree) -> None:
    lines = list(NEW)
    lines[1:2] = ["加班费怎么算", "。", NEW[1]]
    lines[6:6] = ["老板不发工资！", "要离职证明没人理？", "证明不给开，我叫王小明"]
    lines[lines.index(NEW[10])] = "长" * 31
    lines.insert(lines.index("长" * 31) + 1, NEW[10])
    _types(bare_cli, *lines)
    done = bare_cli("new", "faq")
    assert done.status == 0, done.err
    assert "“加班费怎么算”已经是“加班费怎么算？”（overtime）的说法" in done.out
    assert "“老板不发工资！”已经是“老板拖欠工资怎么办？”（wages-unpaid）的说法" in done.out
    assert "spoken" not in done.out and "一口气念不下来" in done.out and "有人的名字" in done.out
    (entry,) = [faq.entry for faq in load.load().faq.values() if faq.entry.question == NEW[1]]
    assert len(entry.phrasings) == 7
    assert bare_cli("check").status == 0


def test_what_was_typed_is_shown_when_it_cannot_be_written(bare_cli: Cli, tree: Tree) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    bare_cli.monkeypatch.setattr(os, "fsync", full)
    before = tree.path(FAQ).read_bytes()
    _types(bare_cli, *NEW)
    done = bare_cli("new", "faq")
    assert (done.status, tree.path(FAQ).read_bytes()) == (1, before)
    assert "磁盘满了" in done.one_line
    (kept,) = yaml.safe_load(done.out[done.out.index("- id:") :])
    assert (kept["question"], kept["spoken"]) == (NEW[1], NEW[10])


def test_input_that_ends_writes_nothing(bare_cli: Cli, tree: Tree) -> None:
    before = tree.path(FAQ).read_bytes()
    _types(bare_cli, *NEW[:4])
    done = bare_cli("new", "faq")
    assert (done.status, tree.path(FAQ).read_bytes()) == (1, before)


@pytest.mark.parametrize("name", ["faq.xlsx", "faq.csv"])
def test_what_was_exported_and_changed_comes_back(bare_cli: Cli, tree: Tree, name: str) -> None:
    sheet = bare_cli.folder / "faq.csv"
    assert bare_cli("export", sheet).status == 0
    sheet.write_text(sheet.read_text(encoding="utf-8-sig").replace("老板不发工资", "老板不开支"), encoding="utf-8-sig")
    before = tree.path(FAQ).read_text(encoding="utf-8")
    done = bare_cli("import", "faq", sheet)
    assert done.status == 0, done.err
    assert "改了 1 条，新增 0 条，没变 1 条" in done.out
    assert tree.path(FAQ).read_text(encoding="utf-8") == before.replace("老板不发工资", "老板不开支")


def test_wrong_rows_are_all_named_and_nothing_is_written(bare_cli: Cli, tree: Tree) -> None:
    before = tree.path(FAQ).read_bytes()
    sheet = bare_cli.folder / "wrong.csv"
    heads = "编号,类别,问题,说法,念的回答,屏幕上的回答,窗口,复核日期\n"
    good = "ok-1,劳动纠纷,问一,甲,答,答,w2,2099-01-01\n"
    sheet.write_text(
        heads + good + "大写,劳动纠纷,问二,乙,答,答,w2,2099-01-01\nok-3,劳动纠纷,问三,丙,答,答,w2,明年\n",
        encoding="utf-8",
    )
    done = bare_cli("import", "faq", sheet)
    assert (done.status, tree.path(FAQ).read_bytes()) == (1, before)
    assert "第 3 行" in done.err and "第 4 行" in done.err and "第 2 行" not in done.err


def test_a_row_that_would_break_the_content_is_refused(bare_cli: Cli, tree: Tree) -> None:
    before = tree.path(FAQ).read_bytes()
    sheet = bare_cli.folder / "dangling.csv"
    heads = "编号,类别,问题,说法,念的回答,屏幕上的回答,窗口,复核日期\n"
    sheet.write_text(heads + "ok-1,劳动纠纷,问一,甲,答,答,w77,2099-01-01\n", encoding="utf-8")
    done = bare_cli("import", "faq", sheet)
    assert (done.status, tree.path(FAQ).read_bytes()) == (1, before)
    assert "第 2 行“窗口”" in done.err and "w77" in done.err


def test_an_article_that_check_would_refuse_is_refused(bare_cli: Cli, tree: Tree) -> None:
    before = tree.path(FAQ).read_bytes()
    sheet = bare_cli.folder / "article.csv"
    heads = "编号,类别,问题,说法,念的回答,屏幕上的回答,法条,窗口,复核日期\n"
    sheet.write_text(heads + "ok-1,劳动纠纷,问一,甲,答,答,劳动法 第九百条,w2,2099-01-01\n", encoding="utf-8")
    done = bare_cli("import", "faq", sheet)
    assert (done.status, tree.path(FAQ).read_bytes()) == (1, before)
    assert "第 2 行“法条”" in done.err
    sheet.write_text(heads + "ok-1,劳动纠纷,问一,甲,答,答,劳动法 第3条,w2,2099/1/1\n", encoding="utf-8")
    assert bare_cli("import", "faq", sheet).status == 0
    assert bare_cli("check").status == 0


def test_an_export_to_a_full_disk_is_one_sentence(bare_cli: Cli, tree: Tree) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    bare_cli.monkeypatch.setattr(os, "fsync", full)
    sheet = bare_cli.write("old.xlsx", "old")
    done = bare_cli("export", sheet)
    assert (done.status, sheet.read_text(encoding="utf-8")) == (1, "old")
    assert "磁盘满了" in done.one_line
    assert not list(bare_cli.folder.glob("*.part"))


@pytest.mark.parametrize("name", ["no-such.xlsx", "faq.doc"])
def test_what_is_no_sheet_is_said_in_a_line(bare_cli: Cli, tree: Tree, name: str) -> None:
    assert bare_cli("import", "faq", bare_cli.folder / name).one_line


def test_village_rooms_come_from_a_sheet(bare_cli: Cli, tree: Tree) -> None:
    stations = tree.knowledge / "stations.yaml"
    stations.write_text(
        "stations:\n  - {id: a, name: 甲站, names: [甲], address: 街, hours: 每天, phone: '1'}\n", encoding="utf-8"
    )
    sheet = bare_cli.folder / "rooms.csv"
    sheet.write_text("乡镇,村,电话\n甲,东村,0357-2291106\n甲,西村,\n", encoding="utf-8")
    assert bare_cli("import", "stations", sheet).status == 0
    file = load.load().stations
    assert file is not None
    assert [(room.village, room.township) for room in file.rooms] == [("东村", "甲"), ("西村", "甲")]


def test_new_takes_names_and_numbers_goes_back_and_shows_all_at_the_end(bare_cli: Cli, tree: Tree) -> None:
    lines = list(NEW)
    # Back from the window to the articles, to the window again, by its name; the service by what people call it.
    lines[-4:] = [
        "<",
        "劳动法 第50条",
        "",
        "公证处",
        "没有这个服务",
        "法援",
        "9",
        "4",
        "单位应当开证明，不开可以投诉。",
        "7",
        "2",
        "",
    ]
    _types(bare_cli, *lines)
    done = bare_cli("new", "faq")
    assert done.status == 0, done.err
    (entry,) = [faq.entry for faq in load.load().faq.values() if faq.entry.question == NEW[1]]
    assert (entry.window, entry.service, entry.spoken) == ("w2", "aid", "单位应当开证明，不开可以投诉。")
    assert [each.article for each in entry.citations] == ["第五十条"]
    assert "2 法律援助窗口" in done.out and "1 申请法律援助" in done.out and "w2" not in done.out
    assert "7 窗口：公证窗口" in done.out and "没有“9”" in done.out and "写 <" in done.out
    assert bare_cli("check").status == 0


def test_new_writes_nothing_when_the_last_look_says_so(bare_cli: Cli, tree: Tree) -> None:
    before = tree.path(FAQ).read_bytes()
    _types(bare_cli, *NEW[:-1], "q")
    assert (bare_cli("new", "faq").status, tree.path(FAQ).read_bytes()) == (1, before)


def test_new_takes_the_names_of_the_hall_in_an_answer(bare_cli: Cli, tree: Tree) -> None:
    lines = [*NEW[:10], "到【法律援助窗口】问，不给可以投诉。", *NEW[11:]]
    _types(bare_cli, *lines)
    assert bare_cli("new", "faq").status == 0
    assert "到【法律援助窗口】问" in tree.path(FAQ).read_text(encoding="utf-8")


def _asked(*texts: str) -> Unanswered:
    store = Unanswered(paths.VAR / "desk" / "unanswered.db")
    for text in texts:
        store.add(text, "劳动纠纷", datetime.date.today())
    return store


def test_review_sorts_questions_in_with_one_key(bare_cli: Cli, tree: Tree) -> None:
    _asked("老板扣着工钱不给结", "老板扣着工钱不给结", "月亮上有没有兔子")
    _types(bare_cli, "1", "o")
    done = bare_cli("review")
    assert done.status == 0, done.err
    assert "老板扣着工钱不给结" in tree.path(FAQ).read_text(encoding="utf-8")
    assert "月亮上有没有兔子" in load.load().out_of_scope
    assert "nothing to review" in bare_cli("review").out
    assert bare_cli("check").status == 0


def test_review_asks_again_for_a_key_that_there_is_not(bare_cli: Cli, tree: Tree) -> None:
    _asked("老板扣着工钱不给结", "月亮上有没有兔子")
    _types(bare_cli, "x", "９", "Ｓ", "o")
    done = bare_cli("review")
    assert done.out.count("没有“x”这个选择") == 1 and "没有“9”这个选择" in done.out and "按回车" in done.out
    assert len(bare_cli("review", "--json").lines) == 1


def test_review_goes_on_after_what_cannot_be_written(bare_cli: Cli, tree: Tree) -> None:
    _asked("老板扣着工钱不给结", "月亮上有没有兔子")
    tree.edit(FAQ, "question: 加班", "question：加班")
    _types(bare_cli, "1", "o")
    done = bare_cli("review")
    assert done.status == 0 and "第 17 行" in done.out
    assert len(bare_cli("review", "--json").lines) == 1


def test_review_waits_for_another_time(bare_cli: Cli, tree: Tree) -> None:
    _asked("老板扣着工钱不给结", "月亮上有没有兔子")
    _types(bare_cli, "s", "q")
    assert bare_cli("review").status == 0
    assert len(bare_cli("review", "--json").lines) == 2


def test_review_begins_a_new_entry(bare_cli: Cli, tree: Tree) -> None:
    _asked("厂里不给开离职证明怎么办")
    _types(bare_cli, "n", *NEW[2:])
    done = bare_cli("review")
    assert done.status == 0, done.err
    assert any(faq.entry.question == "厂里不给开离职证明怎么办" for faq in load.load().faq.values())


def test_what_names_a_person_becomes_no_phrasing(bare_cli: Cli, tree: Tree) -> None:
    _asked("我叫王小明工钱拿不到手")
    _types(bare_cli, "1")
    assert bare_cli("review").status == 0
    assert "王小明" not in tree.path(FAQ).read_text(encoding="utf-8")
    assert "〔" not in tree.path(FAQ).read_text(encoding="utf-8")
