"""What is asked of the statute database, which the content does not know: it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Laws:
    """Names of laws and texts of articles."""

    full_name: Callable[[str], str | None]
    """The full name of the law in force that people call so."""
    later: Callable[[str], tuple[str, str] | None]
    """A repealed law's name, and the law that holds its matter now."""
    text: Callable[[str, str], str | None]
    """What an article says, by the law's full name and 第四十七条."""
