"""A small network that scores choices, one hidden layer beside a linear score, and a logistic regression that says how
often a best choice like this one is right; numpy alone. Fitted by robot/fitting (network.py, logistic.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

_MOST = 6.0
"""Standard deviations that an input may lie from its mean: what lies farther says no more."""
_BY_INPUT = frozenset({"mean", "scale", "linear", "hidden"})
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
WITH, WITHOUT = "with_meaning", "without_meaning"
"""The two that ship of each: for a sentence with its embedding, and without."""


@dataclass(frozen=True, slots=True)
class Network:
    """`mean` and `scale` of the inputs (inputs,), the `linear` score (inputs,), and the hidden layer: `hidden`
    (inputs, units), `bias` and `output` (units,)."""

    mean: Floats
    scale: Floats
    linear: Floats
    hidden: Floats
    bias: Floats
    output: Floats

    def scores(self, inputs: Doubles | Floats) -> Floats:
        """Of each choice, shape (choices,)."""
        scaled = standardised(inputs, self.mean, self.scale)
        found: Floats = scaled @ self.linear + np.maximum(scaled @ self.hidden + self.bias, 0) @ self.output
        return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """`confidence`: weights of the last step, in the order of Model.confidence."""

    network: Network
    confidence: Doubles

    def sure(self, inputs: Doubles) -> float:
        """How often a best choice is right of which the last step sees `inputs` (confidence,)."""
        return float(1 / (1 + np.exp(-float(inputs @ self.confidence))))


@dataclass(frozen=True, slots=True)
class Model:
    """Where a fit ships, and by name what its network (`inputs`) and its last step (`confidence`) look at."""

    networks: Path
    parameters: Path
    inputs: tuple[str, ...]
    confidence: tuple[str, ...]

    @classmethod
    def beside(cls, module: str, name: str, inputs: Sequence[str], confidence: Sequence[str]) -> Model:
        """The files `name`.npz and `name`.toml beside a `module`."""
        networks, parameters = (Path(module).with_name(f"{name}.{kind}") for kind in ("npz", "toml"))
        return cls(networks, parameters, tuple(inputs), tuple(confidence))

    def write(self, fitted: Mapping[str, Fitted], command: str) -> None:
        """Write what `command` has fitted, by WITH and WITHOUT."""
        lines = [f"# Fitted by `{command}`. Not to be edited by hand."]
        for name, each in fitted.items():
            values = zip(self.confidence, each.confidence, strict=True)
            lines += ["", f"[confidence_{name}]", *(f"{part} = {value:.4f}" for part, value in values)]
        self.parameters.write_text("\n".join(lines) + "\n", encoding="utf-8")
        write(self.networks, self.inputs, {name: each.network for name, each in fitted.items()})


@cache
def shipped(model: Model, has_meaning: bool) -> Fitted:
    """What ships, with sentence embeddings or without."""
    name = WITH if has_meaning else WITHOUT
    confidence = tomllib.loads(model.parameters.read_text(encoding="utf-8"))[f"confidence_{name}"]
    weights = np.array([float(confidence.get(each, 0.0)) for each in model.confidence])
    return Fitted(read(model.networks, name, model.inputs), weights)


def standardised(inputs: Doubles | Floats, mean: Floats, scale: Floats) -> Floats:
    """The inputs as the network sees them."""
    found: Floats = np.clip((inputs - mean) / scale, -_MOST, _MOST).astype(np.float32)
    return found


def read(path: Path, name: str, inputs: Sequence[str]) -> Network:
    """The network `name` of a file, in the order of `inputs`.

    By name, so that an input which is newer than the fit counts for nothing until the next one.
    """
    with np.load(path) as data:
        parts = {part: data[f"{name}_{part}"].astype(np.float32) for part in Network.__slots__}
        fitted_on = {each: place for place, each in enumerate(data["inputs"].tolist())}
    places = [fitted_on.get(each, len(fitted_on)) for each in inputs]
    return Network(**{part: _placed(found, places, part) for part, found in parts.items()})


def write(path: Path, inputs: Sequence[str], networks: Mapping[str, Network]) -> None:
    """The file that `read` reads."""
    parts = {
        f"{name}_{part}": getattr(network, part).astype(np.float16)
        for name, network in networks.items()
        for part in Network.__slots__
    }
    np.savez(path, inputs=np.array(inputs), **parts)


def _placed(found: Floats, places: list[int], part: str) -> Floats:
    """One part in the order of the inputs; those that it does not know have no weight, and a scale of 1."""
    if part not in _BY_INPUT:
        return found
    unknown = np.full((1, *found.shape[1:]), float(part == "scale"), dtype=np.float32)
    ordered: Floats = np.concatenate([found, unknown])[places]
    return ordered
