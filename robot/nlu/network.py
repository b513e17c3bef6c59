"""A small network that scores choices, one hidden layer beside a linear score; numpy alone. Fitted by
robot/fitting/network.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

_MOST = 6.0
"""Standard deviations that an input may lie from its mean: what lies farther says no more."""
_BY_INPUT = frozenset({"mean", "scale", "linear", "hidden"})
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


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


def write(path: Path, inputs: Sequence[str], networks: dict[str, Network]) -> None:
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
