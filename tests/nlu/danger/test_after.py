"""What is said to an alarm: more of the danger, that there is none, something else."""

from __future__ import annotations

import pytest

from robot.nlu.danger.after import KINDS, after_alarm, model
from robot.nlu.index.embedding import Embedder
from robot.nlu.text.normalise import normalise
from robot.turn import AfterAlarm


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    found = Embedder.load()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("他嘴唇都紫了，喘不上气", "stay"),
        ("能给他喝点水不", "stay"),
        ("没事了，救护车把人拉走了", "over"),
        ("我就那么一说，你别当真", "over"),
        ("那离婚房子咋分", "other"),
        ("要带什么材料", "other"),
    ],
)
def test_the_three_are_told_apart(embedder: Embedder, said: str, kind: AfterAlarm) -> None:
    text = normalise(said)
    assert after_alarm(embedder.embed([text])[0], text) == kind


def test_without_an_embedding_nothing_is_said() -> None:
    assert after_alarm(None, "没事了") is None


def test_the_shares_add_up(embedder: Embedder) -> None:
    likely = model().likely(embedder.embed(["嗯"])[0], "嗯")
    assert likely.shape == (len(KINDS),)
    assert float(likely.sum()) == pytest.approx(1.0, abs=1e-5)
