"""The log has an end, and holds neither what was said nor who was there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from robot import logs, paths
from robot.logs import Seldom, told
from tests.disks import full_disk

_WORDS, _ADDRESS = "我叫张三丰", "192.168.7.42:51234"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program logs to a folder of its own."""
    monkeypatch.setattr(paths, "VAR", tmp_path)
    root = logging.getLogger()
    handlers, level, raises = root.handlers[:], root.level, logging.raiseExceptions
    logs.to_file()
    yield tmp_path / "log" / "robot.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:], root.level, logging.raiseExceptions = handlers, level, raises


def _fail(error: Exception) -> None:
    raise error


def test_of_a_fault_the_kind_and_the_place_are_kept(log: Path) -> None:
    try:
        _fail(ValueError(_WORDS))
    except ValueError as error:
        logging.getLogger("robot.cli.app").error("fault", exc_info=error)
        logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=error)
    text = log.read_text(encoding="utf-8")
    assert text.count("ValueError") == 2
    assert "test_logs.py" in text and "_fail" in text
    assert _WORDS not in text and "raise error" not in text


def test_libraries_tell_no_addresses(log: Path) -> None:
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" [accepted]', _ADDRESS, "/ws")
    logging.getLogger("websockets.server").warning("connection from %s failed", _ADDRESS)
    logging.getLogger("asyncio").error(f"Task exception was never retrieved\nfuture: <Task {_WORDS} {_ADDRESS}>")
    text = log.read_text(encoding="utf-8")
    assert len(text.splitlines()) == 2
    assert "connection from %s failed" in text and "never retrieved" in text
    assert _ADDRESS not in text and _WORDS not in text


def test_our_own_modules_are_read_as_they_write(log: Path) -> None:
    logging.getLogger("robot.conversation.latency").info("turn ms: %s", "queue=1")
    assert log.read_text(encoding="utf-8").endswith("INFO robot.conversation.latency: turn ms: queue=1\n")


class ClientDisconnect(Exception):
    """As starlette's is called."""


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(),
        BrokenPipeError(),
        ClientDisconnect(),
        ExceptionGroup("of a page", [ConnectionAbortedError(), ClientDisconnect()]),
    ],
)
def test_a_client_that_hangs_up_is_no_error(log: Path, error: Exception) -> None:
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=error)
    assert log.read_text(encoding="utf-8") == ""
    both = ExceptionGroup("of a page", [error, ValueError()])
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=both)
    assert "ExceptionGroup" in log.read_text(encoding="utf-8")


def test_it_never_grows_beyond_its_bound(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 10_000)
    logs.to_file()
    for number in range(2000):
        logging.getLogger("robot.x").info("line %d of many that are all different", number)
    files = list(log.parent.iterdir())
    assert {file.name for file in files} == {"robot.log", "robot.log.1", "robot.log.2", "robot.log.3"}
    assert sum(file.stat().st_size for file in files) <= 4 * 10_000
    assert "line 1999" in log.read_text(encoding="utf-8")


def test_where_it_cannot_be_renamed_it_begins_anew(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, while another process has it open."""

    def held(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(logs, "MOST_BYTES", 10_000)
    logs.to_file()
    monkeypatch.setattr("os.rename", held)
    for number in range(2000):
        logging.getLogger("robot.x").info("line %d of many that are all different", number)
    assert [file.name for file in log.parent.iterdir()] == ["robot.log"]
    assert log.stat().st_size <= 10_000


def test_equal_lines_are_written_a_few_times_a_minute() -> None:
    seldom = Seldom()
    assert [seldom.times("a", now=at) for at in range(5)] == [0] * 5
    assert [seldom.times("a", now=at) for at in range(5, 50)] == [None] * 45
    assert seldom.times("b", now=50) == 0
    assert seldom.times("a", now=61) == 45
    assert seldom.times("a", now=62) == 0
    assert seldom.times("a", now=-3600) == 0, "a clock that was set back holds nothing back for longer"


def test_a_flood_of_equal_lines_is_a_few(log: Path) -> None:
    for _ in range(1000):
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    assert len(log.read_text(encoding="utf-8").splitlines()) == 5


def test_many_different_lines_are_not_all_remembered() -> None:
    seldom = Seldom()
    for number in range(1000):
        seldom.times(str(number), now=0)
    assert len(seldom._seen) <= 200


def test_a_full_disk_says_nothing(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with full_disk(1):
        logging.getLogger("robot.x").error("something")
    assert capsys.readouterr() == ("", "")


def test_a_log_that_others_write_keeps_its_end(tmp_path: Path) -> None:
    log = tmp_path / "libraries.log"
    logs.cut(log)
    with log.open("ab") as held:
        for number in range(200_000):
            held.write(b"underrun %d\n" % number)
        held.flush()
        logs.cut(log)
        assert log.stat().st_size <= logs.MOST_BYTES
        held.write(b"after\n")
    lines = log.read_bytes().splitlines()
    assert lines[-2:] == [b"underrun 199999", b"after"]
    assert lines[0].startswith(b"underrun ")


def test_a_message_that_is_no_string_is_no_fault() -> None:
    record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, OSError(_WORDS), None, None)  # type: ignore[arg-type]
    assert told(record) is not None
