"""Sentence embeddings as geometry, on vectors of a few dimensions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from robot.nlu.index.meaning import Floats, MeaningIndex, _whitening, unit

_SIZE = 6
_POLITE, _WHAT = 0, 1
"""Axis 0 is how somebody asks, axis 1 what is asked."""


def _vector(**axes: float) -> Floats:
    vector = np.full(_SIZE, 0.5, dtype=np.float32)  # a narrow cone, as embeddings are
    vector[_POLITE] += axes.get("polite", 0.0)
    vector[_WHAT] += axes.get("what", 0.0)
    return vector


def _index(documents: Floats | None = None) -> MeaningIndex:
    """Two entries of four wordings; the wordings differ a lot in how, the entries a little in what."""
    asked = [_vector(polite=polite, what=what) for what in (0.2, -0.2) for polite in (-0.8, -0.4, 0.4, 0.8)]
    return MeaningIndex(
        unit(np.array(asked)),
        np.zeros((2, _SIZE), dtype=np.float32) if documents is None else documents,
        _owners(0, 0, 0, 0, 1, 1, 1, 1),
        _owners(0, 4),
    )


def _owners(*owners: int) -> npt.NDArray[np.int64]:
    return np.array(owners, dtype=np.int64)


def test_everything_has_its_shape_and_cosines_their_limits() -> None:
    near = _index().nearness(unit(_vector(polite=0.8, what=0.2)[None])[0])
    assert (near.phrasings.shape, near.centres.shape, near.documents.shape, near.shaped.shape) == (
        (8,), (2,), (2,), (2,)
    )  # fmt: skip
    assert near.phrasings.min() >= 0
    assert max(near.phrasings.max(), near.centres.max(), near.shaped.max()) <= 1 + 1e-5


def test_a_wording_is_most_like_itself() -> None:
    for row, (what, polite) in enumerate((w, p) for w in (0.2, -0.2) for p in (-0.8, -0.4, 0.4, 0.8)):
        near = _index().nearness(unit(_vector(polite=polite, what=what)[None])[0])
        assert int(np.argmax(near.phrasings)) == row
        assert near.phrasings[row] == pytest.approx(1, abs=1e-4)


def test_directions_in_which_wordings_of_one_entry_differ_count_less() -> None:
    """Asked in a way that nobody asked before, the difference that matters shows more after whitening."""
    near = _index().nearness(unit(_vector(polite=1.5, what=0.2)[None])[0])
    assert near.shaped[0] - near.shaped[1] > 2 * (near.centres[0] - near.centres[1]) > 0


def test_whitening_evens_out_how_wordings_differ() -> None:
    """The widest direction shrinks most; the narrow ones keep their proportion, or noise would be blown up."""
    random = np.random.default_rng(1)
    apart = (random.normal(size=(4000, 3)) * [9.0, 3.0, 0.5]).astype(np.float32)
    before, after = apart.std(axis=0), (apart @ _whitening(apart)).std(axis=0)
    wide, narrow = (before[0] / before[1]) / (after[0] / after[1]), (before[1] / before[2]) / (after[1] / after[2])
    assert wide > 1.5
    assert wide > narrow >= 0.95
    assert _whitening(np.zeros((2, 3), dtype=np.float32)) == pytest.approx(
        np.eye(3) * _whitening(np.zeros((2, 3), dtype=np.float32))[0, 0]
    )


def test_a_centre_is_between_its_wordings() -> None:
    near = _index().nearness(unit(_vector(what=0.2)[None])[0])
    assert near.centres[0] > 0 > near.centres[1]
    assert near.centres[0] > near.phrasings[:4].max()


def test_an_entry_without_a_document_is_like_none() -> None:
    documents = np.zeros((2, _SIZE), dtype=np.float32)
    documents[0] = unit(_vector(what=0.3)[None])[0]
    near = _index(documents).nearness(unit(_vector(what=0.2)[None])[0])
    assert near.documents[0] > 0.9
    assert near.documents[1] == 0


def test_unit_leaves_nothing_as_it_is() -> None:
    assert unit(np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)) == pytest.approx(np.array([[0.6, 0.8], [0, 0]]))
