"""One turn, as data: Utterance -> Transcript -> Understanding -> Reply.

Everything here is immutable. Samples are 16 kHz mono int16 everywhere inside the robot; engines resample at
their own door.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
"""Hz, of every sample array inside the robot."""

Samples = npt.NDArray[np.int16]
"""Shape (n,), 16 kHz mono."""

Kind = Literal[
    "faq",
    "service",
    "place",
    "person",
    "statute",
    "calculator",
    "flow",
    "command",
    "smalltalk",
    "emergency",
    "clarify",
    "fallback",
]
Tier = Literal["emergency", "exact", "strong", "likely", "clarify", "fallback"]
"""`likely`: acted on, with half a sentence that shows what it was taken for."""
AfterAlarm = Literal["stay", "over", "other"]
"""What is said to an alarm: more of the danger, that there is none (any more), something else."""
Act = Literal[
    "new",
    "asking-on",
    "fact",
    "answer",
    "correction",
    "choice",
    "wish",
    "small-talk",
    "acknowledgement",
    "danger",
    "unclear",
]
"""What an utterance does in a conversation: a question of its own, asking on about what was told, a fact told, the
answer to what the robot asked, a correction or denial, one of the things offered, something for the robot or its page
to do, feeling and small talk, 嗯 and 知道了, somebody in danger; nothing that can be made out."""

TOPICS: tuple[str, ...] = (
    "婚姻家庭",
    "劳动纠纷",
    "交通事故",
    "债权债务",
    "刑事辩护",
    "合同纠纷",
    "房产纠纷",
    "侵权",
    "公司法",
    "医疗纠纷",
    "拆迁安置",
    "行政诉讼",
    "建设工程",
    "知识产权",
    "综合咨询",
    "人身损害",
    "涉外法律",
    "海事海商",
    "消费权益",
    "抵押担保",
)
"""The classes under which Chinese legal consultation services file questions."""

COMMANDS: tuple[str, ...] = (
    *("repeat", "slower", "faster", "louder", "quieter", "next-step", "previous-step", "stop", "goodbye", "thanks"),
    *("help", "human", "print", "wake", "yes", "no"),
)
"""The ids of intents/commands.yaml: each is something the program does."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a visitor said, as sound. `started` and `ended` are seconds on the listener's clock."""

    samples: Samples
    started: float = 0.0
    ended: float = 0.0


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser made of an utterance, in simplified Chinese. An empty `text` means: no speech."""

    text: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    engine: str = "typed"
    ms: float = 0.0
    audio_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something the visitor may have meant; `score` is 0 to 1, `phrasing` the sentence that matched."""

    kind: Kind
    id: str
    score: float
    phrasing: str = ""
    signals: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Slots:
    """What was named in the question.

    `articles`: (law as said or "", 第四十七条). `amounts` in yuan, `months` as lengths of time.
    """

    windows: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    articles: tuple[tuple[str, str], ...] = ()
    amounts: tuple[float, ...] = ()
    months: tuple[float, ...] = ()
    step_free: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that was told: its `key` (unpaid-wages/contract=no), and the value as said where it is open (三万六)."""

    key: str
    said: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was meant. `kind`/`id` are those of the best candidate when the tier acts on it.

    `candidates` are the best, `offered` those that are asked back. `wants_way`: the question asks where; `bare_way`:
    it asks nothing else (怎么走?), or says no more than that the visitor cannot take stairs (我坐轮椅), so what was
    talked of last is meant. `also`: further things said in the same breath, in order.

    Inside a conversation: `matter` is the one that this belongs to, `facts` what was told of it, `asked_on` the key of
    what is asked on; `inside`: it belongs to the matter in hand although no words of it were recognised. `denied` is
    what the visitor says is not meant; `passage` a sentence of the answers that is near, where nothing better is known
    or it was told already; `second` the key of what else it may mean in the matter, where `id` is not sure
    (`says_both`: each is said in a clause of its own); `hinted` facts (matter/fact) that it may well have told, too
    unsurely to be held, surely enough not to be asked for.

    `stops`: places to go to one after the other (先去厕所再去公证处); `starts_there`: the first is where one sets out.
    `after`: what it is to the alarm that was the last thing said; None where there was none, or it is not sure.
    """

    text: str
    tier: Tier
    kind: Kind
    id: str | None
    score: float
    slots: Slots = Slots()
    candidates: tuple[Candidate, ...] = ()
    offered: tuple[Candidate, ...] = ()
    topic: str | None = None
    wants_way: bool = False
    bare_way: bool = False
    also: tuple[Understanding, ...] = ()
    act: Act = "new"
    matter: str | None = None
    facts: tuple[Told, ...] = ()
    asked_on: str | None = None
    inside: bool = False
    denied: str = ""
    passage: str = ""
    second: str = ""
    says_both: bool = False
    hinted: frozenset[str] = frozenset()
    stops: tuple[str, ...] = ()
    starts_there: bool = False
    after: AfterAlarm | None = None
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A statute's article: full name of the law, article as printed (第四十七条)."""

    law: str
    article: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the robot answers. `spoken` is for the ear, `shown` for the eye.

    `actions` are for the edges to carry out: "stop", "repeat", "rate:-", "volume:+", "call-staff", "print", "goodbye".
    `interruptible` is False for safety notices. `also`: kind and id of what else is answered in the same breath.
    """

    kind: Kind
    id: str | None
    spoken: str
    shown: str
    score: float = 0.0
    topic: str | None = None
    service: str | None = None
    window: str | None = None
    citations: tuple[Citation, ...] = ()
    directions: tuple[str, ...] | None = None
    follow_ups: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    interruptible: bool = True
    candidates: tuple[Candidate, ...] = field(default=())
    also: tuple[tuple[Kind, str | None], ...] = ()
