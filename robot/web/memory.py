"""A long day's memory: every page has threads of its own, and glibc keeps a heap for each unless told otherwise."""

from __future__ import annotations

import ctypes
import sys

_M_ARENA_MAX = -8
_ARENAS = 2


def few_heaps() -> None:
    """Have at most two heaps from now on. Does nothing where there is no glibc."""
    if sys.platform.startswith("linux"):
        tell = getattr(ctypes.CDLL(None), "mallopt", None)
        if tell is not None:
            tell(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Give memory that nobody uses back to the system."""
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
