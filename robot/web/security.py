"""What no request gets past: which names the page may be opened by, how much and how often one may ask, what a browser
may do with what it gets. Pure ASGI, for HTTP and WebSocket alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from robot.conversation.observer import log_fault

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LONGEST_BODY = 4096
_ANY = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound to
LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(slots=True)
class Bucket:
    """Lets `rate` a second through, and `burst` at once."""

    rate: float
    burst: float
    clock: Callable[[], float] = time.monotonic
    _level: float = 0.0
    _last: float = 0.0

    def take(self, amount: float = 1.0) -> bool:
        """Whether `amount` more may pass now."""
        now = self.clock()
        self._level = max(0.0, self._level - (now - self._last) * self.rate)
        self._last = now
        if self._level + amount > self.burst:
            return False
        self._level += amount
        return True

    @property
    def empty(self) -> bool:
        """Whether nobody used it lately."""
        return self._level - (self.clock() - self._last) * self.rate <= 0


class Limits:
    """A bucket for each client address."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._buckets: dict[str, Bucket] = {}

    def take(self, client: str) -> bool:
        """Whether one more request of `client` may pass."""
        if client not in self._buckets:
            if len(self._buckets) > 1000:
                self._buckets = {name: each for name, each in self._buckets.items() if not each.empty}
            self._buckets[client] = Bucket(self._rate, self._burst, self._clock, 0.0, self._clock())
        return self._buckets[client].take()


class Guard:
    """Wraps the application. `names`: host names it may be opened by, or none to allow every one."""

    def __init__(self, app: ASGIApp, names: frozenset[str], limits: Limits) -> None:
        self._app, self._names, self._limits = app, names, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await PlainTextResponse("", refusal, _HEADERS)(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception as error:  # the server would log its text, and that may quote a visitor
            log_fault(error)
            if scope["type"] == "http" and not begun:
                await PlainTextResponse("", 500, _HEADERS)(scope, receive, send)

    def _refusal(self, scope: Scope) -> int | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._names and (urlsplit(f"//{host}").hostname or "") not in self._names:
            return 421
        if scope["type"] == "websocket" and not same_origin(headers.get("origin", ""), host):
            return 403
        if not self._limits.take((scope.get("client") or ("",))[0]):
            return 429
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not length.isdecimal() or int(length) > LONGEST_BODY:
            return 413
        return None


def same_origin(origin: str, host: str) -> bool:
    """Whether a page opened from `origin` belongs to this `host` (host:port): other sites' pages do not."""
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc.lower() == host.lower()


def names_of(host: str, names: tuple[str, ...], address: str) -> frozenset[str]:
    """By which host names the page may be opened: those of this machine, `host`, `names` and that of `address`."""
    own = {urlsplit(address).hostname or ""} if address else set()
    bound = set() if host in _ANY else {host}
    return frozenset({*LOCAL, *bound, *(name.lower() for name in names), *own} - {""})
