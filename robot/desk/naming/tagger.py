"""Finds names in what a visitor said: of people, of companies and shops, of villages and houses.

Small nets of convolutions over characters (names.npz, fitted by `python -m robot.fitting.naming.fit`), read when the
first sentence comes. They know words from names by a list of words and their frequencies.
"""

from __future__ import annotations

import functools
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.desk.naming.features import Lexicon, features
from robot.desk.naming.titled import titled
from robot.errors import DeskError

MODEL = Path(__file__).with_name("names.npz")
KINDS = ("", "person", "firm", "place")
"""The nets' classes; the first is none of them."""
SPARSE = ("numbers", "words", "first", "compound", "given")
"""The fields of the lexicon as they stand in the file."""
_LIKELY = 0.04
"""A name has a character that is one so likely: low, for a name too few does more harm than a word too many; of a
whole utterance this is enough, whatever it is."""
_LIKELY_WORD, _LIKELY_COMMON_WORD = 0.25, 0.45
"""What a word of the lexicon (高峰, 白雪) and a common one (平时, 陆续) must reach to be a name."""
_LIKELY_ALONE = 0.5
"""What a single character must reach: a family name before what is no name (姓郭的, 武家)."""
_COMMON_WORD = 8
"""The weight of a common word in the lexicon."""
_EDGE = 0.3
"""Characters at the ends of a name are so likely at least, as a share of its likeliest."""

_NEVER_LAST = frozenset("家的他她我你被把跟了说是不")

_Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands and what it is of: one of KINDS."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Net:
    """One net as read."""

    characters: _Floats
    layers: tuple[tuple[_Floats, _Floats, int], ...]
    """Of each its weights, bias, and how far apart the characters are that it looks at."""
    out: tuple[_Floats, _Floats]

    def likelihoods(self, numbers: npt.NDArray[np.int64], rows: _Floats) -> _Floats:
        """For each character how likely each of KINDS is."""
        state = np.concatenate([self.characters[numbers], rows], axis=1)
        for at, (weights, bias, apart) in enumerate(self.layers):
            after = np.maximum(_beside(state, weights, apart) + bias, 0)
            state = after if at == 0 else state + after
        scores = state @ self.out[0] + self.out[1]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely: _Floats = scores / scores.sum(axis=1, keepdims=True)
        return likely


@dataclass(frozen=True, slots=True)
class Tagger:
    """Nets fitted on different sentences: together they are surer than each by itself."""

    lexicon: Lexicon
    nets: tuple[Net, ...]

    def likelihoods(self, text: str) -> _Floats:
        """For each character of `text` how likely each of KINDS is."""
        numbers, rows = features(text, self.lexicon)
        likely: _Floats = np.mean([net.likelihoods(numbers, rows) for net in self.nets], axis=0)
        return likely


def names(text: str) -> list[Name]:
    """The names in `text`, in order; characters of one kind that touch are one name."""
    if not text:
        return []
    net = tagger()
    likely = net.likelihoods(text)
    named = 1 - likely[:, 0]
    kinds = likely[:, 1:].argmax(axis=1) + 1
    for start, end in titled(text, net.lexicon):
        named[start:end], kinds[start:end] = 1, KINDS.index("person")
        named[end], named[end + 1] = 0, 0
    found: list[Name] = []
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and named[at] >= _LIKELY and (at == start or kinds[at] == kinds[start]):
            at += 1
        if at > start:
            inside = np.flatnonzero(named[start:at] >= _EDGE * named[start:at].max())
            name = _trimmed(Name(start + int(inside[0]), start + int(inside[-1]) + 1, KINDS[kinds[start]]), text)
            said = text[name.start : name.end]
            if named[start:at].max() >= (_LIKELY if said == text else _least(said, net.lexicon)):
                found.append(name)
        at = max(at, start + 1)
    return found


def _trimmed(name: Name, text: str) -> Name:
    """A person's name without what never ends one (老王|家, 丽丽|把)."""
    end = name.end
    while name.kind == "person" and end > name.start + 1 and text[end - 1] in _NEVER_LAST:
        end -= 1
    return replace(name, end=end)


def _least(text: str, lexicon: Lexicon) -> float:
    """How likely a name must be that reads `text`."""
    if len(text) == 1:
        return _LIKELY_ALONE
    weight = lexicon.words.get(text, 0)
    return _LIKELY_COMMON_WORD if weight >= _COMMON_WORD else _LIKELY_WORD if weight else _LIKELY


@functools.cache
def tagger() -> Tagger:
    """The nets that the project holds. Raises DeskError when it cannot be read: then nothing may be kept."""
    try:
        return _read(MODEL)
    except (OSError, ValueError, KeyError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise DeskError("desk.no_masking", path=MODEL, reason=type(error).__name__) from None


def _read(path: Path) -> Tagger:
    with np.load(path, allow_pickle=False) as kept:
        nets = tuple(_net(kept, f"net{at}.") for at in range(int(kept["nets"])))
        return Tagger(Lexicon(*(_mapping(kept[name]) for name in SPARSE)), nets)


def _net(kept: Mapping[str, npt.NDArray[np.generic]], name: str) -> Net:
    def floats(field: str) -> _Floats:
        return kept[name + field].astype(np.float32)

    layers = (
        (floats(f"layer{at}.weights"), floats(f"layer{at}.bias"), int(apart))
        for at, apart in enumerate(kept["apart"].tolist())
    )
    return Net(floats("characters"), tuple(layers), (floats("out.weights"), floats("out.bias")))


def packed(weights: Mapping[str, int]) -> npt.NDArray[np.uint8]:
    """A field of the lexicon as the file holds it."""
    text = "\n".join(f"{key}\t{weight}" for key, weight in weights.items())
    return np.frombuffer(zlib.compress(text.encode("utf-8"), 9), np.uint8)


def _mapping(kept: npt.NDArray[np.uint8]) -> dict[str, int]:
    lines = zlib.decompress(kept.tobytes()).decode("utf-8").split("\n")
    return {key: int(weight) for key, _, weight in (line.partition("\t") for line in lines)}


def _beside(state: _Floats, weights: _Floats, apart: int) -> _Floats:
    """A convolution over rows, so far `apart`: `weights` are (width, in, out); beyond the ends stands nothing."""
    width = weights.shape[0]
    half = width // 2 * apart
    padded = np.pad(state, ((half, half), (0, 0)))
    after: _Floats = sum(padded[at * apart : at * apart + len(state)] @ weights[at] for at in range(width))
    return after
