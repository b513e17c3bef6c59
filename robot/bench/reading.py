"""How many sentences are read aloud as a person reads them: `python -m robot.bench.reading FILE`.

A line of FILE: `sentence => how it is said | another way ## word=pinyin; word=pinyin`. `=` stands for a sentence that
is said as it is written; in the pinyin `*` is any syllable, and `/` parts readings of the whole word that are all
right. Tones count as the dictionary has them or as they are said (sandhi).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.spoken_form import spoken_form

_ANY, _SAME = "*", "="


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the forms in which it may be said (none: as it is written), the words whose syllables count."""

    text: str
    forms: tuple[str, ...]
    words: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def lines(path: Path) -> list[Line]:
    """The sentences of a file, comments and empty lines left out."""
    raw = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [_line(line) for line in raw if line and not line.startswith("#")]


def _line(raw: str) -> Line:
    text, _, said = raw.partition(" => ")
    forms, _, words = said.partition("##")
    wanted = tuple(form.strip() for form in forms.split("|") if form.strip() != _SAME)
    pairs = (pair.strip().partition("=") for pair in words.split(";") if pair.strip())
    return Line(text.strip(), wanted, tuple((word.strip(), _readings(sounds)) for word, _, sounds in pairs))


def _readings(sounds: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(reading.split()) for reading in sounds.split("/"))


def faults(line: Line, pronunciation: Pronunciation) -> list[str]:
    """What is wrong in the way `line` is read; empty where nothing is."""
    form = spoken_form(line.text)
    found = [] if not line.forms or form in line.forms else [form]
    read, said = pronunciation.readings(form), pronunciation.syllables(form)
    hanzi = "".join(each.hanzi + ("儿" if each.erhua else "") for each in read)
    places = [at for at, each in enumerate(read) for _ in range(2 if each.erhua else 1)]
    for word, wanted in line.words:
        start = hanzi.find(word)
        here = list(dict.fromkeys(places[start : start + len(word)])) if start >= 0 else []
        both = [{str(read[at]), str(said[at])} for at in here]
        if not any(_fits(reading, both) for reading in wanted):
            found.append(f"{word}: {' '.join(str(read[at]) for at in here)}")
    return found


def _fits(reading: tuple[str, ...], said: list[set[str]]) -> bool:
    return len(reading) == len(said) and all(
        sound == _ANY or sound in each for sound, each in zip(reading, said, strict=True)
    )


def main() -> int:
    """Print what is read wrongly, and the share that is right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    pronunciation = Pronunciation()
    for path in arguments.files:
        all_lines = lines(path)
        wrong = [(line, found) for line in all_lines if (found := faults(line, pronunciation))]
        for line, found in wrong:
            print(f"{line.text}\n    {' | '.join(found)}")
        right = len(all_lines) - len(wrong)
        print(f"{path.name}: {right} of {len(all_lines)} read right, {right / len(all_lines):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
