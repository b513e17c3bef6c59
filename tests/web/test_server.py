"""The server against everything that is no page of ours, and what it tells to a page that is."""

from __future__ import annotations

import json
import re
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from robot.app import Robot
from robot.config import Config
from robot.conversation.loop import Conversation
from robot.conversation.observer import Watchers
from robot.conversation.stage import Stage
from robot.dialogue.session import Session
from robot.errors import ConfigError, WebError
from robot.web import take_along
from robot.web.page import OwnPage
from robot.web.security import CONTENT_SECURITY_POLICY, Bucket, names_of, same_origin
from robot.web.server import PageServer
from tests.web.conftest import Served, configured


@contextmanager
def _hello(served: Served, key: str | None = None, origin: str | None = None) -> Iterator[ClientConnection]:
    host = served.address.removeprefix("http://")
    with connect(f"ws://{host}/ws", origin=Origin(served.address if origin is None else origin)) as line:
        line.send(json.dumps({"type": "hello", "key": key or secrets.token_hex(16), "speaker": False}))
        yield line


def _until(line: ClientConnection, kind: str) -> dict[str, object]:
    while True:
        message: dict[str, object] = json.loads(line.recv(timeout=60))
        if message["type"] == kind:
            return message


def test_every_answer_forbids_what_a_page_does_not_need(served: Served) -> None:
    for path in ("/", "/api/hall", "/static/js/app.js", "/nothing"):
        headers = httpx.get(served.address + path).headers
        assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert httpx.get(served.address + "/api/hall").headers["cache-control"] == "no-store"


def test_the_page_asks_nothing_of_others() -> None:
    from robot.web.server import STATIC

    for file in STATIC.rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        assert "https://" not in text and text.count("http://") == text.count("http://www.w3.org/2000/svg")
        assert "<script>" not in text and " style=" not in text and "innerHTML" not in text


def test_the_page_itself_names_no_place_of_the_sample_hall() -> None:
    """Another hall has other windows: where the page sends people comes from its content."""
    from robot.web.server import STATIC

    for file in STATIC.rglob("*.*"):
        assert not re.search(r"[0-9一二三四五六七八九十]号|[一二三]楼|12348", file.read_text(encoding="utf-8")), (
            file.name
        )


def test_the_page_sends_people_where_the_hall_does_it(served: Served) -> None:
    desks = httpx.get(served.address + "/api/hall").json()["desks"]
    assert {name: desk["id"] for name, desk in desks.items()} == {
        "reception": "w1",
        "lawyers": "w4",
        "video": "video-room",
    }
    assert desks["video"]["name"] == "二楼视频咨询室"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example"])
