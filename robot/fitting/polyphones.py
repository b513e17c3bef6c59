"""Fits robot/tts/reading/polyphones.npz: `python -m robot.fitting.polyphones`, half a minute.

Sentences are read from robot/fitting/polyphones/*.txt, one a line, with the reading behind each character that is to be
learnt: 借的钱还huan2没还huan2完. A multinomial logistic regression for each character over the signs of
robot/tts/reading/polyphones.py. `--folds 5` prints the share that is read right of sentences left out, instead.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.tts.reading.dictionary import certain_words, dictionary
from robot.tts.reading.lexicon import LEXICON, read_lexicon
from robot.tts.reading.polyphones import BUCKETS, MODEL, Polyphones, buckets, signs_of
from robot.tts.reading.word import Word
from robot.tts.reading.words import Cutter

FOLDER = Path(__file__).with_name("polyphones")
_MARKED = re.compile(r"([\u4e00-\u9fff])([a-z]+[1-5])")
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_EPOCHS, _RATE, _L2 = 12, 0.4, 1e-5
_LEAST = 3
"""Sentences a reading must have."""
_MARGIN = 1.0
"""Lead of the best reading (difference of logarithms) from which it is no guess."""
_LEVELS = 127
_LEAST_OTHERWISE, _OTHERWISE = 2, 0.2
"""How often, and in what share of the sentences, a word must be read otherwise than the dictionary has it."""
_SEED, _FITS = 1, 5
"""Where chance begins, and how many fits in orders of their own are averaged."""


@dataclass(frozen=True, slots=True)
class Example:
    """A character in a sentence, with its reading, and the word it stands in."""

    hanzi: str
    sound: str
    signs: tuple[str, ...]
    word: str = ""
    place: int = 0


def examples(lines: Sequence[str], cutter: Cutter) -> list[Example]:
    """What `lines` teach."""
    return [example for line in lines for example in _examples(line, cutter)]


def _examples(line: str, cutter: Cutter) -> Iterator[Example]:
    text = _MARKED.sub(r"\1", line)
    marks: dict[int, str] = {}
    shift = 0
    for found in _MARKED.finditer(line):
        marks[found.start() - shift] = found[2]
        shift += len(found[2])
    for run in _HANZI.finditer(text):
        words = cutter.words(run[0])
        for number, place, at in _places(words):
            sound = marks.get(run.start() + at)
            if sound is not None:
                word = words[number].text
                yield Example(word[place], sound, tuple(signs_of(words, number, place)), word, place)


def _places(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    at = 0
    for number, word in enumerate(words):
        for place in range(len(word.text)):
            yield number, place, at
            at += 1


def asked(taught: Sequence[Example], own: Container[str], known: Mapping[str, str]) -> list[Example]:
    """Those of `taught` that the model is asked for when it reads: a word that is known it does not see."""
    open_words = set(unsettled(taught, known))
    return [
        each
        for each in taught
        if len(each.word) == 1 or each.word in open_words or (each.word not in known and each.word not in own)
    ]


def fit(taught: Sequence[Example]) -> tuple[dict[str, list[str]], npt.NDArray[np.float32]]:
    """The readings of each character and the weights, shape (BUCKETS,)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in taught:
        counts[example.hanzi][example.sound] += 1
    readings = {
        hanzi: [sound for sound, n in counted.most_common() if n >= _LEAST] for hanzi, counted in sorted(counts.items())
    }
    readings = {hanzi: sounds for hanzi, sounds in readings.items() if sounds}
    prepared = [
        (np.stack([buckets(example.hanzi, sound, example.signs) for sound in readings[example.hanzi]]), at)
        for example in taught
        if example.sound in readings.get(example.hanzi, ())
        for at in (readings[example.hanzi].index(example.sound),)
    ]
    fits = [_weights(prepared, _SEED + number) for number in range(_FITS)]
    return readings, np.mean(fits, axis=0, dtype=np.float32)


