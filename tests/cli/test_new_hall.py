"""`new hall` as it is typed: by a sheet, by the guided talk; what comes of it is asked the way by a visitor."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from robot import config, paths
from robot.app import Robot
from robot.cli import check
from robot.content import halls, load
from robot.dialogue.session import Session
from robot.halls import sheet
from robot.turn import Transcript
from tests.cli.conftest import Cli
from tests.halls.qinghe import NAME, PLACES, QINGHE, place, with_places
from tests.halls.talking import ANSWERS


@pytest.fixture
def own(bare_cli: Cli) -> Path:
    """Where the halls go: not into the checkout; the project's content is read where it is."""
    folder = bare_cli.folder / "knowledge"
    folder.mkdir()
    for path in paths.KNOWLEDGE.iterdir():
        if path.name != "halls":
            (folder / path.name).symlink_to(path)
    bare_cli.monkeypatch.setattr(paths, "KNOWLEDGE", folder)
    bare_cli.configured((paths.ROOT / "config.yaml").read_text(encoding="utf-8"))
    return folder / "halls" / NAME


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences that are nearly the same are no matter of the hall, and take half a minute."""
    monkeypatch.setattr(check.near, "warnings", lambda *_: [])


def _types(cli: Cli, *lines: str) -> None:
    cli.monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_hall_by_its_sheet(bare_cli: Cli, own: Path) -> None:
    blank = bare_cli.folder / "大厅.xlsx"
    done = bare_cli("new", "hall", "--blank", blank)
    assert done.status == 0 and f"new hall --sheet {blank}" in done.out and blank.is_file()
    sheet.write(blank, QINGHE)
    done = bare_cli("new", "hall", "--sheet", blank)
    assert done.status == 0, done.err
    assert "3号公证和司法鉴定窗口：从我身边走过去" in done.out
    assert "内容没有问题" in done.out
    assert str(own / "map.svg") in done.out and (own / "map.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "还没写的，或者还是样板的" in done.out and "没有写电话" in done.out
    assert sorted(path.name for path in own.iterdir()) == sorted(
        ["hall.yaml", "opening.yaml", "people.yaml", "stations.yaml", "map.svg", "大厅.xlsx", "试一试.txt"]
    )
    assert f"{blank} 不再用，可以删掉" in done.out
    # The sample is as it was, and the robot stands in it until somebody says otherwise.
    assert halls.chosen() is None and "--use" in done.out


def test_a_hall_by_the_guided_talk(bare_cli: Cli, own: Path) -> None:
    by_sheet = bare_cli.folder / "qinghe.xlsx"
    sheet.write(by_sheet, QINGHE)
    bare_cli("new", "hall", "--sheet", by_sheet)
    sheet_made = yaml.safe_load((own / "hall.yaml").read_text(encoding="utf-8"))
    _types(bare_cli, *(answer for _, answer in ANSWERS), "", "是")
    done = bare_cli("new", "hall")
    assert done.status == 0, done.err
    assert yaml.safe_load((own / "hall.yaml").read_text(encoding="utf-8")) == sheet_made
    # It is used at once, as was answered; the settings keep their comments.
    settings = paths.CONFIG.read_text(encoding="utf-8")
    assert config.load().hall.folder == NAME and "# 麦克风、扬声器的名字" in settings
    chosen = load.load().hall
    assert chosen is not None and chosen.name == NAME
    assert not (paths.VAR / "new-hall.json").exists()
    # The sheet holds what was answered: what is to be changed later is changed there.
    assert load_workbook(own / "大厅.xlsx")["窗口"]["C7"].value is None
    assert [row for _, row in sheet.read(own / "大厅.xlsx")["places"]] == [dict(row) for row in _sided(PLACES)]


def _sided(rows: tuple[object, ...]) -> list[dict[str, str]]:
    """The places as the talk writes them: from where the visitor was told to start."""
    found = [dict(row) for row in rows]  # type: ignore[call-overload]
    for number, start in ((5, "3号窗口"), (6, "4号窗口")):
        found[number]["start"] = start
    return found


def test_the_talk_may_be_broken_off_and_taken_up(bare_cli: Cli, own: Path) -> None:
    _types(bare_cli, *(answer for _, answer in ANSWERS[:30]))
    done = bare_cli("new", "hall")
    assert (done.status, own.exists()) == (1, False) and "接着答" in done.out
    _types(bare_cli, "", *(answer for _, answer in ANSWERS[30:]), "", "不是")
    done = bare_cli("new", "hall")
    assert done.status == 0 and own.is_dir() and halls.chosen() is None


def test_the_last_look_can_be_refused(bare_cli: Cli, own: Path) -> None:
    _types(bare_cli, *(answer for _, answer in ANSWERS), "上一步", "", "", "不是")
    done = bare_cli("new", "hall")
    assert done.status == 0 and done.out.count("小律会这样指路") == 2


def test_a_wrong_sheet_names_every_fault_and_writes_nothing(bare_cli: Cli, own: Path) -> None:
    path = bare_cli.folder / "大厅.xlsx"
    sheet.write(path, with_places(*PLACES, place("饮水处", "打印社", "左3"), place("母婴室", "母婴室", "左3")))
    done = bare_cli("new", "hall", "--sheet", path)
    assert done.status == 1 and not own.exists()
    wrong = [line for line in done.err.splitlines() if line.startswith("“位置”第")]
    # Row numbers as the editor sees them: below the explanation and the headings.
    assert [line[:12] for line in wrong] == ["“位置”第13行“从哪里", "“位置”第14行“从哪里"]
    assert "没有写入：有 2 处要改" in done.err


def test_written_again_what_was_there_is_kept(bare_cli: Cli, own: Path) -> None:
    path = bare_cli.folder / "大厅.xlsx"
    sheet.write(path, QINGHE)
    bare_cli("new", "hall", "--sheet", path)
    (own / "people.yaml").write_text("people: []\n", encoding="utf-8")
    done = bare_cli("new", "hall", "--sheet", own / "大厅.xlsx")
    assert done.status == 0 and "原来的文件改名留着" in done.out
    assert (own / "people.yaml.旧").read_text(encoding="utf-8") == "people: []\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("faq", "--sheet", "x.xlsx"), "写新大厅的"),
        (("hall", "--sheet", "x.csv"), "以 .xlsx 结尾"),
        (("hall", "--blank", "there.xlsx"), "已经有了"),
        (("hall", "--sheet", "missing.xlsx"), "找不到"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(bare_cli: Cli, own: Path, words: tuple[str, ...], said: str) -> None:
    (bare_cli.folder / "there.xlsx").touch()
    bare_cli.monkeypatch.chdir(bare_cli.folder)
    done = bare_cli("new", *words)
    assert done.status in (1, 2) and said in done.one_line


@pytest.fixture(scope="module")
def qinghe_robot(tmp_path_factory: pytest.TempPathFactory) -> Robot:
    """The robot in that hall, from its files."""
    from robot.halls import files
    from robot.halls.building import build
    from robot.halls.reading import read

    folder = tmp_path_factory.mktemp("hall")
    told = read(QINGHE)
    files.write(folder, files.texts(told, build(told), folder / files.SHEET))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(halls.VARIABLE, str(folder))
        return Robot.build(config.Config.model_validate({"understanding": {"embeddings": "off"}}))


@pytest.mark.parametrize(
    ("asked", "kind", "window", "said"),
    [
        ("公证处怎么走", "place", "w3", "左转，走两三步。三号公证和司法鉴定窗口就在您的右手边。"),
        ("验伤的窗口在哪", "place", "w3", "三号公证和司法鉴定窗口就在您的右手边。"),
        ("六号窗口在哪里", "place", "w7", "右转，走八九步。六号行政复议和社区矫正窗口就在您的正前方。"),
        ("我要打印", "place", "w1", "一号综合受理窗口就在您的右手边。"),
        ("厕所怎么走", "place", None, "卫生间就在您的正前方。"),
        ("行政审批窗口怎么走", "place", None, "我们大厅不办行政审批，请您到市司法局。电话零三五七，二二二二零零零。"),
        ("法考怎么报名", "service", "w9", "请您到市司法局。"),
        ("9号窗口怎么走", "fallback", "w1", "只有一到六号窗口"),
        ("二楼怎么走", "fallback", "w1", "只有一楼"),
        ("电梯在哪", "smalltalk", "w1", "我们大厅没有电梯。"),
        ("自助终端在哪", "smalltalk", "w4", "我们大厅没有自助终端。"),
        ("5号窗口电话多少", "place", "w5", "五号人民调解窗口的电话是零三五七，八八八八零零五。"),
        ("6号窗口是干什么的", "place", "w7", "六号行政复议和社区矫正窗口办行政复议、社区矫正"),
        ("公证员在吗", "person", "w3", "郝明公证员工作日全天在三号公证和司法鉴定窗口。"),
        ("这是什么地方", "smalltalk", None, "清河县公共法律服务中心。地址是清河镇人民路十八号"),
    ],
)
def test_a_visitor_asks_the_way(qinghe_robot: Robot, asked: str, kind: str, window: str | None, said: str) -> None:
    reply = qinghe_robot.answer(Transcript(asked), Session()).reply
    assert (reply.kind, reply.window) == (kind, window)
    assert said in reply.spoken


def test_the_telephone_of_what_is_elsewhere(qinghe_robot: Robot) -> None:
    session = qinghe_robot.answer(Transcript("仲裁咨询窗口在哪"), Session()).session
    reply = qinghe_robot.answer(Transcript("电话多少"), session).reply
    assert "县劳动人事争议仲裁院" in reply.spoken and "三三三三零零零" in reply.spoken
