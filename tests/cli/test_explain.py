"""`ask --explain`: why, in sentences on the error stream or as data in the JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from robot import paths
from robot.app import Robot, Turn
from robot.cli import explain
from robot.cli.explain import explanation
from robot.cli.explained import explained
from robot.cli.standing import Standing
from robot.content.load import Content
from robot.dialogue.session import Session
from robot.nlu.index.phrasings import OUT_OF_SCOPE, collect
from robot.nlu.index.scoring import parameters
from robot.turn import Candidate, Kind, Tier, Transcript, Understanding
from tests.cli.conftest import Cli
from tests.cli.test_ask import QUESTIONS
from tests.content.trees import FAQ, SERVICES, Tree

PLACE = re.compile(r"(?:knowledge|intents)/[^:（）“”]+\.yaml:(\d+):(\d+)")


def _turn(robot: Robot, question: str) -> Turn:
    return robot.answer(Transcript(question), Session())


def _understood(robot: Robot, meant: Understanding) -> dict[str, Any]:
    """The explanation of something understood, whatever the robot of today makes of it."""
    return explanation(replace(_turn(robot, meant.text), understanding=meant), robot.knowledge)


def _at(place: str) -> str:
    """What stands at FILE:LINE:COLUMN."""
    file, line, column = place.rsplit(":", 2)
    return (paths.ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :]


def test_sentences_go_to_the_error_stream(cli: Cli) -> None:
    done = cli("ask", "--explain", "请问，老板拖欠工资怎么办呀")
    assert done.status == 0
    assert "《中华人民共和国劳动" in done.out
    heard, tidied, result, matched, *_ = done.err.splitlines()
    assert heard.endswith("请问，老板拖欠工资怎么办呀")
    assert tidied.endswith("老板拖欠工资怎么办")
    assert "labor-unpaid-wages" in result and "直接回答" in result and "exact" in result
    found = PLACE.search(matched)
    assert found
    assert _at(found.group()).startswith("老板拖欠工资怎么办")


def test_json_has_the_same_as_data(cli: Cli, robot: Robot) -> None:
    done = cli("ask", "--json", "--explain", "老板拖欠工资怎么办")
    assert (done.status, done.err) == (0, "")
    (thing,) = done.json["explain"]["things"]
    assert done.json["explain"]["heard"] == "老板拖欠工资怎么办"
    assert done.json["explain"]["limits"]["sure"] == parameters().sure
    assert (thing["tier"], thing["kind"], thing["id"], thing["why"]) == (
        done.json["tier"],
        done.json["kind"],
        done.json["id"],
        "exact",
    )
    shown = cli("ask", "--explain", "老板拖欠工资怎么办").err.splitlines()
    assert shown == explained(done.json["explain"])
    assert "explain" not in cli("ask", "--json", "老板拖欠工资怎么办").json


def test_lines_of_a_file_are_explained_each(cli: Cli) -> None:
    path = cli.write("q.txt", "公证处在几号窗口\n你好\n")
    done = cli("ask", "--explain", "--file", path)
    assert [line["explain"]["heard"] for line in done.lines] == ["公证处在几号窗口", "你好"]


@pytest.mark.parametrize("question", [*QUESTIONS, "啊" * 400, "防乌珠链和同道七访东部退压金", "第47条" * 40])
def test_everything_can_be_explained(cli: Cli, question: str) -> None:
    done = cli("ask", "--explain", question)
    assert done.status == 0
    assert len(done.err.splitlines()) >= 5
    for found in PLACE.finditer(done.err):
        assert _at(found.group())


def test_in_a_session_the_answer_may_follow_from_what_was_said_before(cli: Cli) -> None:
    first, second = cli("ask", "--json", "--explain", "--session", "我要申请法律援助", "下一步").lines
    assert (first["explain"]["followed"], second["explain"]["followed"]) == (None, None)
    assert second["kind"] == "command"


def test_signals_are_grouped_in_three(robot: Robot) -> None:
    signals = tuple((name, 0.7) for name in ("chars", "words", "fixed", "sound", "syllables", "meaning", "meaning_all"))
    best = Candidate("faq", "labor-unpaid-wages", 0.97, "老板拖欠工资怎么办", (*signals, ("luck", 0.4)))
    data = _understood(robot, Understanding("欠薪", "strong", "faq", best.id, best.score, candidates=(best,)))
    (thing,) = data["things"]
    assert thing["matched"]["signals"] == {
        "wording": {"chars": 0.7, "words": 0.7, "fixed": 0.7},
        "sound": {"sound": 0.7, "syllables": 0.7},
        "meaning": {"meaning": 0.7, "meaning_all": 0.7},
        "other": {"luck": 0.4},
    }
    lines = "\n".join(explained(data))
    for word in ("字面：", "读音：", "意思：", "很像"):
        assert word in lines


def test_every_signal_of_today_has_its_group(robot: Robot) -> None:
    (thing,) = explanation(_turn(robot, "老板赖着俺的工钱咋整"), robot.knowledge)["things"]
    assert set(thing["matched"]["signals"]) <= {"wording", "sound", "meaning"}


WAGES = Candidate("faq", "labor-unpaid-wages", 0.5, "老板拖欠工资怎么办")
RESIGN = Candidate("faq", "labor-resign", 0.1, "老板不批辞职")


def _meant(tier: Tier, *candidates: Candidate, kind: Kind = "fallback", **more: Any) -> Understanding:
    score = candidates[0].score if candidates else 0.0
    return Understanding("老板的事", tier, kind, more.pop("id", None), score, candidates=candidates, **more)


@pytest.mark.parametrize(
    ("meant", "why", "changes"),
    [
        (_meant("exact", WAGES, kind="faq"), "exact", ["right", "move"]),
        (_meant("strong", WAGES, RESIGN, kind="faq"), "strong", ["right", "add", "refuse"]),
        (_meant("clarify", WAGES, RESIGN, kind="clarify", offered=(WAGES,)), "not_sure", ["add", "refuse"]),
        (
            _meant("clarify", WAGES, kind="clarify", offered=(WAGES, replace(RESIGN, score=0.4))),
            "too_close",
            ["merge", "add", "add", "refuse"],
        ),
        (
            _meant("clarify", WAGES, kind="clarify", offered=(replace(WAGES, score=0.95), RESIGN)),
            "one_word",
            ["say_more", "add", "add", "refuse"],
        ),
        (_meant("fallback", RESIGN, topic="劳动纠纷"), "too_low", ["add", "new", "refuse"]),
        (_meant("fallback"), "nobody", ["new", "refuse"]),
        (_meant("fallback", replace(RESIGN, score=0.01), id=OUT_OF_SCOPE), "refused", ["accept"]),
        (
            _meant("emergency", Candidate("emergency", "fire", 0.9, "着火了"), kind="emergency", id="fire"),
            "emergency",
            ["false_alarm"],
        ),
        (Understanding("。。", "fallback", "fallback", None, 0.0), "nothing", []),
    ],
)
def test_why_and_what_would_change_it(
    robot: Robot, monkeypatch: pytest.MonkeyPatch, meant: Understanding, why: str, changes: list[str]
) -> None:
    limits = replace(parameters(), sure=0.85, ask=0.2)
    monkeypatch.setattr(explain, "parameters", lambda: limits)
    data = _understood(robot, meant)
    (thing,) = data["things"]
    assert (thing["why"], [change["what"] for change in thing["changes"] if change["what"] != "misheard"]) == (
        why,
        changes,
    )
    for change in thing["changes"]:
        if change.get("place") and ":" in change["place"]:
            assert _at(change["place"])
    lines = explained(data)
    assert all("{" not in line for line in lines)
    assert sum(line.startswith("  ") and line[2].isdigit() for line in lines) == len(thing["changes"])


def test_an_addition_goes_behind_the_last_phrasing(robot: Robot, content: Content) -> None:
    standing = Standing(content)
    for faq_id, faq in list(content.faq.items())[::20]:
        place = standing.to_add(Candidate("faq", faq_id, 1.0))
        assert place is not None
        assert _at(place).strip("\"'").startswith(faq.entry.phrasings[-1][:4])


def test_a_new_entry_goes_into_the_file_of_the_topic(robot: Robot) -> None:
    (thing,) = _understood(robot, _meant("fallback", topic="劳动纠纷"))["things"]
    (new,) = (change for change in thing["changes"] if change["what"] == "new")
    assert new["place"] == str(Path("knowledge/faq/劳动纠纷.yaml"))
    assert "像是“劳动纠纷”类的问题" in explained(_understood(robot, _meant("fallback", topic="劳动纠纷")))


def test_each_thing_of_one_breath_is_explained(robot: Robot) -> None:
    also = Understanding(
        "公证处在哪", "strong", "place", "w3", 1.0, candidates=(Candidate("place", "w3", 1.0, "公证处"),)
    )
    meant = _meant("strong", WAGES, RESIGN, kind="faq", also=(also,))
    data = _understood(robot, meant)
    assert [thing["text"] for thing in data["things"]] == ["老板的事", "公证处在哪"]
    lines = explained(data)
    assert [line for line in lines if line.startswith("——")] == [
        "—— 第 1 件事（一共听出 2 件）：老板的事",
        "—— 第 2 件事（一共听出 2 件）：公证处在哪",
    ]
    assert any("3号公证窗口" in line and "（w3）" in line for line in lines)


def test_a_repaired_sentence_is_shown(robot: Robot) -> None:
    data = explanation(_turn(robot, "老板脱欠公资怎么办"), robot.knowledge)
    (thing,) = data["things"]
    assert thing["tidied"] == "老板脱欠公资怎么办"
    if thing["repaired"]:
        assert f"按读音改正：{thing['repaired']}" in explained(data)
        assert thing["changes"][0]["what"] == "misheard"


def test_every_phrasing_of_the_content_is_found_in_its_file(content: Content) -> None:
    standing = Standing(content)
    for phrasing in collect(content)[::97]:
        if phrasing.kind != "fallback":
            place = standing.of(Candidate(phrasing.kind, phrasing.id, 1.0, phrasing.text))
            assert place is not None
            written = _at(place).strip("\"'")
            is_office = phrasing.id in content.offices
            assert phrasing.kind == "place" or is_office or written.startswith(phrasing.text[:3]), (
                place,
                phrasing.text,
            )


@pytest.mark.parametrize(
    ("candidate", "file", "piece"),
    [
        (Candidate("faq", "overtime", 1.0, "加班给多少钱"), FAQ, "加班给多少钱"),
        (Candidate("faq", "overtime", 1.0, "没有这一句"), FAQ, "id: overtime"),
        (Candidate("service", "notary", 1.0, "我要办公证"), SERVICES, "我要办公证"),
        (Candidate("place", "w3", 1.0, "公证处"), "knowledge/hall.yaml", "公证处"),
        (Candidate("place", "w3", 1.0, "三号窗口"), "knowledge/hall.yaml", "3, name: 3号公证窗口"),
        (Candidate("place", "w1", 1.0, "前台"), "knowledge/hall.yaml", "前台"),
        (Candidate("place", "w1", 1.0, "去前台怎么走"), "knowledge/hall.yaml", "前台"),
        (Candidate("emergency", "danger", 1.0, "救命"), "intents/emergencies.yaml", "救命"),
        (Candidate("emergency", "danger", 1.0, "有危险"), "intents/emergencies.yaml", "{id: danger"),
        (Candidate("smalltalk", "hours", 1.0, "几点上班"), "intents/smalltalk.yaml", "几点上班"),
    ],
)
def test_where_what_matched_stands(tmp_path: Path, candidate: Candidate, file: str, piece: str) -> None:
    tree = Tree.copy(tmp_path)
    place = Standing(tree.load()).of(candidate)
    line, column = tree.position(file, piece)
    assert place == f"{tree.path(file)}:{line}:{column}"


def test_what_stands_nowhere_has_no_place(tmp_path: Path) -> None:
    standing = Standing(Tree.copy(tmp_path).load())
    assert standing.of(Candidate("place", "w99", 1.0, "没有")) is None
    assert standing.of(Candidate("faq", "gone", 1.0, "没有")) is None
    assert standing.to_add(Candidate("faq", "gone", 1.0)) is None
    assert standing.file_of("海事海商") is None


def test_the_nearest_refused_sentence(tmp_path: Path) -> None:
    tree = Tree.copy(tmp_path)
    tree.edit("intents/must-not-match.yaml", "[今天下雨吗]", "[红烧肉怎么做, 今天下雨吗]")
    standing = Standing(tree.load())
    found = standing.refused("今天夏雨马")
    line, column = tree.position("intents/must-not-match.yaml", "今天下雨吗")
    assert found == ("今天下雨吗", f"{tree.path('intents/must-not-match.yaml')}:{line}:{column}")


def test_without_any_content_everything_is_explained(bare_cli: Cli) -> None:
    tree = bare_cli.small_hall()
    for file in ("hall.yaml", "services.yaml"):
        tree.path(f"knowledge/{file}").unlink()
    tree.path("intents/must-not-match.yaml").unlink()
    done = bare_cli("ask", "--explain", "哇啦哇啦")
    assert done.status == 0
    assert "听到：哇啦哇啦" in done.err
