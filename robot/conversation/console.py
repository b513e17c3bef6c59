"""`run` in a terminal: says what was found, listens where there is a microphone, and takes typed questions."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator

from robot import messages, paths
from robot.app import Robot, Turn
from robot.audio import devices
from robot.audio.microphone import Microphone
from robot.audio.probe import SoundProbe
from robot.audio.speaker import NullSpeaker, Player, Speaker
from robot.audio.vad import SpeechProbability, VoiceActivity
from robot.conversation.complaints import Complaints
from robot.conversation.learning import Learning
from robot.conversation.loop import Conversation, Quiet
from robot.conversation.observer import Watchers, as_robot_error
from robot.conversation.reloading import Reloader, Signature
from robot.conversation.stage import OpenScreen, Screen, Stage
from robot.conversation.stderr import libraries_write_to
from robot.conversation.upkeep import Upkeep
from robot.dialogue.replies.compose import facts, filled
from robot.errors import AudioError, EngineError, RobotError

PROMPT = "> "
_JOIN_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 5.0
"""Between two looks for a microphone; each makes PortAudio list all devices anew."""


class _Terminal(Quiet):
    """Prints the conversation for whoever watches. Nothing of it is written to disk."""

    def __init__(self) -> None:
        self.complaints = Complaints(lambda line: print(line, file=sys.stderr, flush=True))
        self.answers_input = False
        """Whether questions come through the standard input."""

    def turn(self, turn: Turn) -> None:
        """Print what was answered, never into a service's journal, and, on a terminal alone, what was heard."""
        shown = turn.reply.shown.strip()
        is_watched = sys.stdout.isatty()
        if _in_journal() and not self.answers_input:
            return
        if turn.transcript.engine != "typed" and is_watched:
            say("heard", text=turn.transcript.text)
        if turn.reply.spoken or shown:
            say("says", text=turn.reply.spoken)
        if shown and shown != turn.reply.spoken:
            print("\n".join(f"    {line}" for line in shown.splitlines()), flush=True)

    def piece(self, number: int, text: str) -> None:
        """A sound was made, so the speaker works."""
        self.complaints.works("voice")
        if self.complaints.works("speaker"):
            say("speaker_back")

    def failed(self, error: RobotError) -> None:
        """Print what does not work."""
        print(error, file=sys.stderr, flush=True)

    def not_spoken(self, error: RobotError) -> None:
        """The speaker or the voice does not work; the text is on the screen."""
        its_device = isinstance(error, AudioError) and error.key != "audio.speech_failed"
        self.complaints.about("speaker" if its_device else "voice", error)


