"""What a network reads of danger in a sentence: danger.onnx, trained by robot/fitting/danger_net.py."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from robot.nlu.index.encoder import OnnxEncoder

FILE = Path(__file__).with_name("danger.onnx")


@dataclass(frozen=True, slots=True)
class ReadDanger:
    """`odds`: log-odds that somebody is in danger now; `kinds`: emergency ids, likeliest first."""

    odds: float
    kinds: tuple[str, ...]


NO_DANGER = ReadDanger(-20.0, ())


class DangerNetwork:
    """Loaded once."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        self._encoder = encoder
        self._kinds = tuple(encoder.about()["kinds"].split())

    def read(self, text: str) -> ReadDanger:
        """The danger in `text`, as it is normalised and not empty."""
        found = self._encoder.query([text])[0]
        order = np.argsort(-found[1:])
        return ReadDanger(float(found[0]), tuple(self._kinds[at] for at in order))


@cache
def network() -> DangerNetwork | None:
    """The one that ships; None where this machine cannot run it."""
    encoder = OnnxEncoder.load(FILE)
    return DangerNetwork(encoder) if encoder is not None else None
