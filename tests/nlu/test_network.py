"""A network is read by the names of its inputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from robot.nlu.network import WITH, WITHOUT, Fitted, Model, Network, read, shipped, write


def _network() -> Network:
    chooser = np.random.default_rng(1)
    sizes = {"mean": 2, "scale": 2, "linear": 2, "bias": 3, "output": 3}
    parts = {name: chooser.uniform(0.5, 1.5, size).astype(np.float32) for name, size in sizes.items()}
    return Network(**parts, hidden=chooser.normal(size=(2, 3)).astype(np.float32))


def test_it_says_the_same_when_inputs_stand_in_another_order_and_a_new_one_is_there(tmp_path: Path) -> None:
    network = _network()
    write(tmp_path / "n.npz", ("a", "b"), {"one": network})
    found = read(tmp_path / "n.npz", "one", ("b", "new", "a"))
    rows = np.array([[0.3, 0.8], [1.0, -2.0]])
    again = np.stack([rows[:, 1], np.array([5.0, -5.0]), rows[:, 0]], axis=1)
    assert np.allclose(found.scores(again), network.scores(rows), atol=0.02)  # kept in half precision


def test_what_lies_far_out_says_no_more_than_what_lies_out() -> None:
    network = _network()
    far, farther = (network.mean + network.scale * out for out in (6.0, 60.0))
    assert np.allclose(network.scores(far[None]), network.scores(farther[None]))


def test_what_was_fitted_is_what_ships(tmp_path: Path) -> None:
    model = Model.beside(str(tmp_path / "module.py"), "order", ("a", "b"), ("constant", "ahead"))
    confidence = np.array([-1.0, 2.0])
    model.write({name: Fitted(_network(), confidence) for name in (WITH, WITHOUT)}, "python -m a.fit")
    assert "`python -m a.fit`" in model.parameters.read_text(encoding="utf-8")
    found = shipped(model, has_meaning=True)
    rows = np.array([[0.3, 0.8]])
    assert np.allclose(found.network.scores(rows), _network().scores(rows), atol=0.02)
    assert found.sure(np.array([1.0, 0.5])) == 0.5
    assert found.sure(np.array([1.0, 3.0])) > 0.99
