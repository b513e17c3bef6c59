"""Fetching one file over HTTP: resumed after a cut, checked, there whole or not at all.

What has come so far lies in `<target>.part`; `<target>.part.json` says of which address and which version of the
file it is, so that two versions are never mixed (HTTP `Range` with `If-Range`, RFC 9110 sections 13.1.5 and 14).
"""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from robot.errors import ModelError
from robot.setup.console import Report

_CHUNK = 1 << 18
_TIMEOUT_SECONDS = 30
_FIRST_PAUSE_SECONDS = 1.0
_AGAIN = frozenset({408, 416, 425, 429, 500, 502, 503, 504})
"""Answers after which another try makes sense."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """Which file the bytes in `.part` belong to; `validator` is its ETag or date."""

    url: str
    validator: str


class _Cut(Exception):
    """The connection broke; `reason` is for people."""

    def __init__(self, reason: str, *, worked: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.worked = worked


@dataclass(frozen=True, slots=True)
class Downloader:
    """How patient a download is. `pause` is handed in so that tests do not wait."""

    retries: int = 4
    pause: Callable[[float], None] = time.sleep
    timeout: float = _TIMEOUT_SECONDS

    def fetch(self, url: str, target: Path, *, sha256: str, label: str, report: Report) -> str:
        """Fetch `url` into `target` and return its SHA-256. `sha256` empty: nothing to compare with.

        Raises ModelError (no network, not found, wrong checksum) and OSError (disk).
        """
        if not re.match(r"https?://", url):
            raise ModelError("models.bad_url", url=url)
        part = target.with_name(target.name + ".part")
        target.parent.mkdir(parents=True, exist_ok=True)
        resumed = self._bring(url, part, label, report)
        found = digest(part)
        if sha256 and found != sha256 and resumed:
            # What lay there from an earlier try may have been broken: once more from the start.
            _forget(part)
            self._bring(url, part, label, report)
            found = digest(part)
        if sha256 and found != sha256:
            _forget(part)
            raise ModelError("models.checksum", what=url, expected=sha256[:12], found=found[:12])
        part.replace(target)
        _notes(part).unlink(missing_ok=True)
        return found

    def _bring(self, url: str, part: Path, label: str, report: Report) -> bool:
        """Fill `part`. Returns whether it began with bytes of an earlier call."""
        resumed = part.is_file() and part.stat().st_size > 0
        tries = 0
        while True:
            try:
                self._once(url, part, label, report)
                return resumed
            except _Cut as cut:
                tries = 1 if cut.worked else tries + 1
                if tries > self.retries:
                    raise ModelError("models.network", url=url, reason=cut.reason) from None
                self.pause(_FIRST_PAUSE_SECONDS * 2 ** (tries - 1))

    def _once(self, url: str, part: Path, label: str, report: Report) -> None:
        begun = _read_notes(part)
        have = part.stat().st_size if part.is_file() and begun and begun.url == url and begun.validator else 0
        headers = {"User-Agent": "xiaolu-model-store", "Accept-Encoding": "identity"}
        if have and begun:
            headers |= {"Range": f"bytes={have}-", "If-Range": begun.validator}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310  fetch() let only http and https through
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                _receive(answer, url, part, have, label, report)
        except urllib.error.HTTPError as error:
            if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                _forget(part)
            if error.code not in _AGAIN:
                raise ModelError("models.http", url=url, status=error.code) from None
            raise _Cut(f"HTTP {error.code}") from None
        except urllib.error.URLError as error:
            raise _Cut(str(error.reason)) from None
        except (http.client.HTTPException, ConnectionError, TimeoutError) as error:
            raise _Cut(type(error).__name__) from None


def _receive(answer: Any, url: str, part: Path, have: int, label: str, report: Report) -> None:
    """Write the body behind the `have` bytes already there, or from the start when the server sends all of it."""
    if answer.status == http.client.PARTIAL_CONTENT:
        span = re.match(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""))
        if not span or int(span.group(1)) != have:
            _forget(part)
            raise _Cut("Content-Range")
        total = int(span.group(2))
    else:
        have = 0
        total = int(answer.headers.get("Content-Length") or 0)
    validator = _validator(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
    _notes(part).write_text(json.dumps(asdict(_Begun(url, validator))), encoding="utf-8")
    start = have
    with part.open("r+b" if have else "wb") as file:
        file.seek(have)
        file.truncate()
        report(label, have, total)
        while True:
            try:
                chunk = answer.read(_CHUNK)
            except (OSError, http.client.HTTPException) as error:
                raise _Cut(type(error).__name__, worked=have > start) from None
            if not chunk:
                break
            file.write(chunk)
            have += len(chunk)
            report(label, have, total)
    if total and have < total:
        raise _Cut("incomplete", worked=have > start)


def _validator(etag: str, modified: str) -> str:
    """What proves that a later answer is the same file; a weak ETag does not (RFC 9110, 13.1.5)."""
    return etag if etag and not etag.startswith("W/") else modified


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _notes(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _read_notes(part: Path) -> _Begun | None:
    try:
        return _Begun(**json.loads(_notes(part).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _notes(part).unlink(missing_ok=True)
