"""N-grams as numbers: up to three characters are one whole number, so that all of them are told apart without a dict.

A dict of half a million strings takes a third of a second to read back from the disk; sorted numbers are mapped into
memory and read in none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_BITS = np.uint64(21)
"""What any character fits into."""
LONGEST = 3
"""Characters of the longest n-gram that a number of 64 bits holds."""
Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


def keys_of(texts: Sequence[str], sizes: tuple[int, ...]) -> tuple[Keys, Numbers]:
    """All n-grams of `texts` with the row of the text that each stands in: text by text, size by size, as they stand.
    Raises ValueError for a size that no number holds."""
    if max(sizes) > LONGEST:
        raise ValueError(f"n-grams of {max(sizes)} characters")
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    codes += np.uint64(1)  # no character is 0, which would be none
    rows = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    ends = np.cumsum(lengths)
    left = np.repeat(ends, lengths) - np.arange(len(codes))
    keys, owners, order = [], [], []
    for place, size in enumerate(sizes):
        starts = np.flatnonzero(left >= size)
        found = codes[starts]
        for at in range(1, size):
            found = (found << _BITS) | codes[starts + at]
        keys.append(found)
        owners.append(rows[starts])
        order.append(rows[starts] * len(sizes) + place)
    sorted_ = np.argsort(np.concatenate(order), kind="stable")
    return np.concatenate(keys)[sorted_], np.concatenate(owners)[sorted_]


def distinct(keys: Keys) -> tuple[Keys, Numbers]:
    """Each of `keys` once, as they first come, and how often."""
    found, first, counts = np.unique(keys, return_index=True, return_counts=True)
    order = np.argsort(first)
    return found[order], counts[order]


class GramNumbers:
    """The n-grams of some texts, numbered as they first come; immutable."""

    def __init__(self, keys: Keys) -> None:
        known, _ = distinct(keys)
        order = np.argsort(known)
        self._keys, self._numbers = known[order], order.astype(np.int64)

    def __len__(self) -> int:
        return len(self._keys)

    def of(self, keys: Keys) -> Numbers:
        """Their numbers; -1 for what none of the texts has."""
        if not len(self._keys):
            return np.full(len(keys), -1, dtype=np.int64)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        found: Numbers = np.where(self._keys[places] == keys, self._numbers[places], -1)
        return found
