"""Libraries of the operating system: which are missing, and how they come.

Found by asking for the library or the program itself rather than the package manager, so that it holds on every
Linux; only Debian and its relatives (apt) are installed on. All of it is optional for typed questions.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from robot.errors import SetupError
from robot.setup.console import line, say
from robot.setup.needs import Profile

_APT_LISTS = Path("/var/lib/apt/lists")
_LOCK_WAIT = "DPkg::Lock::Timeout=120"


@dataclass(frozen=True, slots=True)
class Library:
    """Something of the system: `package` is Debian's name, `purpose` the key of a message, `present` looks for it."""

    package: str
    purpose: str
    profile: Profile
    present: Callable[[], bool]


def _shared(*names: str) -> Callable[[], bool]:
    return lambda: any(ctypes.util.find_library(name) for name in names)


def _program(*names: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(name) for name in names)


def _alsa_pulse() -> bool:
    folders = ("/usr/lib/alsa-lib", "/usr/lib64/alsa-lib", *map(str, Path("/usr/lib").glob("*/alsa-lib")))
    return any(Path(folder, "libasound_module_pcm_pulse.so").is_file() for folder in folders)


def _browser() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def _chinese_font() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
    marks = ("cjk", "wqy", "sourcehan", "source-han", "unifont", "droidsansfallback")
    return any(mark in file.name.lower() for folder in folders for file in folder.rglob("*.*") for mark in marks)


LIBRARIES: tuple[Library, ...] = (
    Library("libportaudio2", "setup.for_portaudio", "run", _shared("portaudio")),
    Library("espeak-ng", "setup.for_espeak", "run", _shared("espeak-ng")),
    Library("pulseaudio", "setup.for_pulseaudio", "verify", _program("pulseaudio")),
    Library("pulseaudio-utils", "setup.for_pulseaudio", "verify", _program("pactl", "paplay", "parec")),
    Library("libasound2-plugins", "setup.for_pulseaudio", "verify", _alsa_pulse),
    Library("chromium", "setup.for_chromium", "verify", _browser),
    Library("fonts-noto-cjk", "setup.for_fonts", "verify", _chinese_font),
)


def missing(profile: Profile) -> tuple[Library, ...]:
    """The libraries that `profile` uses and this machine lacks. Nothing is looked for but on Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = (library for library in LIBRARIES if library.profile in ("run", profile))
    return tuple(library for library in wanted if not library.present())


def command(packages: Sequence[str]) -> str:
    """The line a person types to install `packages`."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def ensure(profile: Profile, log: Path) -> bool:
    """Install what is missing where that is allowed; otherwise print the line to type. Never raises.

    Returns whether everything is there in the end.
    """
    lacking = missing(profile)
    if not lacking:
        return True
    packages = [library.package for library in lacking]
    try:
        install(packages, log)
    except SetupError as error:
        say("setup.libraries_missing", packages=" ".join(packages))
        line(str(error))
    return not missing(profile)


def install(packages: Sequence[str], log: Path) -> None:
    """Install Debian packages with apt-get, as root or by sudo without a password.

    Raises SetupError, with the line to type, when this is no Debian, not allowed, or apt-get fails.
    """
    if shutil.which("apt-get") is None:
        raise SetupError("setup.no_apt", packages=" ".join(packages))
    prefix = _elevated()
    if prefix is None:
        raise SetupError("setup.no_root", command=command(packages))
    say("setup.installing_libraries", packages=" ".join(packages))
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", _LOCK_WAIT]
    get = [*apt, "install", "-y", "--no-install-recommends", *packages]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:

        def succeeds(words: Sequence[str]) -> bool:
            done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=file, stderr=file, check=False)
            return done.returncode == 0

        # An old or empty package list is the usual reason for a failure: fetch it, but only then.
        if _has_lists() and succeeds(get):
            return
        if not (succeeds([*apt, "update"]) and succeeds(get)):
            raise SetupError("setup.apt_failed", command=command(packages), log=log)


def _has_lists() -> bool:
    return any(_APT_LISTS.glob("*Packages*"))


def _elevated() -> list[str] | None:
    """What goes before a command that only root may run; None when we may not."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None
