"""The vectors of the articles that ship, `vectors.npz`, written by `python -m robot.bench.statutes --vectors`.

An article whose text is unchanged keeps its vector; a new one takes about a quarter of a second on two cores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from robot.statutes.database import Article
from robot.statutes.ranking import VECTORS, Floats, embedded_text, key, quantised, stored_vectors

_BATCH = 16


def embedded(
    articles: Iterable[Article], embed: Callable[[Sequence[str]], Floats], progress: Callable[[int, int], None]
) -> int:
    """Embed what has no vector yet and write all; vectors of other texts are dropped. Returns how many are new."""
    known = stored_vectors()
    wanted = {key(article): embedded_text(article) for article in articles}
    missing = [name for name in wanted if name not in known]
    for start in range(0, len(missing), _BATCH):
        names = missing[start : start + _BATCH]
        for name, row in zip(names, quantised(embed([wanted[name] for name in names])), strict=True):
            known[name] = row
        progress(min(start + _BATCH, len(missing)), len(missing))
    kept = {name: known[name] for name in sorted(wanted)}
    np.savez_compressed(
        VECTORS,
        keys=np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(-1, 8),
        rows=np.stack(list(kept.values())),
    )
    return len(missing)
