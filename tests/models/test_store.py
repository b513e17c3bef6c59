"""The store: sources on disk, hostile archives, crashes, states, and a wheel fetched by the real pip."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from robot.errors import ModelError
from robot.models import archive, defaults, manifest, state
from robot.models.download import Downloader
from robot.models.manifest import Manifest
from robot.models.store import ModelStore
from tests.models.conftest import VOSK_FILES, make_zip, sha256


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_zip_from_a_usb_stick(store: ModelStore, vosk_zip: Path) -> None:
    assert store.add("vosk-cn", str(vosk_zip)).checked
    assert files_in(store.path("vosk-cn")) == VOSK_FILES


@pytest.mark.parametrize("top", ["", "my vosk 模型"])
def test_zip_packed_anew_is_taken_but_counts_as_unchecked(store: ModelStore, tmp_path: Path, top: str) -> None:
    files = {**VOSK_FILES, "README": "小模型".encode()}
    made = make_zip(tmp_path / "anew.zip", {**files, "__MACOSX/x": b"rubbish"} if not top else files, top)
    assert not store.add("vosk-cn", made).checked
    assert files_in(store.path("vosk-cn")) == files


@pytest.mark.parametrize("nested", [False, True])
def test_folder(store: ModelStore, tmp_path: Path, vosk_zip: Path, nested: bool) -> None:
    place = tmp_path / "stick"
    with zipfile.ZipFile(vosk_zip) as source:
        source.extractall(place)
    inner = place if nested else place / "vosk-model-small-cn-0.22"
    assert not store.add("vosk-cn", inner).checked
    assert files_in(store.path("vosk-cn")) == VOSK_FILES


@pytest.mark.parametrize("lacking", ["am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst"])
def test_what_is_no_vosk_model_is_refused(store: ModelStore, tmp_path: Path, lacking: str) -> None:
    made = make_zip(tmp_path / "no.zip", {name: text for name, text in VOSK_FILES.items() if name != lacking})
    folder = tmp_path / "no"
    with zipfile.ZipFile(made) as source:
        source.extractall(folder)
    for source_path in (made, folder):
        with pytest.raises(ModelError, match="没有安装") as raised:
            store.add("vosk-cn", source_path)
        assert raised.value.key == "models.not_that_model"
    assert not store.installed("vosk-cn")


def bad_member(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name)


def link_member() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("am/link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "member",
    [bad_member("../outside"), bad_member("a/../../outside"), bad_member("/outside"), bad_member("..\\outside"),
     bad_member("C:\\outside"), link_member()],
    ids=["dots", "inner-dots", "absolute", "backslash", "drive", "link"],
)  # fmt: skip
def test_zip_that_reaches_outside_is_refused(store: ModelStore, tmp_path: Path, member: zipfile.ZipInfo) -> None:
    made = make_zip(tmp_path / "usb" / "evil.zip", VOSK_FILES)
    with zipfile.ZipFile(made, "a") as archive_file:
        archive_file.writestr(member, b"../../outside")
    before = set(tmp_path.iterdir())
    with pytest.raises(ModelError, match="不可信") as raised:
        store.add("vosk-cn", made)
    assert raised.value.key == "models.zip_escapes"
    assert set(tmp_path.iterdir()) - before <= {tmp_path / "models"}
    assert not list(tmp_path.rglob("outside"))
    assert not store.installed("vosk-cn")


def test_bomb_is_refused(store: ModelStore, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("am/final.mdl", b"\0" * (70 << 20))
    with pytest.raises(ModelError) as raised:
        store.add("vosk-cn", path)
    assert raised.value.key == "models.zip_too_large"


def test_too_many_members_are_refused(store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(ModelError) as raised:
        store.add("vosk-cn", make_zip(tmp_path / "many.zip", VOSK_FILES))
    assert raised.value.key == "models.zip_too_large"


@pytest.mark.parametrize("fault", ["truncated", "flipped", "text", "empty"])
def test_broken_zip_is_refused(store: ModelStore, tmp_path: Path, vosk_zip: Path, fault: str) -> None:
    content = bytearray(vosk_zip.read_bytes())
    content[5000] ^= 0xFF
    broken = {"truncated": bytes(content[:9000]), "flipped": bytes(content), "text": b"no zip", "empty": b""}[fault]
    path = tmp_path / "broken.zip"
    path.write_bytes(broken)
    with pytest.raises(ModelError) as raised:
        store.add("vosk-cn", path)
    assert raised.value.key == "models.bad_zip"
    assert not store.installed("vosk-cn")


def test_no_such_source(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="U 盘"):
        store.add("vosk-cn", tmp_path / "nothing.zip")


def test_crash_while_replacing_keeps_the_old_model(store: ModelStore, vosk_zip: Path, tmp_path: Path) -> None:
    """The process died between the two renames: the next change of the store puts the old model back first."""
    root = tmp_path / "models"
    store.add("vosk-cn", vosk_zip)
    staging = root / ".staging"
    (staging / "new-vosk-cn").mkdir(parents=True)
    (staging / "new-vosk-cn" / "half").touch()
    (root / "vosk-cn").rename(staging / "old-vosk-cn")
    assert not store.installed("vosk-cn")
    with pytest.raises(ModelError):
        store.add("vosk-cn", tmp_path / "nothing.zip")
    assert files_in(store.path("vosk-cn")) == VOSK_FILES
    assert not staging.exists()


def test_states_and_their_mends(store: ModelStore, vosk_zip: Path) -> None:
    assert store.names() == ("vosk-cn",)
    with pytest.raises(ModelError, match="models add vosk-cn") as missing:
        store.path("vosk-cn")
    assert missing.value.key == "models.missing"

    store.add("vosk-cn", vosk_zip)
    assert store.add("vosk-cn").already, "what is intact is not fetched again"
    store.verify("vosk-cn")
    file = store.path("vosk-cn") / "conf" / "model.conf"
    file.write_bytes(file.read_bytes().upper())
    with pytest.raises(ModelError, match=r"conf/model\.conf") as changed:
        store.verify("vosk-cn")
    assert changed.value.key == "models.broken"

    assert [status.state for status in store.status()] == ["broken"]
    with pytest.raises(ModelError, match=r"conf/model\.conf"):
        store.path("vosk-cn")

    (file.parents[1] / "am" / "final.mdl").unlink()
    assert [status.state for status in store.status()] == ["broken"]
    with pytest.raises(ModelError, match=r"am/final\.mdl"):
        store.path("vosk-cn")
    assert not store.add("vosk-cn").already, "what is broken is fetched again"
    store.verify("vosk-cn")

    store.remove("vosk-cn")
    assert [status.state for status in store.status()] == ["missing"]
    with pytest.raises(ModelError) as gone:
        store.remove("vosk-cn")
    assert gone.value.key == "models.not_installed"


def test_unknown_name_offers_the_nearest(tmp_path: Path) -> None:
    store = ModelStore(tmp_path, manifest.load())
    for wrong, near in (("vosk_cn", "vosk-cn"), ("wisper", "whisper-base"), ("MANDARIN", "mandarin")):
        with pytest.raises(ModelError, match=f"是不是想写 {near}"):
            store.add(wrong)


def test_full_disk_and_forbidden_folder_are_clear_lines(
    store: ModelStore, vosk_zip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
        with pytest.raises(ModelError, match="只剩 1 MB"):
            store.add("vosk-cn", vosk_zip)
    for fault, key in ((OSError(28, "No space left on device"), "models.disk_full"),
                       (PermissionError(13, "Permission denied", "/x"), "models.permission"),
                       (OSError(5, "Input/output error", "/x"), "models.io")):  # fmt: skip

        def fail(*_: object, error: OSError = fault) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(archive, "unpack", fail)
            with pytest.raises(ModelError) as raised:
                store.add("vosk-cn", vosk_zip)
        assert raised.value.key == key
    assert not store.installed("vosk-cn")


def wheel_model(wheels: Path) -> Manifest:
    """A model in two wheels: one file joined of both, one folder."""
    parts = {
        "voice_a": {"voice_a/part1": b"front ", "voice_a/data/conf/a.txt": b"a"},
        "voice_b": {"voice_b/part2": b"back"},
    }
    listed = []
    for name, members in parts.items():
        info = f"{name}-1.0.dist-info"
        path = make_zip(wheels / f"{name}-1.0-py3-none-any.whl", {
            **members,
            f"{name}/__init__.py": b"raise SystemExit('code of a model wheel was run')",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": b"",
        })  # fmt: skip
        content = path.read_bytes()
        project = name.replace("_", "-")
        listed.append({"project": project, "version": "1.0", "size": len(content), "sha256": sha256(content)})
    model = {
        "name": "voice", "use": "run", "purpose": {"zh": "声", "en": "voice"}, "licence": {"zh": "MIT", "en": "MIT"},
        "files": [{"path": "whole.bin", "size": 10, "sha256": sha256(b"front back")},
                  {"path": "data/conf/a.txt", "size": 1, "sha256": sha256(b"a")}],
        "source": {"kind": "wheel", "wheels": listed,
                   "take": [{"to": "whole.bin", "from": ["voice_a/part1", "voice_b/part2"]},
                            {"to": "data", "from": ["voice_a/data"]}]},
    }  # fmt: skip
    return Manifest.model_validate({"model": [model]})


@pytest.fixture
def offline_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pip as a user without network has it set up: a folder of wheels."""
    wheels = tmp_path / "wheels"
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    return wheels


