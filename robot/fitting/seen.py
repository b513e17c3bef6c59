"""Which sentences the encoder was trained on (encoder.py), so that the other fits ask those that it has not seen.

A likeness between sentences that the encoder was trained to bring together says more than one between new ones: fitted
on those, everything else would count for too little.
"""

from __future__ import annotations

import zlib

_OF = 10
_TRAINED = 6
"""Of ten sentences of the content."""


def by_encoder(text: str) -> bool:
    """Whether the encoder may be trained on `text` (as normalised); the same on every machine."""
    return zlib.crc32(text.encode()) % _OF < _TRAINED
