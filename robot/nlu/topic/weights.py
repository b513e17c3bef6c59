"""How likely a sentence belongs to each topic, or to none: the linear models that robot/fitting/topic.py fits.

Three models look at a sentence, and their logarithms of probability are added up:

| model | looks at | strong at |
| --- | --- | --- |
| chars | TF-IDF of character 1- to 3-grams of the repaired text | clean wording |
| sounds | the same over folded syllables as heard | misheard wording |
| meaning | the sentence embedding, where there is one | other wording |

Their numbers stand in weights.npz: n-grams by their CRC-32, weights in 8 bits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("weights.npz")
NONE = ""
"""The class of sentences that are no legal question."""
SOUNDS_COUNT, MEANING_COUNTS = 1.0, 0.5
"""What the other models count beside that of the characters: set on labelled consultations that were kept out."""
SIZES = (1, 2, 3)
STRETCH = 3.0
"""Length of the vectors that the meaning is weighed with; those of n-grams have length 1."""
Floats = npt.NDArray[np.float32]
Keys = npt.NDArray[np.uint32]


def hashed(tokens: Sequence[str]) -> Counter[int]:
    """The CRC-32 of every n-gram of `tokens`, with how often it occurs."""
    return Counter(
        crc32("\x1f".join(tokens[at : at + size]).encode()) for size in SIZES for at in range(len(tokens) - size + 1)
    )


@dataclass(frozen=True, slots=True)
class GramModel:
    """`keys` are sorted; `idf` (n-grams,), `weights` (n-grams, classes), `bias` (classes,)."""

    keys: Keys
    idf: Floats
    weights: Floats
    bias: Floats

    def weigh(self, tokens: Sequence[str]) -> Floats | None:
        """Log probabilities of the classes; None when no n-gram is known."""
        places, values = tfidf(hashed(tokens), self.keys, self.idf)
        return log_softmax(values @ self.weights[places] + self.bias) if len(places) else None


def tfidf(counts: Counter[int], keys: Keys, idf: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """The known n-grams' places in `keys` and their weights in a vector of length 1: (1 + log tf) * idf."""
    found = np.fromiter(counts, dtype=np.uint32, count=len(counts))
    places = np.minimum(np.searchsorted(keys, found), max(0, len(keys) - 1))
    known = keys[places] == found if len(keys) else np.zeros(len(found), dtype=np.bool_)
    places = places[known]
    often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))[known]
    values = ((1 + np.log(often)) * idf[places]).astype(np.float32)
    return places, values / np.maximum(np.linalg.norm(values), np.float32(1e-9))


@dataclass(frozen=True, slots=True)
class MeaningModel:
    """`mean` (dimensions,) is taken off every embedding; `weights` (dimensions, classes), `bias` (classes,)."""

    mean: Floats
    weights: Floats
    bias: Floats

    def weigh(self, vector: Floats) -> Floats:
        """Log probabilities of the classes."""
        return log_softmax(stretched(vector[None, :], self.mean)[0] @ self.weights + self.bias)


def stretched(vectors: Floats, mean: Floats) -> Floats:
    """Embeddings without their mean, each of length STRETCH."""
    moved = vectors - mean
    result: Floats = (STRETCH * moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)).astype(
        np.float32
    )
    return result


def log_softmax(values: Floats) -> Floats:
    """Logarithms of probabilities, over the last axis."""
    moved = values - values.max(axis=-1, keepdims=True)
    logs: Floats = (moved - np.log(np.exp(moved).sum(axis=-1, keepdims=True))).astype(np.float32)
    return logs


@dataclass(frozen=True, slots=True)
class TopicModel:
    """`names` are the classes: the topics, and NONE. `words` are CRC-32s of the key words that the fit has seen."""

    names: tuple[str, ...]
    chars: GramModel
    sounds: GramModel
    meaning: MeaningModel | None
    words: frozenset[int] = frozenset()

    def weigh(self, text: str, syllables: Sequence[str], vector: Floats | None) -> Floats | None:
        """A value for each class, the highest for the likeliest; None when nothing of the sentence is known.

        `text` repaired, `syllables` folded, `vector` its embedding or None.
        """
        chars, sounds = self.chars.weigh(tuple(text)), self.sounds.weigh(syllables)
        if chars is None or sounds is None:
            return None
        total: Floats = chars + np.float32(SOUNDS_COUNT) * sounds
        if vector is not None and self.meaning is not None:
            total += np.float32(MEANING_COUNTS) * self.meaning.weigh(vector)
        return total


def write(model: TopicModel, path: Path = FILE) -> None:
    """Write `model`; its n-gram weights in 8 bits, with a scale for each class."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "names": np.array(model.names),
        "words": np.array(sorted(model.words), dtype=np.uint32),
    }
    for name, grams in (("chars", model.chars), ("sounds", model.sounds)):
        scale = np.abs(grams.weights).max(axis=0) / 127
        arrays |= {
            f"{name}_keys": grams.keys,
            f"{name}_idf": grams.idf.astype(np.float16),
            f"{name}_weights": np.round(grams.weights / scale).astype(np.int8),
            f"{name}_scale": scale.astype(np.float32),
            f"{name}_bias": grams.bias.astype(np.float32),
        }
    if model.meaning is not None:
        arrays |= {
            "mean": model.meaning.mean.astype(np.float16),
            "meaning_weights": model.meaning.weights.astype(np.float16),
            "meaning_bias": model.meaning.bias.astype(np.float32),
        }
    np.savez_compressed(path, allow_pickle=False, **arrays)


def read(path: Path = FILE) -> TopicModel:
    """The model in `path`."""
    with np.load(path) as data:
        stored = {name: data[name] for name in data.files}
    return TopicModel(
        tuple(str(name) for name in stored["names"]),
        _grams(stored, "chars"),
        _grams(stored, "sounds"),
        MeaningModel(*(stored[name].astype(np.float32) for name in ("mean", "meaning_weights", "meaning_bias")))
        if "mean" in stored
        else None,
        frozenset(int(word) for word in stored["words"]),
    )


def _grams(stored: dict[str, npt.NDArray[np.generic]], name: str) -> GramModel:
    return GramModel(
        stored[f"{name}_keys"].astype(np.uint32),
        stored[f"{name}_idf"].astype(np.float32),
        stored[f"{name}_weights"].astype(np.float32) * stored[f"{name}_scale"].astype(np.float32),
        stored[f"{name}_bias"].astype(np.float32),
    )


def keys_of(words: Iterable[str]) -> frozenset[int]:
    """CRC-32s of `words`."""
    return frozenset(crc32(word.encode()) for word in words)


@cache
def model() -> TopicModel:
    """The model that ships with the program."""
    return read()
