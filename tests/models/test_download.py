"""vosk-cn as a hall downloads it, from a server on this machine: progress, resume, checksum, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.errors import ModelError
from robot.models.download import Downloader
from robot.models.store import ModelStore
from tests.models.conftest import VOSK_FILES, Pauses, Seen, Site, make_zip, sha256


def installed_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def leftovers(root: Path) -> list[str]:
    """What lies in the store beside models: nothing of a finished or failed installation may."""
    staging = root / ".staging"
    parts = sorted(path.name for path in (root / ".downloads").rglob("*") if path.is_file())
    return [*(path.name for path in staging.rglob("*")), *parts] if staging.exists() else parts


def test_download_with_progress(store: ModelStore, site: Site, tmp_path: Path) -> None:
    seen = Seen()
    added = store.add("vosk-cn", progress=seen)
    size = len(site.pages["/vosk.zip"])
    assert added.checked
    assert installed_files(store.path("vosk-cn")) == VOSK_FILES
    assert seen.calls[0] == (0, size)
    assert seen.calls[-1] == (size, size)
    assert [done for done, _ in seen.calls] == sorted(done for done, _ in seen.calls)
    assert leftovers(tmp_path / "models") == []


def test_resumes_after_a_cut(store: ModelStore, site: Site, pauses: Pauses) -> None:
    site.cuts = [100_000, 50_000]
    store.add("vosk-cn")
    assert site.ranges == ["", "bytes=100000-", "bytes=150000-"]
    assert installed_files(store.path("vosk-cn")) == VOSK_FILES
    assert pauses.seconds == [1.0, 1.0], "a try that brought something counts from the start"


def test_a_second_run_goes_on_where_the_first_gave_up(
    store: ModelStore, site: Site, pauses: Pauses, tmp_path: Path
) -> None:
    site.cuts = [200_000, 0, 0, 0, 0]
    with pytest.raises(ModelError, match="接着下") as raised:
        store.add("vosk-cn")
    assert raised.value.key == "models.network"
    assert not store.installed("vosk-cn")
    assert not (tmp_path / "models" / "vosk-cn").exists()
    assert pauses.seconds == [1.0, 2.0, 4.0, 8.0]
    store.add("vosk-cn")
    assert site.ranges[-1] == "bytes=200000-"
    assert installed_files(store.path("vosk-cn")) == VOSK_FILES


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    store: ModelStore, site: Site, tmp_path: Path, pauses: Pauses
) -> None:
    """Half of one version and half of another would be worse than beginning again."""
    site.cuts = [200_000]
    site.failures = []
    target = tmp_path / "file.zip"
    new = bytes(reversed(site.pages["/vosk.zip"]))

    def change(_: float) -> None:
        site.pages["/vosk.zip"] = new
        site.version = "2"

    got = Downloader(pause=change).fetch(f"{site.address}/vosk.zip", target, sha256="", label="", report=Seen())
    assert site.ranges == ["", "bytes=200000-"]
    assert target.read_bytes() == new
    assert got == sha256(new)


def test_wrong_checksum_is_refused(store: ModelStore, site: Site, tmp_path: Path) -> None:
    content = bytearray(site.pages["/vosk.zip"])
    content[1000] ^= 1
    site.pages["/vosk.zip"] = bytes(content)
    with pytest.raises(ModelError, match="校验值不对") as raised:
        store.add("vosk-cn")
    assert raised.value.key == "models.checksum"
    assert not (tmp_path / "models" / "vosk-cn").exists()
    assert leftovers(tmp_path / "models") == []


def test_broken_rest_of_an_earlier_try_is_thrown_away(store: ModelStore, site: Site, tmp_path: Path) -> None:
    site.cuts = [200_000, 0, 0, 0, 0]
    with pytest.raises(ModelError):
        store.add("vosk-cn")
    part = tmp_path / "models" / ".downloads" / "vosk-cn" / "archive.zip.part"
    part.write_bytes(b"x" * 200_000)
    store.add("vosk-cn")
    assert site.ranges[-2:] == ["bytes=200000-", ""]
    assert installed_files(store.path("vosk-cn")) == VOSK_FILES


@pytest.mark.parametrize(("status", "key", "asked"), [(404, "models.http", 1), (403, "models.http", 1)])
def test_refusals_are_not_tried_again(store: ModelStore, site: Site, status: int, key: str, asked: int) -> None:
    site.failures = [status]
    with pytest.raises(ModelError, match=str(status)) as raised:
        store.add("vosk-cn")
    assert raised.value.key == key
    assert len(site.ranges) == asked


def test_a_busy_server_is_asked_again(store: ModelStore, site: Site, pauses: Pauses) -> None:
    site.failures = [503, 500]
    store.add("vosk-cn")
    assert store.installed("vosk-cn")
    assert pauses.seconds == [1.0, 2.0]


def test_no_server_is_one_line(store: ModelStore, pauses: Pauses) -> None:
    with pytest.raises(ModelError, match="--from") as raised:
        store.add("vosk-cn", "http://127.0.0.1:9/vosk.zip")
    assert raised.value.key == "models.network"
    assert "\n" not in str(raised.value)


def test_a_mirror_must_give_the_same_file(store: ModelStore, site: Site, vosk_zip: Path, tmp_path: Path) -> None:
    site.pages["/mirror.zip"] = vosk_zip.read_bytes()
    assert store.add("vosk-cn", f"{site.address}/mirror.zip").checked
    site.pages["/other.zip"] = make_zip(tmp_path / "other.zip", VOSK_FILES, top="other").read_bytes()
    with pytest.raises(ModelError) as raised:
        store.add("vosk-cn", f"{site.address}/other.zip")
    assert raised.value.key == "models.checksum"
    assert installed_files(store.path("vosk-cn")) == VOSK_FILES, "what was installed stays"
