"""Real acoustics: held-out questions said by several voices, with and without babble, heard by the robot's own ear."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from robot.bench import babble
from robot.bench.accuracy import SEED, Asked, Condition, Progress
from robot.bench.voices import ACCENTED, NEURAL, Ear, Voices
from robot.fitting.questions import Question
from robot.tts.error_rate import character_error_rate, syllable_error_rate
from robot.turn import Samples

SAMPLE = 120


@dataclass(frozen=True, slots=True)
class Setting:
    """Who speaks, and how loud the visitor is beside the babble (None: silence around).

    `primed`: whether the recogniser is told words of the content first (stt.hints); in the hall it is not.
    """

    label: str
    speakers: tuple[str, ...]
    decibels: float | None = None
    primed: bool = False


NEURAL_VOICE = Setting("neural voice", (NEURAL,))
ACCENTED_VOICES = Setting("accented voices", ACCENTED)
BABBLE_20 = Setting("accented voices, babble at 20 dB", ACCENTED, 20.0)
BABBLE_10 = Setting("accented voices, babble at 10 dB", ACCENTED, 10.0)
PRIMED = Setting("accented voices, Whisper told words of the content", ACCENTED, primed=True)
SETTINGS = (NEURAL_VOICE, ACCENTED_VOICES, BABBLE_20, BABBLE_10, PRIMED)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A condition with how well it was heard: wrong characters and wrong toneless syllables, of those said."""

    setting: Setting
    condition: Condition
    characters: float
    syllables: float


def sample(questions: Sequence[Question], size: int) -> tuple[Question, ...]:
    """`size` questions in scope. A smaller sample is part of a larger one, and other files do not reshuffle it."""
    inside = dict.fromkeys(question for question in questions if question.in_scope)
    return tuple(sorted(inside, key=lambda question: _number(question.ask))[:size])


def speaker_of(question: Question, setting: Setting) -> str:
    """Who asks `question`; always the same one."""
    return setting.speakers[_number(f"speaker {question.ask}") % len(setting.speakers)]


def spoken(
    questions: Sequence[Question],
    voices: Voices,
    ears: Mapping[bool, Ear],
    progress: Progress,
    settings: Sequence[Setting] = SETTINGS,
) -> Iterator[Spoken]:
    """Each setting with what was heard; `ears` by whether they are primed.

    Raises RobotError when a voice or the recogniser cannot be had.
    """
    for setting in settings:
        # By speaker: only one voice's model is in memory at a time.
        order = sorted(questions, key=lambda question: speaker_of(question, setting))
        sounds: dict[str, Samples] = {}
        for number, question in enumerate(order):
            progress(f"{setting.label}: said {number}/{len(order)}")
            sounds[question.ask] = voices.say(speaker_of(question, setting), question.ask)
        if setting.decibels is not None:
            sounds = _with_babble(sounds, order, setting, voices)
        asked = []
        for number, question in enumerate(questions):
            progress(f"{setting.label}: heard {number}/{len(order)}")
            asked.append(Asked(question, ears[setting.primed].hear(sounds[question.ask])))
        yield Spoken(
            setting,
            Condition(setting.label, tuple(asked)),
            *(_errors(asked, rate) for rate in (character_error_rate, syllable_error_rate)),
        )


def _with_babble(
    sounds: dict[str, Samples], order: Sequence[Question], setting: Setting, voices: Voices
) -> dict[str, Samples]:
    beside = {each.ask: babble.chosen(each.ask, speaker_of(each, setting), ACCENTED, SEED) for each in order}
    needed = sorted({each for several in beside.values() for each in several})
    chatter = {(speaker, sentence): voices.say(speaker, sentence) for speaker, sentence in needed}
    return {
        text: babble.mixed(sound, [chatter[each] for each in beside[text]], setting.decibels or 0.0, f"{SEED}|{text}")
        for text, sound in sounds.items()
    }


def _errors(asked: Sequence[Asked], rate: Callable[[str, str], float]) -> float:
    """Errors of all sentences together, long ones counting by their length."""
    lengths = [len(each.question.ask) for each in asked]
    wrong = sum(rate(each.question.ask, each.heard.text) * length for each, length in zip(asked, lengths, strict=True))
    return wrong / max(1, sum(lengths))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{SEED}|{text}".encode()).digest()[:8], "big")
