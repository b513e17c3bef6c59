"""Conversation scenarios, as they stand in YAML: what a visitor says, turn by turn, and what the reply must be."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from robot import reasons
from robot.errors import ContentError
from robot.turn import Reply
from robot.yaml_source import YamlProblem, parse


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Expect(_Block):
    """What the reply must be; keys left out do not matter. `id: ""` means: none.

    `spoken` and `shown` are pieces the text must hold, `not_spoken` pieces it must not.
    """

    kind: str | None = None
    id: str | None = None
    topic: str | None = None
    service: str | None = None
    window: str | None = None
    spoken: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    not_spoken: tuple[str, ...] = ()
    cited: str | None = None
    directions: bool | None = None
    action: str | None = None

    def unmet(self, reply: Reply) -> list[str]:
        """What `reply` does not fulfil, a line each."""
        wrong = [
            f"{key}: {getattr(reply, key)} != {wanted}"
            for key in ("kind", "id", "topic", "service", "window")
            if (wanted := getattr(self, key)) is not None and (getattr(reply, key) or "") != wanted
        ]
        wrong += [f"spoken: no {piece}" for piece in self.spoken if piece not in reply.spoken]
        wrong += [f"shown: no {piece}" for piece in self.shown if piece not in reply.shown]
        wrong += [f"spoken: has {piece}" for piece in self.not_spoken if piece in reply.spoken]
        if self.cited is not None and not any(self.cited in citation.law for citation in reply.citations):
            wrong.append(f"citations: no {self.cited}")
        if self.directions is not None and (reply.directions is not None) != self.directions:
            wrong.append(f"directions: {reply.directions is not None} != {self.directions}")
        if self.action is not None and self.action not in reply.actions:
            wrong.append(f"actions: no {self.action}")
        return wrong


class Step(_Block):
    """One turn. `voice: false` leaves it out of the spoken run (a word no recogniser hears reliably)."""

    say: str
    expect: Expect
    voice: bool = True


class Scenario(_Block):
    """One visitor's conversation."""

    name: str
    turns: tuple[Step, ...]


class ScenarioFile(_Block):
    """tests/scenarios/*.yaml"""

    scenarios: tuple[Scenario, ...]


def read(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of a file, or of all files of a folder.

    Raises ContentError that names file and line when one is missing or wrong.
    """
    if path.is_dir():
        return tuple(scenario for file in sorted(path.glob("*.y*ml")) for scenario in read(file))
    try:
        source = parse(path)
        return ScenarioFile.model_validate(source.data).scenarios
    except OSError as error:
        raise ContentError("scenarios.unreadable", path=path, reason=type(error).__name__) from None
    except YamlProblem as problem:
        raise ContentError(
            "scenarios.wrong", path=path, line=problem.line, column=problem.column, reason=problem.chinese
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        unknown = first["type"] == "extra_forbidden"
        line, column = source.key_position(first["loc"]) if unknown else source.position(first["loc"])
        key = next((f"{part}: " for part in reversed(first["loc"]) if isinstance(part, str)), "")
        reason = f"{key}{reasons.chinese(first)}"
        raise ContentError("scenarios.wrong", path=path, line=line, column=column, reason=reason) from None
