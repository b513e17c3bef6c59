"""The page's WebSocket: messages and sound in, messages and sound out."""

from __future__ import annotations

import asyncio
import logging
from typing import cast

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from robot.web.page import Page
from robot.web.pages import Pages
from robot.web.protocol import Hello, Outgoing, read
from robot.web.security import LOCAL, Bucket

_LOG = logging.getLogger(__name__)
LONGEST_FRAME = 65_536
"""Bytes of a message or of sound: two seconds of sound are as much."""
_MOST_WAITING = 512
"""Messages and frames not yet taken by the page: one that takes none for so long is lost."""
_MESSAGES = (20.0, 60.0)
"""A second, and at once."""
_SOUND = (64_000.0, 512_000.0)
"""Bytes a second (twice what a microphone gives), and at once."""
_HELLO_SECONDS = 10.0
_BAD, _BUSY, _TOO_MUCH, _AGAIN = 1008, 1013, 1009, 1012


class SocketLine:
    """The Line of one WebSocket. `send` may be called from any thread; order is kept."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Queue[str | bytes | None] = asyncio.Queue()

    def send(self, message: Outgoing) -> None:
        """Send a message."""
        self._post(message.model_dump_json())

    def send_bytes(self, data: bytes) -> None:
        """Send a frame of sound."""
        self._post(data)

    def close(self) -> None:
        """What is waiting is sent, then the line is closed."""
        self._post(None)

    async def deliver(self) -> None:
        """Send what is waiting, until `close` or the line is lost; then the WebSocket is closed."""
        while (item := await self._waiting.get()) is not None:
            if self._waiting.qsize() > _MOST_WAITING:
                await self._socket.close(_BUSY)
                return
            if isinstance(item, str):
                await self._socket.send_text(item)
            else:
                await self._socket.send_bytes(item)
        await _close(self._socket, _AGAIN)

    def _post(self, item: str | bytes | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._waiting.put_nowait, item)
        except RuntimeError:  # the server has stopped
            return


async def serve(socket: WebSocket) -> None:
    """One page, from its hello until its line is lost."""
    pages = cast(Pages, socket.app.state.pages)
    await socket.accept()
    line = SocketLine(socket)
    delivering = asyncio.create_task(line.deliver())
    opened: tuple[str, Page] | None = None
    try:
        hello = read(await asyncio.wait_for(socket.receive_text(), _HELLO_SECONDS))
        if not isinstance(hello, Hello):
            await socket.close(_BAD)
            return
        entered = await run_in_threadpool(pages.enter, hello, line, _on_this_machine(socket))
        if entered is None:
            await socket.close(_BUSY)
            return
        page, welcome = entered
        opened = hello.key, page
        line.send(welcome)
        await _listen(socket, page)
    except (WebSocketDisconnect, TimeoutError, ValidationError, KeyError):
        # KeyError: text where sound was expected, or the other way round.
        await _close(socket, _BAD)
    finally:
        line.close()
        if opened is not None:
            await run_in_threadpool(pages.leave, *opened)
            asyncio.get_running_loop().call_later(pages.remembered_seconds, pages.forget_gone)
        delivering.cancel()


def _on_this_machine(socket: WebSocket) -> bool:
    """Whether the page is this machine's screen: what comes through a proxy here has another name in its address."""
    return socket.client is not None and socket.client.host in LOCAL and socket.url.hostname in LOCAL


async def _listen(socket: WebSocket, page: Page) -> None:
    messages, sound = Bucket(*_MESSAGES), Bucket(*_SOUND)
    while True:
        received = await socket.receive()
        if received["type"] == "websocket.disconnect":
            return
        text, frame = received.get("text"), received.get("bytes")
        if frame is not None:
            if not sound.take(len(frame)):
                await socket.close(_TOO_MUCH)
                return
            await run_in_threadpool(page.hear, frame)
        elif text is not None:
            if not messages.take():
                await socket.close(_TOO_MUCH)
                return
            await run_in_threadpool(page.handle, read(text))


async def _close(socket: WebSocket, code: int) -> None:
    if socket.client_state is WebSocketState.CONNECTED and socket.application_state is WebSocketState.CONNECTED:
        await socket.close(code)
