"""Sentence vectors: kept on disk, shipped, and what they say of meaning where the machine has them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from robot.nlu.index.embedding import DIMENSIONS, Embedder, VectorCache, ship
from robot.nlu.index.encoder import Floats
from robot.nlu.index.index import FEATURES, PhrasingIndex
from robot.nlu.index.phrasings import Document, Phrasing
from robot.turn import Kind

_TEXTS = ("老板拖欠工资", "离婚手续", "办理公证")


class _Model:
    """Vectors that depend on the text alone; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        rows = [np.random.default_rng(sum(map(ord, text))).normal(size=DIMENSIONS) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


def test_vectors_are_embedded_once_and_then_read(tmp_path: Path) -> None:
    model = _Model()
    cache = VectorCache(tmp_path / "vectors.npz", tmp_path / "none.npz")
    first = cache.vectors((*_TEXTS, _TEXTS[0]), Embedder(model))
    assert model.asked == list(_TEXTS)
    again = cache.vectors((*_TEXTS, "遗嘱"), Embedder(model))
    assert model.asked == [*_TEXTS, "遗嘱"]
    assert first[:3] == pytest.approx(again[:3], abs=1e-3)
    assert np.linalg.norm(again, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_shipped_vectors_need_no_model(tmp_path: Path) -> None:
    rows = _Model().query((*_TEXTS, _TEXTS[0]))
    assert ship((*_TEXTS, _TEXTS[0]), rows, tmp_path / "shipped.npz") == len(_TEXTS)
    model = _Model()
    cache = VectorCache(tmp_path / "vectors.npz", tmp_path / "shipped.npz")
    found = cache.vectors(_TEXTS[::-1], Embedder(model))
    assert model.asked == []
    assert np.sum(found * rows[2::-1], axis=1) == pytest.approx(np.ones(3), abs=1e-3)
    assert not (tmp_path / "vectors.npz").exists()


def test_indexes_that_share_a_cache_leave_each_other_what_they_have(tmp_path: Path) -> None:
    cache, model = VectorCache(tmp_path / "v.npz", tmp_path / "none.npz"), _Model()
    embedder = Embedder(model)
    for _ in range(2):
        cache.vectors(_TEXTS[:2], embedder)
        cache.vectors(_TEXTS[2:], embedder)
    assert model.asked == list(_TEXTS)


@pytest.mark.parametrize("kept", [b"", b"PK\x03\x04 no archive"])
def test_damaged_vectors_are_made_anew(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "vectors.npz").write_bytes(kept)
    model = _Model()
    VectorCache(tmp_path / "vectors.npz", tmp_path / "none.npz").vectors(_TEXTS, Embedder(model))
    assert model.asked == list(_TEXTS)


def test_an_index_embeds_phrasings_and_documents_and_the_repaired_question() -> None:
    model = _Model()
    phrasings = tuple(Phrasing("faq", text, text) for text in _TEXTS)
    documents: dict[tuple[Kind, str], Document] = {
        ("faq", _TEXTS[1]): Document("离婚手续。带结婚证", "离婚手续。带结婚证")
    }
    index = PhrasingIndex(phrasings, documents, Embedder(model))
    assert index.embedded == (*_TEXTS, "离婚手续带结婚证")
    query = index.prepare("老板脱欠公资")
    assert (query.fixed, model.asked[-1]) == (_TEXTS[0], _TEXTS[0])
    match = index.match(query)
    assert match.features[:, FEATURES.index("meaning")].argmax() == 0
    assert match.features[0, FEATURES.index("meaning")] == pytest.approx(1, abs=1e-4)
    said = match.features[:, FEATURES.index("meaning_doc")]
    assert (said[0], said[2]) == (0, 0)
    assert said[1] != 0


def test_meaning_finds_what_no_word_has_in_common() -> None:
    embedder = Embedder.load()
    assert embedder is not None  # onnxruntime runs it on every machine that the robot is for
    phrasings = tuple(
        Phrasing("faq", entry_id, text)
        for entry_id, texts in (
            ("wages", "老板拖欠工资怎么办 公司不发工资 单位欠薪如何讨要"),
            ("divorce", "离婚手续怎么办 我想跟丈夫离婚 夫妻感情破裂"),
            ("deposit", "房东不退押金 租房押金要不回来 退租扣押金"),
        )
        for text in texts.split()
    )
    index = PhrasingIndex(phrasings, {}, embedder)
    for said, entry in (("干了半年活一分没拿到", "wages"), ("和媳妇过不下去了", "divorce")):
        match = index.match(index.prepare(said))
        for name in ("meaning", "meaning_all", "shaped_all"):
            found = match.features[:, FEATURES.index(name)]
            assert index.entries[int(found.argmax())][1] == entry, (said, name)


def _at_once(
    embedder: Embedder, begun: threading.Event, go: threading.Event, texts: tuple[str, ...]
) -> dict[str, Floats | None]:
    """The vectors of texts that come in while the first one is being embedded; None for one that cannot be."""
    found: dict[str, Floats | None] = {}

    def caller(text: str) -> None:
        try:
            found[text] = embedder.embed([text])
        except RuntimeError:
            found[text] = None

    callers = [threading.Thread(target=caller, args=(text,)) for text in texts]
    callers[0].start()
    assert begun.wait(30)
    for each in callers[1:]:
        each.start()
    while len(embedder._queue) < len(texts) - 1:
        threading.Event().wait(0.005)
    go.set()
    for each in callers:
        each.join(30)
    return found


def test_what_is_wanted_at_the_same_moment_is_embedded_together() -> None:
    begun, go = threading.Event(), threading.Event()
    calls: list[tuple[str, ...]] = []

    class Slow:
        def query(self, texts: list[str]) -> Floats:
            calls.append(tuple(texts))
            if len(calls) == 1:
                begun.set()
                assert go.wait(30)
            if "坏" in texts:
                raise RuntimeError("坏")
            return np.array([[float(len(text))] * DIMENSIONS for text in texts], dtype=np.float32)

    embedder = Embedder(Slow())
    found = _at_once(embedder, begun, go, ("一", "二二", "三三三", "四四四四"))
    assert all(rows is not None for rows in found.values())
    first = {text: float(rows[0, 0]) for text, rows in found.items() if rows is not None}
    assert first == {"一": 1.0, "二二": 2.0, "三三三": 3.0, "四四四四": 4.0}
    assert len(calls) == 2 and sorted(calls[1]) == ["三三三", "二二", "四四四四"]


def test_a_sentence_that_cannot_be_embedded_harms_no_other() -> None:
    begun, go = threading.Event(), threading.Event()

    class Weak:
        def query(self, texts: list[str]) -> Floats:
            begun.set()
            assert go.wait(30)
            if "坏" in texts:
                raise RuntimeError("坏")
            return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)

    embedder = Embedder(Weak())
    found = _at_once(embedder, begun, go, ("一", "好", "坏", "也好"))
    assert found.pop("坏") is None
    assert {text: np.shape(rows) for text, rows in found.items()} == dict.fromkeys(
        ("一", "好", "也好"), (1, DIMENSIONS)
    )
    with pytest.raises(RuntimeError):
        embedder.embed(["坏"])
    assert embedder.embed(["好"]).shape == (1, DIMENSIONS)
