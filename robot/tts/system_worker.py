"""A process of its own in which pyttsx3 speaks one sentence into a WAV file; started by robot.tts.system.

pyttsx3's event loop can hang (its issues 142, 149, 194, and a second sentence in one process deadlocks with espeak),
and its drivers load foreign libraries: here it can be ended from outside. Imports nothing of the robot.

Standard input: one JSON object, {"text", "words_per_minute", "wav"}, or {} to ask which voice there is.
Standard output: one JSON object, {"voice": id} or {"error": "library" | "voice" | "failed", "reason": …}.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import threading
from typing import Any

_MANDARIN = ("cmn", "zh-cn", "zh_cn", "zh-hans", "mandarin", "chinese (simplified", "huihui", "tingting")
_CHINESE = ("zh", "chinese")
_OTHER = ("yue", "cantonese", "latn", "pinyin", "zh-hk", "zh_hk", "hong kong", "hakka")


def rank(identifier: str, name: str, languages: list[str]) -> int:
    """How well a voice suits Mandarin: 2 Mandarin, 1 some Chinese, 0 none (Cantonese, Latin letters read as pinyin)."""
    words = " ".join([identifier, name, *languages]).lower()
    if any(word in words for word in _OTHER):
        return 0
    if any(word in words for word in _MANDARIN):
        return 2
    spoken = [language.lower().strip("\x00\x05 ") for language in languages]
    return 1 if any(language.startswith("zh") for language in spoken) or _CHINESE[1] in words else 0


def best_voice(voices: list[Any]) -> str | None:
    """The identifier of the best Chinese voice among pyttsx3's, or None."""
    best, best_rank = None, 0
    for voice in voices:
        suits = rank(str(voice.id), str(voice.name or ""), [_text(each) for each in voice.languages or []])
        if suits > best_rank:
            best, best_rank = str(voice.id), suits
    return best


def _text(language: object) -> str:
    return language.decode("utf-8", "ignore") if isinstance(language, bytes) else str(language)


def work(job: dict[str, Any]) -> dict[str, str]:
    """Does what `job` asks; never raises for what a machine may lack."""
    try:
        import pyttsx3

        engine = pyttsx3.init()
        voices = engine.getProperty("voices")
    except Exception as error:  # drivers raise whatever their library does
        return {"error": "library", "reason": type(error).__name__}
    voice = best_voice(list(voices))
    if voice is None:
        return {"error": "voice", "reason": ""}
    if not job:
        return {"voice": voice}
    try:
        engine.setProperty("voice", voice)
        engine.setProperty("rate", int(job["words_per_minute"]))
        engine.setProperty("volume", 1.0)
        finished = threading.Event()
        engine.connect("finished-utterance", lambda name, completed: finished.set())
        engine.save_to_file(job["text"], job["wav"])
        engine.runAndWait()
        if engine.driver_name == "espeak":  # runAndWait comes back before its thread has written the file
            finished.wait()
    except Exception as error:
        return {"error": "failed", "reason": type(error).__name__}
    return {"voice": voice}


def main() -> None:
    """Reads the job, prints the answer, and leaves without pyttsx3's clean-up, which may hang."""
    job = json.loads(sys.stdin.buffer.read().decode("utf-8") or "{}")
    with contextlib.redirect_stdout(io.StringIO()):  # pyttsx3 prints there
        answer = work(job)
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