def test_wheels_through_pip(offline_pip: Path, tmp_path: Path) -> None:
    """A missing second wheel fails the whole; the first is not fetched again; a changed one is refused."""
    known = wheel_model(offline_pip)
    store = ModelStore(tmp_path / "models", known, downloader=Downloader(retries=0))
    second = offline_pip / "voice_b-1.0-py3-none-any.whl"
    second.rename(tmp_path / second.name)
    with pytest.raises(ModelError, match="voice-b") as raised:
        store.add("voice")
    assert raised.value.key == "models.pip"
    assert not store.installed("voice")

    (offline_pip / "voice_a-1.0-py3-none-any.whl").unlink()
    make_zip(second, {"voice_b/part2": b"another"})
    with pytest.raises(ModelError) as changed:
        store.add("voice")
    assert changed.value.key == "models.checksum"

    (tmp_path / second.name).replace(second)
    assert store.add("voice").checked
    assert files_in(store.path("voice")) == {"whole.bin": b"front back", "data/conf/a.txt": b"a"}


def test_wheel_model_from_a_folder_of_wheels_or_of_files(tmp_path: Path) -> None:
    known = wheel_model(tmp_path / "stick")
    store = ModelStore(tmp_path / "models", known)
    assert store.add("voice", tmp_path / "stick").checked
    copied = tmp_path / "copied"
    shutil.copytree(store.path("voice"), copied / "voice")
    (copied / "voice" / "holiday.jpg").write_bytes(b"not ours")
    store.remove("voice")
    assert store.add("voice", copied).checked
    assert set(files_in(store.path("voice"))) == {"whole.bin", "data/conf/a.txt"}
    assert store.add("voice", make_zip(tmp_path / "voice.zip", files_in(copied / "voice"))).checked
    assert set(files_in(store.path("voice"))) == {"whole.bin", "data/conf/a.txt"}
    (copied / "voice" / "whole.bin").write_bytes(b"front bAck")
    with pytest.raises(ModelError) as raised:
        store.add("voice", copied)
    assert raised.value.key == "models.not_that_model"
    assert files_in(store.path("voice"))["whole.bin"] == b"front back"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": "../up"}, "name"),
        ({"files": [{"path": "../up", "size": 1, "sha256": "0" * 64}]}, "path"),
        ({"files": [{"path": "a", "size": 1, "sha256": "short"}]}, "sha256"),
        ({"files": []}, "check"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_manifest_is_named(tmp_path: Path, change: dict[str, object], word: str) -> None:
    fields = {
        "name": "a", "use": "run", "purpose": {"zh": "a", "en": "a"}, "licence": {"zh": "a", "en": "a"},
        "files": [{"path": "a", "size": 1, "sha256": "0" * 64}], "source": {"kind": "url", "url": "https://example.org/a.zip"},
        **change,
    }  # fmt: skip
    lines = [f"{key} = {_toml(value)}" for key, value in fields.items()]
    path = tmp_path / "manifest.toml"
    path.write_text("[[model]]\n" + "\n".join(lines), encoding="utf-8")
    with pytest.raises(ModelError, match=word) as raised:
        manifest.load(path)
    assert str(path) in str(raised.value)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


def test_real_manifest_takes_every_listed_file() -> None:
    """Each file of a wheel model comes out of some wheel, and says what it is in both languages."""
    for model in manifest.load().models:
        assert model.purpose.zh != model.purpose.en
        assert model.installed_size > 0
        assert model.source.size > 0
        if isinstance(model.source, manifest.WheelSource):
            targets = {take.to for take in model.source.take}
            assert targets == {"."} or {file.path for file in model.files} == targets
    note = manifest.load().get("mandarin").note
    assert note is not None
    assert "非商业" in note.zh


def test_models_that_come_by_themselves(
    offline_pip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failure is said, not raised, and not repeated within the hour; what a person removed stays away."""
    known = wheel_model(offline_pip)
    root = tmp_path / "models"
    monkeypatch.setattr(manifest, "load", lambda: known)
    away = offline_pip.rename(tmp_path / "away")

    defaults.fetch(["voice"], root=root, now=lambda: 1000.0)
    said = capsys.readouterr().err
    assert "没有装上 voice" in said
    assert "models add voice" in said

    defaults.fetch(["voice"], root=root, now=lambda: 1000.0 + 3599)
    assert capsys.readouterr().err == ""

    away.rename(offline_pip)
    defaults.fetch(["voice"], root=root, now=lambda: 1000.0 + 3600)
    store = ModelStore(root, known)
    assert store.installed("voice")
    assert "MIT" in capsys.readouterr().err
    assert state.read(root).failed == {}

    store.remove("voice")
    defaults.fetch(["voice"], root=root, now=lambda: 9000.0)
    assert not store.installed("voice")
    defaults.fetch(["voice"], root=root, now=lambda: 9000.0, insist=True)
    assert store.installed("voice")


def test_unreadable_memory_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / ".state.json").write_text("{")
    assert state.read(tmp_path) == state.Memory()
    memory = replace(state.Memory(), removed=frozenset({"a"}), failed={"b": 1.5}, files={"c": {"d": "e"}})
    state.write(tmp_path, memory)
    assert state.read(tmp_path) == memory


def test_another_process_in_the_store_is_waited_for(store: ModelStore, vosk_zip: Path, tmp_path: Path) -> None:
    from robot.setup.filelock import locked

    waited: list[str] = []
    root = tmp_path / "models"
    root.mkdir(exist_ok=True)
    with locked(root / ".lock") as first:
        released = False

        def pause(_: float) -> None:
            nonlocal released
            released = True
            raise TimeoutError

        with pytest.raises(TimeoutError), locked(root / ".lock", lambda: waited.append("waiting"), pause):
            pass
        assert first is None
        assert released
    assert waited == ["waiting"]
    store.add("vosk-cn", vosk_zip)
