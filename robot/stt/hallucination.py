"""What recognisers make of noise: loops, subtitles' credits, their own prompt. Pure; the sentences are in a YAML file.

Something is thrown away only when two things speak against it, what it says and how sure the recogniser is, because a
real 是, 好 or 法律援助 looks just the same on paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from robot.errors import ModelError
from robot.yaml_source import plain

_FILE = Path(__file__).with_name("hallucinations.yaml")
_NOT_WORD = re.compile(r"[\W_]+")
_LOOP = re.compile(r"([^\d零〇一二三四五六七八九十幺]{1,12}?)\1{3,}")
"""Four times the same and more. Digits may repeat: telephone numbers do."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure a recogniser is. `logprob`: mean natural logarithm of the tokens' probabilities. `no_speech`: its own
    probability that nobody spoke. `seconds`: of speech when known, else of sound."""

    logprob: float
    no_speech: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on doubt becomes rejection. Measured with Whisper base; see tests/stt/test_noise.py."""

    no_speech_certain: float = 0.97
    no_speech_doubt: float = 0.6
    logprob_doubt: float = -0.7
    logprob_certain: float = -1.6
    characters_a_second: float = 11.0


def collapse_loops(text: str) -> str:
    """`text` with everything said four times or more in a row said twice: 救命救命救命救命 -> 救命救命."""
    return _LOOP.sub(r"\1\1", text)


def words_only(text: str) -> str:
    """`text` without punctuation and white space."""
    return _NOT_WORD.sub("", text)


def is_invented(text: str, evidence: Evidence, prompt: str = "", limits: Limits = Limits()) -> bool:
    """Whether `text` is likely nothing that anybody said. `prompt` is what the recogniser was primed with."""
    said = words_only(text)
    if not said or any(sentence in said.lower() for sentence in _sentences("never_said")):
        return True
    if len(said) > 3 + limits.characters_a_second * max(evidence.seconds, 0.2):
        return True
    if evidence.logprob < limits.logprob_certain or evidence.no_speech > limits.no_speech_certain:
        return True
    suspicious = _repeated_unit(said) in _sentences("seldom_said") or (len(said) > 1 and said in words_only(prompt))
    unsure = evidence.no_speech > limits.no_speech_doubt
    return unsure and (suspicious or evidence.logprob < limits.logprob_doubt)


def _repeated_unit(said: str) -> str:
    match = re.fullmatch(r"(.+?)\1*", said)
    return match.group(1) if match else said


@cache
def _sentences(kind: str) -> frozenset[str]:
    try:
        lists: Any = plain(_FILE.read_text(encoding="utf-8"))
        return frozenset(words_only(str(sentence)).lower() for sentence in lists[kind])
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, KeyError):
        raise ModelError("stt.data_broken", path=_FILE) from None