class _Ears:
    """A thread that feeds the conversation with what the microphone hears, through its comings and goings."""

    def __init__(self, robot: Robot, terminal: _Terminal) -> None:
        self._terminal = terminal
        self._conversation: Conversation | None = None
        self._thread: threading.Thread | None = None
        self._microphone = Microphone(
            robot.config.audio.microphone,
            on_lost=self._lost,
            on_back=self._back,
            retry_seconds=_LOOK_AGAIN_SECONDS,
        )
        self.hear = False
        """Whether a microphone was there at some time."""

    def open(self) -> None:
        """Look for the microphone; where there is none, say so."""
        try:
            self._microphone.open()
            self.hear = True
        except RobotError as error:
            self._terminal.complaints.about("microphone", error)

    def listen(self, conversation: Conversation) -> None:
        """Begin to hear, now or when a microphone is plugged in."""
        self._conversation = conversation
        self._thread = threading.Thread(target=self._read, name="ears", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until Ctrl-C."""
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(0.2)  # without a limit, Ctrl-C is not heard on Windows

    def close(self) -> None:
        """Give the microphone back."""
        self._microphone.close()
        if self._thread is not None:
            self._thread.join(_JOIN_SECONDS)

    def _read(self) -> None:
        try:
            for chunk in self._microphone.chunks():
                if self._conversation is not None:
                    self._conversation.hear(chunk)
        except Exception as error:
            self._terminal.failed(as_robot_error(error))

    def _lost(self, error: AudioError) -> None:
        self._terminal.complaints.about("microphone", error)
        if self._conversation is not None:
            self._conversation.microphone_lost()

    def _back(self) -> None:
        self.hear = True
        if self._terminal.complaints.works("microphone"):
            say("microphone_back")


def say(key: str, **params: object) -> None:
    """Print a line of run.toml."""
    print(messages.zh(f"run.{key}", **params), flush=True)


def converse(
    robot: Robot,
    typed_only: bool = False,
    probe: SoundProbe | None = None,
    open_screen: OpenScreen | None = None,
    seen: Signature | None = None,
) -> int:
    """Run until Ctrl-C, or until the end of input where nothing else is there to go on with. Returns the exit status.

    A service has no input at all: it goes on as long as it hears, or serves the page.
    """
    with libraries_write_to(paths.VAR / "log" / "libraries.log"):
        terminal = _Terminal()
        has_sound = not typed_only and _sound_works(probe, terminal)
        vad = _vad(robot, terminal) if has_sound else None
        ears = _Ears(robot, terminal) if vad is not None else None
        if ears is not None:
            ears.open()
        player = _player(robot, terminal) if has_sound else NullSpeaker()
        _report(robot, has_sound, ears is not None and ears.hear)
        watchers = Watchers(terminal)
        conversation = Conversation(robot, vad, player, watchers)
        conversation.start()
        own_sound = (ears is not None and ears.hear) or (has_sound and _device_works(robot))
        stage = Stage(conversation, watchers) if own_sound else None
        screen = None
        try:
            screen = open_screen(stage) if open_screen else None
            _talk(robot, conversation, terminal, ears, screen, typed_only, seen)
        except KeyboardInterrupt:
            print(flush=True)
        finally:
            if screen is not None:
                screen.close()
            if ears is not None:
                ears.close()
            conversation.close()
            player.close()
        say("goodbye")
    return 0


def _talk(
    robot: Robot,
    conversation: Conversation,
    terminal: _Terminal,
    ears: _Ears | None,
    screen: Screen | None,
    typed_only: bool,
    seen: Signature | None,
) -> None:
    def told(text: str) -> None:
        print(text, flush=True)
        if screen is not None:
            screen.changed()

    reloader = Reloader(robot, told, seen, Learning())
    reloader.start()
    upkeep = Upkeep(robot, terminal.complaints)
    upkeep.start()
    content = robot.knowledge.content
    say("says", text=filled(content.prompts.welcome, facts(content)))
    if ears is not None:
        ears.listen(conversation)
    lines = _typed(conversation, terminal)
    if ears is not None and ears.hear:
        ears.wait()
    elif screen is not None and not lines and not _interactive() and not typed_only:
        _wait_for_ever()
    conversation.drain()
    upkeep.close()
    reloader.close()


def _in_journal() -> bool:
    """Whether what is printed is kept by systemd (systemd.exec(5))."""
    return "JOURNAL_STREAM" in os.environ


def _interactive() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _wait_for_ever() -> None:
    """Until Ctrl-C."""
    while True:
        time.sleep(1.0)  # without a limit, Ctrl-C is not heard on Windows


def _typed(conversation: Conversation, terminal: _Terminal) -> int:
    """Questions from the terminal, a line each, until its end; how many lines. An empty line is the button."""
    interactive = _interactive()
    lines = 0
    for line in _lines(interactive):
        lines += 1
        terminal.answers_input = True
        if not line.strip():
            conversation.touch()
        else:
            conversation.type(line.strip())
            if interactive:
                conversation.wait_answered()
            else:
                conversation.drain()
    return lines


def _lines(interactive: bool) -> Iterator[str]:
    if sys.stdin is None:
        return
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    try:
        while True:
            if interactive:
                print(PROMPT, end="", flush=True)
            line = sys.stdin.readline()
            if not line:
                if interactive:
                    print(flush=True)
                return
            yield line
    except OSError:  # the terminal is gone
        return


def _sound_works(probe: SoundProbe | None, terminal: _Terminal) -> bool:
    try:
        (probe or SoundProbe()).check()
    except RobotError as error:
        terminal.failed(error)
        return False
    return True


def _vad(robot: Robot, terminal: _Terminal) -> SpeechProbability | None:
    """The ear for voices; None where nothing can be recognised anyway."""
    if robot.recogniser is None:
        return None
    try:
        return VoiceActivity()
    except RobotError as error:
        terminal.failed(error)
        return None


def _player(robot: Robot, terminal: _Terminal) -> Player:
    """The speaker, even where it is still to be plugged in."""
    if robot.speech is None:
        return NullSpeaker()
    speaker = Speaker(robot.config.audio.speaker, volume=robot.config.tts.volume, on_error=terminal.not_spoken)
    try:
        speaker.check()
    except RobotError as error:
        terminal.not_spoken(error)
    return speaker


def _report(robot: Robot, has_sound: bool, listens: bool) -> None:
    """What was found, a line each: content, understanding, recogniser, voice, microphone, speaker."""
    content = robot.knowledge.content
    places = len([place for place in content.hall.places if place.kind != "junction"]) if content.hall else 0
    index = robot.knowledge.understander.index
    recogniser, speech = robot.recogniser, robot.speech
    yes, no = messages.zh("run.yes"), messages.zh("run.no")
    say(
        "content",
        faq=len(content.faq),
        services=len(content.services),
        places=places,
        phrasings=len(index.phrasings),
    )
    say("meaning", state=yes if index.has_meaning else no)
    say("recogniser", name=recogniser.name if recogniser else no)
    say("voice", name=speech.voice.name if speech else no)
    say("microphone", name=_device(robot.config.audio.microphone, "input") if has_sound else no)
    say("speaker", name=_device(robot.config.audio.speaker, "output") if has_sound else no)
    for part, missing, key in (
        ("stt", recogniser is None, "app.no_recogniser"),
        ("tts", speech is None, "app.no_voice"),
    ):
        reason = robot.failure(part) or (EngineError(key) if missing else None)
        if reason is not None:
            print(reason, file=sys.stderr, flush=True)
    say(f"listening_{robot.config.wake.mode}" if listens else "typing", phrase=robot.config.wake.phrases[0])


def _device_works(robot: Robot) -> bool:
    """Whether there is a speaker and a voice for it."""
    try:
        devices.find(robot.config.audio.speaker, "output")
    except RobotError:
        return False
    return robot.speech is not None


def _device(name: str, direction: devices.Direction) -> str:
    try:
        return devices.find(name, direction).name
    except RobotError:
        return messages.zh("run.no")