def _weights(prepared: Sequence[tuple[npt.NDArray[np.intp], int]], seed: int) -> npt.NDArray[np.float32]:
    """One fit to the signs of examples (a row for each reading) and the row that is right."""
    weights, squares = np.zeros(BUCKETS, np.float32), np.full(BUCKETS, 1e-6, np.float32)
    order = list(range(len(prepared)))
    chance = random.Random(seed)  # noqa: S311
    for _ in range(_EPOCHS):
        chance.shuffle(order)
        for number in order:
            places, right = prepared[number]
            scores = weights[places].sum(1)
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            likely[right] -= 1.0
            for row, gradient in zip(places, likely, strict=True):
                slope = gradient + _L2 * weights[row]
                squares[row] += slope**2
                weights[row] -= _RATE * slope / np.sqrt(squares[row])
    return weights


def unsettled(taught: Sequence[Example], known: Mapping[str, str]) -> list[str]:
    """Words of the dictionary that the sentences read otherwise often enough; a neutral tone is no other reading."""
    all_of, otherwise = Counter[str](), Counter[str]()
    for example in taught:
        sounds = known.get(example.word, "").split()
        if not sounds:
            continue
        all_of[example.word] += 1
        read = sounds[example.place]
        otherwise[example.word] += read != example.sound and not (read[-1] == "5" and read[:-1] == example.sound[:-1])
    settled = set(certain_words())
    return sorted(
        word
        for word, n in otherwise.items()
        if n >= _LEAST_OTHERWISE and n >= _OTHERWISE * all_of[word] and word not in settled
    )


def _right(taught: Sequence[Example], model: Polyphones, readings: Mapping[str, Sequence[str]]) -> Iterator[Example]:
    """Those of `taught` that are read right."""
    for example in taught:
        sounds = readings.get(example.hanzi, [example.sound])
        scores = [model.score(example.hanzi, sound, example.signs) for sound in sounds]
        if sounds[int(np.argmax(scores))] == example.sound:
            yield example


def _folds(lines: Sequence[str], own: Collection[str], known: Mapping[str, str], folds: int) -> None:
    """Print the share that is read right of sentences left out, for each character."""
    cutter = Cutter(own, known)
    shuffled = list(lines)
    random.Random(_SEED).shuffle(shuffled)  # noqa: S311
    all_of, right_of = Counter[str](), Counter[str]()
    for fold in range(folds):
        kept = examples([line for at, line in enumerate(shuffled) if at % folds != fold], cutter)
        left_out = asked(examples(shuffled[fold::folds], cutter), own, known)
        readings, weights = fit(asked(kept, own, known))
        model = Polyphones(readings, weights, _MARGIN)
        all_of.update(example.hanzi for example in left_out)
        right_of.update(example.hanzi for example in _right(left_out, model, readings))
    for hanzi, number in sorted(all_of.items(), key=lambda each: right_of[each[0]] / each[1]):
        print(f"{hanzi} {right_of[hanzi]} of {number}, {right_of[hanzi] / number:.0%}")
    print(f"all: {right_of.total()} of {all_of.total()}, {right_of.total() / all_of.total():.1%}")


def main() -> int:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, help="measure with so many folds, and write nothing")
    arguments = parser.parse_args()
    own, known = read_lexicon(LEXICON), dictionary()
    lines = [
        line.strip()
        for path in sorted(FOLDER.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    if arguments.folds:
        _folds(lines, own, known, arguments.folds)
        return 0
    taught = examples(lines, Cutter(own, known))
    readings, weights = fit(asked(taught, own, known))
    scale = float(np.abs(weights).max()) / _LEVELS or 1.0
    np.savez_compressed(
        MODEL,
        readings=np.frombuffer(json.dumps(readings, ensure_ascii=False).encode("utf-8"), np.uint8),
        weights=np.round(weights / scale).astype(np.int8),
        scale=np.float32(scale),
        margin=np.float32(_MARGIN),
        unsettled=np.frombuffer(json.dumps(unsettled(taught, known), ensure_ascii=False).encode(), np.uint8),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
