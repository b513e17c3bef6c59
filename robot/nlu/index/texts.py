"""Many texts, packed: as bytes that can be kept on disk, mapped into memory and read one by one.

A hundred thousand strings take a third of a second to read back and 20 MB; a turn looks at some hundred of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload
from zlib import crc32

import numpy as np
import numpy.typing as npt


class Texts(Sequence[str]):
    """A tuple of strings; each is decoded when it is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode() for text in texts]
        ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        self._packed: npt.NDArray[np.uint8] = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        self._ends: npt.NDArray[np.int64] = ends
        self._look()

    def _look(self) -> None:
        self._bytes, self._at = self._packed.data, self._ends.data

    def __getstate__(self) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
        return self._packed, self._ends

    def __setstate__(self, state: tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]) -> None:
        self._packed, self._ends = state
        self._look()

    def __len__(self) -> int:
        return len(self._at) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return str(self._bytes[self._at[at] : self._at[at + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))


class Places:
    """Where each text stands among `texts`, found by a checksum, sorted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        sums = np.fromiter((crc32(text.encode()) for text in texts), dtype=np.uint32, count=len(texts))
        order = np.argsort(sums, kind="stable")
        self._order: npt.NDArray[np.int32] = order.astype(np.int32)
        self._sums: npt.NDArray[np.uint32] = sums[order]
        self._look()

    def _look(self) -> None:
        self._sum_at, self._place_at = self._sums.data, self._order.data

    def __getstate__(self) -> tuple[Sequence[str], npt.NDArray[np.int32], npt.NDArray[np.uint32]]:
        return self._texts, self._order, self._sums

    def __setstate__(self, state: tuple[Sequence[str], npt.NDArray[np.int32], npt.NDArray[np.uint32]]) -> None:
        self._texts, self._order, self._sums = state
        self._look()

    def __contains__(self, text: str) -> bool:
        return next(self.of(text), None) is not None

    def of(self, text: str) -> Iterator[int]:
        """All places of `text`, in order."""
        wanted = crc32(text.encode())
        at = bisect_left(self._sum_at, wanted)
        while at < len(self._sum_at) and self._sum_at[at] == wanted:
            place = self._place_at[at]
            if self._texts[place] == text:
                yield place
            at += 1


class Numbers:
    """A number for each text; immutable."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._places = Places(Texts(numbers))
        self._numbers: npt.NDArray[np.int64] = np.array(list(numbers.values()), dtype=np.int64)

    def get(self, text: str) -> int:
        """The number of `text`; 0 where it has none."""
        place = next(self._places.of(text), None)
        return 0 if place is None else int(self._numbers[place])


class Counts:
    """How often each short text (of one to three characters, all equally long) was counted: sorted numbers, found by
    halving."""

    def __init__(self, counted: Mapping[str, int]) -> None:
        pairs = sorted((_code(text), count) for text, count in counted.items())
        self._codes: npt.NDArray[np.uint64] = np.array([code for code, _ in pairs], dtype=np.uint64)
        self._ends: npt.NDArray[np.int64] = np.cumsum([0, *(count for _, count in pairs)], dtype=np.int64)
        self._look()

    def _look(self) -> None:
        self._code_at, self._end_at = self._codes.data, self._ends.data

    def __getstate__(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        return self._codes, self._ends

    def __setstate__(self, state: tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]) -> None:
        self._codes, self._ends = state
        self._look()

    def after(self, before: str, last: str) -> tuple[int, int, int]:
        """How often `last` was counted after `before`, how many different characters were, and how often all of them;
        zeros for what was never seen."""
        start, end = self._range(before)
        if start == end:
            return 0, 0, 0
        code = _code(before + last)
        at = bisect_left(self._code_at, code, start, end)
        count = self._end_at[at + 1] - self._end_at[at] if at < end and self._code_at[at] == code else 0
        return count, end - start, self._end_at[end] - self._end_at[start]

    def all_after(self, before: str) -> dict[str, int]:
        """The characters that were counted after `before`, with how often."""
        start, end = self._range(before)
        return {chr(self._code_at[at] & _LAST): self._end_at[at + 1] - self._end_at[at] for at in range(start, end)}

    def _range(self, before: str) -> tuple[int, int]:
        first = _code(before) << _BITS
        start = bisect_left(self._code_at, first)
        return start, bisect_left(self._code_at, first + _LAST + 1, start)


_BITS = 21
"""Of one character: Unicode ends at 0x10FFFF."""
_LAST = (1 << _BITS) - 1


def _code(text: str) -> int:
    code = 0
    for character in text:
        code = code << _BITS | ord(character)
    return code
