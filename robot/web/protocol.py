"""Every message between page and robot, typed; `schema` is the same for the page, which checks both ways by it.

Sound goes in binary frames. Up: 16 kHz mono int16, little-endian, whole chunks of 512 samples. Down: HEADER (number of
the speech, number of the piece, both uint32 little-endian), then samples of that piece, 16 kHz mono int16.
"""

from __future__ import annotations

import struct
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from robot.content.fields import Id
from robot.turn import Kind

HEADER = struct.Struct("<II")
LONGEST_QUESTION = 200
Number = Annotated[int, Field(ge=0, le=2**32 - 1)]
State = Literal["waiting", "listening", "thinking", "speaking"]


class Message(BaseModel):
    """Immutable, and nothing in it that is not listed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# --- from the page


class Hello(Message):
    """The first message. `key` names this page's visitor while the page is open, so that a lost line can be taken up;
    `speaker`: whether the browser may sound already."""

    type: Literal["hello"]
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    speaker: bool = False


class Ask(Message):
    """A question typed or touched."""

    type: Literal["ask"]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]


class Press(Message):
    """A button that is a command: again, slower, a person …"""

    type: Literal["press"]
    command: Id


class Touch(Message):
    """Be quiet and listen."""

    type: Literal["touch"]


class Microphone(Message):
    """The browser's microphone begins or ends."""

    type: Literal["microphone"]
    on: bool


class Loudspeaker(Message):
    """Whether the browser may sound (it may not before the first touch)."""

    type: Literal["speaker"]
    on: bool


class Sounding(Message):
    """A piece of a speech begins to sound."""

    type: Literal["sounding"]
    speech: Number
    piece: Number


class Played(Message):
    """A speech has sounded to its end."""

    type: Literal["played"]
    speech: Number


class Wishes(Message):
    """What the visitor set by hand; `slow` goes with the large text of elderly mode."""

    type: Literal["wishes"]
    slow: bool
    step_free: bool


class Present(Message):
    """Somebody touches the page."""

    type: Literal["present"]


class Leave(Message):
    """The visitor says goodbye by hand."""

    type: Literal["leave"]


FromPage = Annotated[
    Hello | Ask | Press | Touch | Microphone | Loudspeaker | Sounding | Played | Wishes | Present | Leave,
    Field(discriminator="type"),
]


# --- to the page


class CitedArticle(Message):
    """An article that an answer rests on; `known`: the statute database has its text."""

    law: str
    article: str
    known: bool


class Part(Message):
    """A part of an answer: plain lines, a tick list of things to bring, or numbered steps."""

    title: str
    style: Literal["lines", "ticks", "steps"]
    lines: tuple[str, ...]


class Destination(Message):
    """Where to go: a place of the hall."""

    id: str
    name: str
    floor: int


class Answer(Message):
    """A reply, for the eye. `sentences` is what is spoken, as it is written (12348, not 幺二三四八); `pieces` tells for
    each piece of the speech which of them it belongs to. `aside`: said in between, what is on the screen stays.
    `choices`: `follow_ups` are what the robot asks back between. `takeaway`: kind/id of a slip.
    `quiet`: help in danger that must not be seen from afar."""

    quiet: bool = False
    kind: Kind
    id: str | None
    heard: str
    sentences: tuple[str, ...]
    pieces: tuple[int, ...]
    title: str
    parts: tuple[Part, ...]
    citations: tuple[CitedArticle, ...]
    destination: Destination | None
    follow_ups: tuple[str, ...]
    choices: bool
    aside: bool
    actions: tuple[str, ...]
    takeaway: str | None


class Welcome(Message):
    """The line stands. `listens`: the robot can recognise speech; `speaks`: it has a voice; `own_sound`: the robot
    hears and speaks itself, the browser need not; `resumed`: the visitor is known from before the line was lost."""

    type: Literal["welcome"]
    listens: bool
    speaks: bool
    own_sound: bool
    resumed: bool
    forget_after_seconds: float


class StateIs(Message):
    """What the robot does now."""

    type: Literal["state"]
    state: State


class Partial(Message):
    """What is heard so far."""

    type: Literal["partial"]
    text: str


class Level(Message):
    """How loud the robot's own microphone is, 0 to 1."""

    type: Literal["level"]
    level: float


class Turned(Message):
    """A question is answered."""

    type: Literal["answer"]
    answer: Answer


class Saying(Message):
    """The piece of the answer that is being spoken."""

    type: Literal["saying"]
    piece: Number
    text: str


class Speech(Message):
    """A speech begins: binary frames follow. `volume` 0 to 1."""

    type: Literal["speech"]
    speech: Number
    volume: float


class SpeechMade(Message):
    """All of a speech has been sent: so many pieces."""

    type: Literal["made"]
    speech: Number
    pieces: Number


class Hold(Message):
    """Stop a speech for now, go on with it, or end it."""

    type: Literal["hold"]
    speech: Number
    do: Literal["pause", "resume", "stop"]


class Forgotten(Message):
    """The visitor is gone: nothing of them may stay on the page."""

    type: Literal["forgotten"]


class Trouble(Message):
    """Something does not work: the ear, the voice, or a turn. The operator finds more in the log."""

    type: Literal["trouble"]
    what: Literal["ear", "voice", "turn"]


class Changed(Message):
    """The content has changed: what the page keeps of it is old."""

    type: Literal["changed"]


ToPage = Annotated[
    Welcome | StateIs | Partial | Level | Turned | Saying | Speech | SpeechMade | Hold | Forgotten | Trouble | Changed,
    Field(discriminator="type"),
]
Outgoing = (
    Welcome | StateIs | Partial | Level | Turned | Saying | Speech | SpeechMade | Hold | Forgotten | Trouble | Changed
)

_FROM_PAGE: TypeAdapter[Any] = TypeAdapter(FromPage)
_TO_PAGE: TypeAdapter[Any] = TypeAdapter(ToPage)
Incoming = Hello | Ask | Press | Touch | Microphone | Loudspeaker | Sounding | Played | Wishes | Present | Leave


def read(text: str) -> Incoming:
    """A message from a page. Raises pydantic.ValidationError; its text may quote the visitor and is for nobody."""
    message: Incoming = _FROM_PAGE.validate_json(text)
    return message


def schema() -> dict[str, Any]:
    """JSON Schema of both directions, for the page."""
    return {"from_page": _FROM_PAGE.json_schema(), "to_page": _TO_PAGE.json_schema(mode="serialization")}
