"""A web server on this machine that can cut the line, and model archives small enough for tests."""

from __future__ import annotations

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from robot.models import manifest
from robot.models.download import Downloader
from robot.models.manifest import Manifest
from robot.models.store import ModelStore

VOSK_FILES = {
    "am/final.mdl": bytes(range(256)) * 2000,
    "conf/mfcc.conf": b"--sample-frequency=16000\n",
    "conf/model.conf": b"--beam=10.0\n",
    "graph/HCLr.fst": b"fst" * 9000,
    "graph/Gr.fst": b"gr" * 100,
    "graph/phones/word_boundary.int": b"1 nonword\n",
}


@dataclass
class Site:
    """What the server gives, how often it cuts the line, and what it was asked."""

    address: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    """For each coming answer: after how many bytes of the body the line is cut."""
    failures: list[int] = field(default_factory=list)
    """Statuses of the coming answers, before any page is given."""
    ranges: list[str] = field(default_factory=list)
    """The `Range` header of every request, "" when there was none."""
    version: str = "1"


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with `Range`, `If-Range` and `ETag`, as the Vosk project's own has."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            made.ranges.append(wanted)
            if made.failures:
                return self.send_error(made.failures.pop(0))
            page = made.pages.get(self.path)
            if page is None:
                return self.send_error(404)
            tag = f'"{made.version}"'
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            if wanted and self.headers.get("If-Range") not in (None, tag):
                start = 0
            if start:
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(page) - 1}/{len(page)}")
            else:
                self.send_response(200)
            body = page[start:]
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if made.cuts:
                self.wfile.write(body[: made.cuts.pop(0)])
                self.close_connection = True
                return None
            self.wfile.write(body)
            return None

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def make_zip(path: Path, files: dict[str, bytes], top: str = "") -> Path:
    """A ZIP of `files`, in the folder `top` when one is named. Stored, so that it is as large as its content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{top}/{name}" if top else name, content)
    return path


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Pauses:
    """Stands in for time: remembers how long the downloader wanted to wait."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@dataclass
class Seen:
    """A progress report that remembers."""

    calls: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, label: str, done: int, total: int, detail: str = "") -> None:
        self.calls.append((done, total))


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def vosk_zip(tmp_path: Path) -> Path:
    """A ZIP shaped like the Vosk project's, about half a megabyte."""
    return make_zip(tmp_path / "usb" / "vosk-model-small-cn-0.22.zip", VOSK_FILES, top="vosk-model-small-cn-0.22")


@pytest.fixture
def vosk_cn(site: Site, vosk_zip: Path) -> Manifest:
    """The real manifest's vosk-cn; only its address, size and checksum are those of the test's own ZIP."""
    content = vosk_zip.read_bytes()
    site.pages["/vosk.zip"] = content
    real = manifest.load().get("vosk-cn")
    assert isinstance(real.source, manifest.UrlSource)
    here = real.source.model_copy(
        update={"url": f"{site.address}/vosk.zip", "size": len(content), "sha256": sha256(content)}
    )
    return Manifest(model=(real.model_copy(update={"source": here}),))


@pytest.fixture
def store(tmp_path: Path, vosk_cn: Manifest, pauses: Pauses) -> ModelStore:
    """An empty store that knows vosk-cn."""
    return ModelStore(tmp_path / "models", vosk_cn, downloader=Downloader(pause=pauses, timeout=10))