def test_by_another_name_it_is_not_opened(served: Served, host: str) -> None:
    assert httpx.get(served.address + "/api/hall", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_pages_of_others_get_no_line(served: Served, origin: str) -> None:
    with pytest.raises((InvalidStatus, ConnectionClosed)), _hello(served, origin=origin) as line:
        line.recv(timeout=30)


def test_whom_a_page_may_belong_to() -> None:
    assert same_origin("http://127.0.0.1:8080", "127.0.0.1:8080")
    assert not same_origin("http://127.0.0.1:8081", "127.0.0.1:8080")
    assert not same_origin("file://127.0.0.1:8080", "127.0.0.1:8080")
    assert not same_origin("", "")
    assert names_of("0.0.0.0", ("Kiosk",), "http://10.0.0.7:8080") == {  # noqa: S104
        "127.0.0.1",
        "localhost",
        "::1",
        "kiosk",
        "10.0.0.7",
    }


def test_a_long_body_is_refused(served: Served) -> None:
    assert httpx.post(served.address + "/api/search", content=b"x" * 5000).status_code == 413
    assert httpx.post(served.address + "/api/search", content=iter([b"{}"])).status_code == 413
    assert httpx.post(served.address + "/api/search", json={"text": "x" * 201}).status_code == 400
    assert httpx.post(served.address + "/api/search", json={"text": "工资", "more": 1}).status_code == 400


def test_who_asks_too_much_is_refused_for_a_while() -> None:
    now = 0.0
    bucket = Bucket(2.0, 4.0, lambda: now)
    assert [bucket.take() for _ in range(5)] == [True] * 4 + [False]
    now = 1.0
    assert [bucket.take() for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    "message",
    ["no json", '{"type": "nothing"}', '{"type": "ask", "text": ""}', json.dumps({"type": "ask", "text": "问" * 201})],
)
def test_what_is_no_message_ends_the_line(served: Served, message: str) -> None:
    with _hello(served) as line:
        _until(line, "welcome")
        line.send(message)
        with pytest.raises(ConnectionClosed) as ended:
            while True:
                line.recv(timeout=60)
        assert ended.value.rcvd is not None and ended.value.rcvd.code == 1008


def test_the_first_message_is_a_hello(served: Served) -> None:
    host = served.address.removeprefix("http://")
    with connect(f"ws://{host}/ws", origin=served.address) as line, pytest.raises(ConnectionClosed):  # type: ignore[arg-type]
        line.send(json.dumps({"type": "ask", "text": "你好"}))
        line.recv(timeout=60)


def test_a_flood_ends_the_line(served: Served) -> None:
    with _hello(served) as line, pytest.raises(ConnectionClosed):
        _until(line, "welcome")
        for _ in range(500):
            line.send(json.dumps({"type": "present"}))
        while True:
            line.recv(timeout=60)


def test_a_flood_of_sound_ends_the_line(served: Served) -> None:
    with _hello(served) as line, pytest.raises(ConnectionClosed):
        _until(line, "welcome")
        for _ in range(40):
            line.send(bytes(32_768))
        while True:
            line.recv(timeout=60)


def test_no_more_pages_than_configured(web_robot: Robot) -> None:
    few = Served(Robot(configured(most_pages=1), web_robot.knowledge))
    try:
        with _hello(few) as line:
            _until(line, "welcome")
            with _hello(few) as other, pytest.raises(ConnectionClosed) as refused:
                other.recv(timeout=60)
            assert refused.value.rcvd is not None and refused.value.rcvd.code == 1013
    finally:
        few.server.close()


def test_a_visitor_is_known_again_for_a_while_and_then_not(served: Served) -> None:
    key = secrets.token_hex(16)

    def came_back() -> object:
        with _hello(served, key) as line:
            resumed = _until(line, "welcome")["resumed"]
            line.send(json.dumps({"type": "ask", "text": "怎么申请法律援助"}))
            _until(line, "answer")
            return resumed

    def gone() -> None:
        while key in served.server.pages._open:
            threading.Event().wait(0.01)

    assert came_back() is False
    gone()
    assert came_back() is True
    gone()
    served.clock.ahead += 61
    assert came_back() is False


def test_who_comes_back_before_the_former_line_is_closed_waits_for_it(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, closing, may_close = secrets.token_hex(16), threading.Event(), threading.Event()
    close = OwnPage.close

    def slowly(page: OwnPage) -> Session:
        closing.set()
        assert may_close.wait(60)
        return close(page)

    with monkeypatch.context() as patch:
        patch.setattr(OwnPage, "close", slowly)
        with _hello(served, key) as line:
            _until(line, "welcome")
        assert closing.wait(60)
    with _hello(served, key) as line:
        threading.Timer(0.2, may_close.set).start()
        assert _until(line, "welcome")["resumed"] is True


def test_who_was_gone_for_too_long_is_not_even_kept(served: Served) -> None:
    with _hello(served, key := secrets.token_hex(16)) as line:
        _until(line, "welcome")
    pages = served.server.pages
    while key not in pages._gone:
        threading.Event().wait(0.01)
    pages.forget_gone()
    assert key in pages._gone
    served.clock.ahead += 61
    pages.forget_gone()
    assert key not in pages._gone


def test_a_page_whose_line_died_unnoticed_takes_its_place(served: Served) -> None:
    key = secrets.token_hex(16)
    with _hello(served, key) as line:
        _until(line, "welcome")
        line.send(json.dumps({"type": "wishes", "slow": True, "step_free": True}))
        while not served.server.pages._open[key].conversation.session.step_free:
            threading.Event().wait(0.01)
        with _hello(served, key) as again:
            assert _until(again, "welcome")["resumed"] is True
            with pytest.raises(ConnectionClosed):
                _until(line, "no such message")
            again.send(json.dumps({"type": "ask", "text": "怎么申请法律援助"}))
            _until(again, "answer")
            assert served.server.pages._open[key].conversation.session.step_free


def test_nothing_that_was_asked_is_in_the_log(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0), _hello(served) as line:
        line.send(json.dumps({"type": "ask", "text": "我叫王小明欠我钱不还"}))
        _until(line, "answer")
        httpx.post(served.address + "/api/search", json={"text": "王小明"})
    assert "王小明" not in caplog.text


def test_a_phone_gets_the_text_itself_unless_pages_are_switched_on(served: Served, web_robot: Robot) -> None:
    assert httpx.get(served.address + "/p/service/notary").status_code == 404
    assert httpx.get(served.address + "/qr/service/notary.svg").headers["content-type"].startswith("image/svg+xml")
    assert httpx.get(served.address + "/qr/service/none.svg").status_code == 404
    assert httpx.get(served.address + "/qr/emergency/violence.svg").status_code == 404
    open_to_phones = Served(Robot(configured(phone_pages=True, address="http://10.0.0.7:8080"), web_robot.knowledge))
    try:
        page = httpx.get(open_to_phones.address + "/p/service/notary")
        assert page.status_code == 200 and "3号公证窗口" in page.text and "身份证" in page.text
    finally:
        open_to_phones.server.close()


def test_what_is_in_the_code_is_short_and_begins_with_what_matters(web_robot: Robot) -> None:
    import segno

    for item in web_robot.knowledge.content.services:
        view = take_along.slip(web_robot.knowledge, "service", item, False)
        assert view is not None
        text = take_along.text_in_code(view)
        assert segno.make_qr(text, error="l", encoding="utf-8").version <= 25
        lines = text.splitlines()
        assert lines[1] == view.answer.title and lines[2].startswith("→ ")


def test_markup_in_content_stays_text_on_the_phone(web_robot: Robot) -> None:
    view = take_along.slip(web_robot.knowledge, "service", "notary", False)
    assert view is not None
    evil = "<script>alert(1)</script>"
    hurt = view.model_copy(
        update={"answer": view.answer.model_copy(update={"title": evil}), "hall": evil, "way": (evil,)}
    )
    page = take_along.phone_page(hurt)
    assert "<script" not in page and page.count("&lt;script&gt;") == 4


def test_phone_pages_need_an_address() -> None:
    with pytest.raises(ValueError, match="address"):
        Config.model_validate({"web": {"phone_pages": True}})


def test_a_port_in_use_is_said(served: Served, web_robot: Robot) -> None:
    port = int(served.address.rsplit(":", 1)[1])
    with pytest.raises(WebError) as refused:
        PageServer(Robot(configured(port=port), web_robot.knowledge))
    assert str(port) in str(refused.value)
    assert not isinstance(refused.value, ConfigError)


def test_a_certificate_that_is_not_there_is_said(web_robot: Robot) -> None:
    with pytest.raises(WebError):
        PageServer(Robot(configured(certificate="/no/such.pem"), web_robot.knowledge))


def test_the_robots_own_screen_shows_its_conversation_and_others_have_theirs(web_robot: Robot) -> None:
    watchers = Watchers()
    own = Conversation(web_robot, observer=watchers)
    own.start()
    server = PageServer(web_robot, Stage(own, watchers))
    server.start()
    try:
        host = server.address.removeprefix("http://")
        origin = Origin(server.address)
        with connect(f"ws://{host}/ws", origin=origin) as screen, connect(f"ws://{host}/ws", origin=origin) as tablet:
            for line, own_sound in ((screen, True), (tablet, False)):
                line.send(json.dumps({"type": "hello", "key": secrets.token_hex(16), "speaker": False}))
                assert _until(line, "welcome")["own_sound"] is own_sound
            assert server.pages.open == 2
            own.type("我要办公证")  # at the robot itself
            answer = _until(screen, "answer")["answer"]
            assert isinstance(answer, dict) and answer["id"] == "notary"
            own.shows_partials = True
            for _ in range(4):
                own.hear(np.full(512, 4000, np.int16))
            assert 0 < float(str(_until(screen, "level")["level"])) <= 1
            tablet.send(json.dumps({"type": "ask", "text": "怎么申请法律援助"}))
            other = _until(tablet, "answer")["answer"]
            assert isinstance(other, dict) and other["id"] == "legal-aid"
            assert own.session.service == "notary"
    finally:
        server.close()
        own.close()


def test_what_comes_through_a_proxy_is_not_the_robots_own_screen(web_robot: Robot) -> None:
    watchers = Watchers()
    own = Conversation(web_robot, observer=watchers)
    server = PageServer(Robot(configured(names=["kiosk.example"]), web_robot.knowledge), Stage(own, watchers))
    server.start()
    try:
        port = int(server.address.rsplit(":", 1)[1])
        with (
            socket.create_connection(("127.0.0.1", port)) as wire,
            connect(f"ws://kiosk.example:{port}/ws", sock=wire, origin=Origin(f"http://kiosk.example:{port}")) as line,
        ):
            line.send(json.dumps({"type": "hello", "key": secrets.token_hex(16), "speaker": False}))
            assert _until(line, "welcome")["own_sound"] is False
    finally:
        server.close()
        own.close()
