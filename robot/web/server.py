"""Serves the page: the application, and a server for it in a thread of its own."""

from __future__ import annotations

import datetime
import logging
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from robot.app import Robot
from robot.config import Web
from robot.conversation.stage import Stage
from robot.errors import WebError
from robot.web import api
from robot.web.memory import few_heaps
from robot.web.pages import Pages
from robot.web.security import Guard, Limits, names_of
from robot.web.socket import LONGEST_FRAME, serve

_LOG = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"
_REQUESTS = (50.0, 400.0)
"""Requests of one address a second, and at once: a page loads some twenty files."""
_STOP_SECONDS = 10.0


class _Files(StaticFiles):
    """Static files that a browser asks for again each time: an update of the robot is one of the page."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """With a header that has it ask."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "no-cache"
        return response


async def _index(request: Request) -> Response:
    return FileResponse(STATIC / "index.html", headers={"cache-control": "no-cache"})


def application(robot: Robot, pages: Pages, clock: Callable[[], datetime.datetime] = datetime.datetime.now) -> ASGIApp:
    """The ASGI application, with everything that guards it."""
    routes: list[BaseRoute] = [
        Route("/", _index),
        WebSocketRoute("/ws", serve),
        *api.routes(clock),
        Mount("/static", _Files(directory=STATIC)),
    ]
    app = Starlette(routes=routes)
    app.state.robot, app.state.pages = robot, pages
    web = robot.config.web
    return Guard(app, names_of(web.host, web.names, web.address), Limits(*_REQUESTS))


class PageServer:
    """The page at `host`:`port` of the configuration. Raises WebError when it cannot be served there."""

    def __init__(self, robot: Robot, stage: Stage | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        web = robot.config.web
        _need_certificate(web)
        few_heaps()
        self._robot = robot
        self.pages = Pages(robot, stage, clock)
        config = uvicorn.Config(
            application(robot, self.pages),
            http="h11",
            ws="websockets-sansio",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws_max_size=LONGEST_FRAME,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=2,
            ssl_certfile=web.certificate or None,
            ssl_keyfile=web.key or None,
        )
        self._server = uvicorn.Server(config)
        self._socket = _bound(web.host, web.port)
        self._thread = threading.Thread(target=self._serve, name="page", daemon=True)

    @property
    def address(self) -> str:
        """Where the page is opened on this machine."""
        return _address(self._robot.config.web, self._socket)

    def start(self) -> None:
        """Serve, in a thread."""
        self._thread.start()
        self._open_statutes()

    def changed(self) -> None:
        """The content is new: the pages are told."""
        self._open_statutes()
        self.pages.changed()

    def _open_statutes(self) -> None:
        """Beside, so that the first citation need not wait; new content comes with a book that is still closed."""
        book = self._robot.knowledge.dialogue.book
        threading.Thread(target=book.open, name="statutes", daemon=True).start()

    def close(self) -> None:
        """Close all pages and stop."""
        self._server.should_exit = True
        if self._thread.ident is not None:
            self._thread.join(_STOP_SECONDS)
        self.pages.close()
        self._socket.close()

    def _serve(self) -> None:
        self._server.run(sockets=[self._socket])


def reachable(web: Web) -> str:
    """The address at which the page would be served. Raises WebError when it could not."""
    _need_certificate(web)
    bound = _bound(web.host, web.port)
    try:
        return _address(web, bound)
    finally:
        bound.close()


def _need_certificate(web: Web) -> None:
    for file in (web.certificate, web.key):
        if file and not Path(file).is_file():
            raise WebError("web.no_certificate", path=file)


def _address(web: Web, bound: socket.socket) -> str:
    scheme = "https" if web.certificate else "http"
    host = "127.0.0.1" if web.host in ("0.0.0.0", "::") else web.host  # noqa: S104
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}"


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_REUSEADDR") and not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()  # whoever comes before the server has begun waits
    except OSError as error:
        bound.close()
        raise WebError("web.no_port", host=host, port=port, reason=error.strerror or type(error).__name__) from None
    return bound
