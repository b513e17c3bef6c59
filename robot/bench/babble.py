"""Babble: other people talking in the hall, several at once, so loud against the visitor.

`decibels` is the ratio of the visitor's mean power over the whole utterance to the babble's. Pure and seeded.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from robot.turn import SAMPLE_RATE, Samples

CHATTER = (
    "昨天我去市场买菜，白菜又涨价了，一斤要两块多。",
    "孩子下个月就考试了，这几天天天写作业写到半夜。",
    "你先坐着等一会儿，我到那边接点开水就回来。",
    "听说今年冬天暖气烧得早，家里一点也不冷。",
    "他二叔从外地回来了，给老人带了不少东西。",
    "这几天老下雨，地里的庄稼都没法收。",
    "我早上五点就起来了，坐头一班公交车进的城。",
    "中午咱们就在门口那家面馆吃一口算了。",
    "手机又没电了，你看看哪里有地方充一下。",
    "前面还有好几个人呢，估计还得等半个钟头。",
)
"""What people beside the visitor say; nothing the robot could answer."""
TALKERS = 4
_BEFORE, _AFTER = 0.3, 0.5
"""Seconds of babble alone, as a recording has around what was said."""


def chosen(text: str, speaker: str, speakers: Sequence[str], seed: int) -> tuple[tuple[str, str], ...]:
    """Who says what beside `speaker` saying `text`: (speaker, sentence), TALKERS of them, none by `speaker`."""
    chance = random.Random(f"{seed}|{speaker}|{text}")  # noqa: S311  noise, no secret
    said = [(speakers[number % len(speakers)], sentence) for number, sentence in enumerate(CHATTER)]
    others = [(who, sentence) for who, sentence in said if who != speaker]
    return tuple(chance.sample(others, min(TALKERS, len(others))))


def mixed(speech: Samples, voices: Sequence[Samples], decibels: float, seed: str) -> Samples:
    """`speech` with `voices` over it, each looped from a random moment on; quieter as a whole where it would clip."""
    before, after = int(_BEFORE * SAMPLE_RATE), int(_AFTER * SAMPLE_RATE)
    clean = np.pad(speech.astype(np.float64), (before, after))
    chance = random.Random(seed)  # noqa: S311  noise, no secret
    noise = np.zeros(len(clean))
    for voice in voices:
        if len(voice):
            start = chance.randrange(len(voice))
            noise += np.resize(np.roll(voice.astype(np.float64), -start), len(clean))
    power, noise_power = (
        float(np.mean(speech.astype(np.float64) ** 2)) if len(speech) else 0.0,
        float(np.mean(noise**2)),
    )
    if noise_power > 0:
        noise *= np.sqrt(power / noise_power / 10 ** (decibels / 10))
    both = clean + noise
    peak = float(np.abs(both).max(initial=0.0))
    return np.round(both * min(1.0, 32000 / max(peak, 1.0))).astype(np.int16)
