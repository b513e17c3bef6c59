"""What the danger model looks at: short runs of characters and of folded sounds, whole and with a half misheard.

A run of characters says most when it was heard right; the same run as sound survives homophones; a run of which one
syllable counts only by its initial or by its final, or is skipped, survives a syllable half wrong or lost. Every run
is a bucket number (CRC-32 of the run), so the model needs no dictionary.
"""

from __future__ import annotations

from zlib import crc32

from robot.nlu.sound import syllables as sound
from robot.nlu.text.normalise import normalise

BUCKETS = 1 << 17
_EDGE = "^"
_AFTER = "$$$"


def prepared(text: str) -> str:
    """The form of `text` that runs are taken from."""
    return normalise(text)


def buckets(prepared_text: str) -> list[list[int]]:
    """For every place of the text (the first stands for its beginning) the buckets of the runs that begin there."""
    marks = [_EDGE * 2, *sound.folded_syllables(prepared_text), *_AFTER]
    said = _EDGE + prepared_text + _AFTER
    if len(marks) != len(said):  # letters that sound as one: they have no characters to line up with
        said = "".join(mark[0] for mark in marks)
    return [[crc32(run.encode()) % BUCKETS for run in _runs(marks, said, at)] for at in range(len(marks) - len(_AFTER))]


def _runs(marks: list[str], said: str, at: int) -> tuple[str, ...]:
    one, two, three, four = marks[at : at + 4]
    return (
        f"1{one}",
        f"2{one}{two}",
        f"3{one}{two}{three}",
        f"4{one}{two}{three}{four}",
        f"5{one}{three}",
        f"6{one}{four}",
        f"7{one}{two[-1:]}{three}",
        f"8{one}{two[:1]}{three}",
        f"9{one[-1:]}{two}{three[:1]}",
        f"a{one[-1:]}{two[-1:]}{three[-1:]}{four[-1:]}",
        f"b{one[:1]}{two[:1]}{three[:1]}{four[:1]}",
        f"c{said[at]}",
        f"d{said[at : at + 2]}",
        f"e{said[at : at + 3]}",
        f"f{said[at]}{said[at + 2]}",
    )
