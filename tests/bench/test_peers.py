"""Every peer finds a sentence that it knows, and all are asked alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.bench import peers
from robot.bench.accuracy import Asked, Condition
from robot.bench.peers import PLAIN, Peer, Sentence
from robot.content.load import Content
from robot.fitting.questions import Question
from robot.turn import Transcript

KNOWN = [
    Sentence("老板拖欠工资怎么办", ("faq", "wages")),
    Sentence("工资一直不发找谁", ("faq", "wages")),
    Sentence("离婚的时候孩子归谁抚养", ("faq", "custody")),
    Sentence("离婚了孩子跟谁过", ("faq", "custody")),
    Sentence("公证处在哪里", ("place", "w3")),
    Sentence("有人要跳楼", ("emergency", "suicide")),
]


@pytest.mark.parametrize("kind", PLAIN, ids=lambda kind: kind.__name__)
def test_a_peer_finds_what_it_knows(kind: type[Peer]) -> None:
    peer = kind(KNOWN)
    assert [peer.best(peer.form(each.text)) for each in KNOWN] == [each.label for each in KNOWN]
    assert peer.best("") in {None, *(each.label for each in KNOWN)}


def test_hassil_takes_what_stands_around_a_sentence() -> None:
    assert peers.Hassil(KNOWN).best("我哥的老板拖欠工资怎么办呢你说") == ("faq", "wages")


def test_places_have_sentences_and_what_nobody_may_answer_has_none(content: Content) -> None:
    known = peers.sentences(content)
    assert {each.label[0] for each in known} >= {"faq", "service", "command", "place", "emergency"}
    assert "fallback" not in {each.label[0] for each in known}
    assert content.hall is not None
    windows = {place.id for place in content.hall.places if place.number}
    assert windows and windows <= {each.label[1] for each in known if each.label[0] == "place"}
    assert len(known) == len(set(known))


def test_only_questions_that_a_peer_can_answer_are_in_common() -> None:
    asked = [Question(ask=kind, kind=kind, id="x") for kind in ("faq", "statute", "fallback", "emergency")]
    assert [question.kind for question in peers.in_common(asked, KNOWN)] == ["faq", "emergency"]


def test_the_score_is_of_what_was_heard() -> None:
    question = Question(ask="老板拖欠工资怎么办", kind="faq", id="wages")
    danger = Question(ask="有人要跳楼", kind="emergency")
    asked = (Asked(question, Transcript("离婚的时候孩子归谁抚养")), Asked(danger, Transcript("有人要跳楼")))
    score = peers.score(peers.WRatio(KNOWN), Condition("misheard", asked))
    assert score.top1 == 0.5
    assert score.ms95 > 0


def test_a_peer_without_its_package_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("robot.bench.peers.importlib.import_module", missing)
    found = {name: (peer, why) for name, peer, why in peers.learned(KNOWN, None, tmp_path / "none.npz")}
    assert found[peers.Hassil.name] == (None, "package missing: hassil")
    assert found[peers.Embeddings.name][0] is None
    assert found[peers.WRatio.name][0] is not None
