"""`doctor`: a line each for what the robot needs."""

from __future__ import annotations

import socket

import pytest

from robot import paths
from robot.errors import AudioError
from tests.cli.conftest import Cli

PARTS = {
    "config",
    "content",
    "microphone",
    "speaker",
    "recogniser",
    "voice",
    "meaning",
    "model",
    "shipped",
    "disk",
    "page",
    "network",
}


@pytest.fixture
def doctor(bare_cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Without a sound card, whatever this machine has, and without loading the sentence embeddings."""
    from robot.audio import devices
    from robot.nlu.index.embedding import Embedder

    monkeypatch.setattr(devices, "inputs", lambda: ())
    monkeypatch.setattr(devices, "outputs", lambda: ())
    monkeypatch.setattr(Embedder, "load", staticmethod(lambda: None))
    return bare_cli


def test_every_part_has_its_line(doctor: Cli) -> None:
    done = doctor("doctor", "--json")
    rows = done.json
    assert {row["part"] for row in rows} == PARTS
    assert all(set(row) == {"part", "ok", "needed", "line"} and row["line"].strip() for row in rows)
    assert done.status == (0 if all(row["ok"] or not row["needed"] for row in rows) else 1)
    by_part = {row["part"]: row for row in rows}
    assert by_part["config"]["ok"]
    assert by_part["content"]["ok"]
    assert by_part["disk"]["ok"]
    assert not by_part["microphone"]["ok"]
    assert not by_part["microphone"]["needed"]
    assert {row["line"].split()[0] for row in rows if row["part"] == "model"} >= {
        "whisper-base",
        "mandarin",
        "statutes",
    }


@pytest.fixture
def without_models(doctor: Cli) -> Cli:
    """A machine on which no model is installed yet."""
    doctor.monkeypatch.setattr(paths, "MODELS", doctor.folder / "no models")
    return doctor


def test_for_people(without_models: Cli) -> None:
    lines = without_models("doctor").out.splitlines()
    assert len(lines) == len(without_models("doctor", "--json").json)
    assert {line.split()[0] for line in lines} == {"好", "缺", "可选"}


def test_what_is_missing_comes_with_what_mends_it(without_models: Cli) -> None:
    rows = without_models("doctor", "--json").json
    assert all("models add" in row["line"] for row in rows if row["part"] == "model")
    recognisers = [row for row in rows if row["part"] == "recogniser"]
    assert recognisers
    assert all(row["needed"] and not row["ok"] and "models add" in row["line"] for row in recognisers)
    assert without_models("doctor").status == 1


def test_a_wrong_configuration_and_broken_content_do_not_end_it(without_models: Cli) -> None:
    tree = without_models.small_hall()
    without_models.configured("tts: {rate: fast}\n")
    tree.edit("intents/commands.yaml", "phrasings", "phrasing")
    done = without_models("doctor", "--json")
    assert done.status == 1
    rows = {row["part"]: row for row in done.json}
    assert (rows["config"]["ok"], "tts.rate" in rows["config"]["line"]) == (False, True)
    assert (rows["content"]["ok"], "commands.yaml" in rows["content"]["line"]) == (False, True)
    assert set(rows) == PARTS


def test_no_content_at_all(without_models: Cli) -> None:
    without_models.monkeypatch.setattr(paths, "KNOWLEDGE", without_models.folder / "no")
    without_models.monkeypatch.setattr(paths, "INTENTS", without_models.folder / "no")
    rows = {row["part"]: row for row in without_models("doctor", "--json").json}
    assert not rows["content"]["ok"]


def test_the_configured_models_are_looked_at(without_models: Cli) -> None:
    without_models.configured("stt: {whisper_model: whisper-huge}\n")
    rows = without_models("doctor", "--json").json
    assert any("whisper-huge" in row["line"] for row in rows if row["part"] == "recogniser")


def test_devices_that_fail_are_said(without_models: Cli) -> None:
    from robot.audio import devices

    def broken() -> tuple[devices.Device, ...]:
        raise AudioError("cli.bad_top", top="甲")

    without_models.monkeypatch.setattr(devices, "inputs", broken)
    rows = {row["part"]: row for row in without_models("doctor", "--json").json}
    assert (rows["microphone"]["ok"], "甲" in rows["microphone"]["line"]) == (False, True)


def test_a_port_in_use_is_said_and_is_no_fault(doctor: Cli) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        doctor.configured(f"web: {{port: {taken.getsockname()[1]}}}\n")
        rows = {row["part"]: row for row in doctor("doctor", "--json").json}
    assert not rows["page"]["ok"] and not rows["page"]["needed"]
    assert "web.port" in rows["page"]["line"]
