"""The editors' table of readings, pronunciation.yaml."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from robot.errors import EngineError
from robot.tts.reading.syllable import Syllable, parse_syllable
from robot.yaml_source import plain

LEXICON = Path(__file__).parent.with_name("pronunciation.yaml")


def read_lexicon(path: Path) -> dict[str, list[Syllable]]:
    """Words with their syllables. Raises EngineError when the file cannot be used."""
    try:
        raw = plain(path.read_text(encoding="utf-8-sig")) or {}
        return {str(word): _entry(str(word), str(sounds)) for word, sounds in raw.items()}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise EngineError("tts.lexicon_no_yaml", path=path, line=line) from None
    except (OSError, UnicodeDecodeError, AttributeError) as error:
        raise EngineError("tts.lexicon_unreadable", path=path, reason=type(error).__name__) from None
    except _BadEntry as error:
        raise EngineError("tts.lexicon_entry", path=path, word=error.word, sounds=error.sounds) from None


class _BadEntry(Exception):
    def __init__(self, word: str, sounds: str) -> None:
        self.word, self.sounds = word, sounds
        super().__init__(word)


def _entry(word: str, sounds: str) -> list[Syllable]:
    """哪儿 + `nar3` -> one syllable with erhua. Raises _BadEntry when the counts differ or a syllable is none."""
    entry: list[Syllable] = []
    hanzi = list(word)
    try:
        for sound in sounds.split():
            syllable = replace(parse_syllable(sound, hanzi.pop(0)), fixed=True)
            if syllable.erhua and hanzi.pop(0) != "儿":
                raise _BadEntry(word, sounds)
            entry.append(syllable)
    except (ValueError, IndexError):
        raise _BadEntry(word, sounds) from None
    if hanzi or not entry:
        raise _BadEntry(word, sounds)
    entry[-1] = replace(entry[-1], word_end=True)
    return entry
