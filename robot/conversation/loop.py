"""The conversation of one robot with whoever stands before it: microphone in, speaker out, until it is closed.

Whoever reads the microphone calls `hear`, which keeps the timing (endpointing, interruption and listening are pure
state machines in robot.audio). `work` recognises and answers what was said, so that the robot hears while it thinks,
and `tick` does what the passing of time alone brings about. `start` makes a thread for these two; a test calls them
itself.
What happens is told to an observer, which never changes it.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from robot.app import Robot, Turn
from robot.audio.endpointing import Endpointer, Event, SpeechStarted, Timing, UtteranceEnded
from robot.audio.interruption import Action, Interruption, Rules
from robot.audio.listening import Ignored, Listening, Woken
from robot.audio.speaker import NullSpeaker, Player
from robot.audio.vad import CHUNK, SpeechProbability, loudness
from robot.conversation.going_on import Held, best, joined
from robot.conversation.job import Job
from robot.conversation.latency import Waiting
from robot.conversation.observer import Observer, Quiet, Shielded, State, as_robot_error, log_fault
from robot.conversation.voice import apology_for, say
from robot.dialogue.session import Session
from robot.errors import RobotError
from robot.nlu.sound.wake import WakePhrase
from robot.stt.base import Stream
from robot.turn import SAMPLE_RATE, Reply, Samples, Transcript, Utterance

__all__ = ["Conversation", "Observer", "Quiet", "State"]

_TICK_SECONDS = 0.1
_CLOSE_SECONDS = 10.0
"""A recogniser at work cannot be interrupted, but is done by then."""


class Conversation:
    """Feed it microphone chunks (`hear`) and typed questions (`type`); it speaks through `player`.

    `clock` is any steady clock in seconds. One visitor at a time; after `privacy.forget_after_seconds` without a word
    the visitor is forgotten. Nothing that goes wrong in a turn ends the conversation.
    """

    def __init__(
        self,
        robot: Robot,
        vad: SpeechProbability | None = None,
        player: Player | None = None,
        observer: Observer | None = None,
        clock: Callable[[], float] = time.monotonic,
        session: Session | None = None,
        echo_cancelled: bool | None = None,
    ) -> None:
        audio = robot.config.audio
        if echo_cancelled is not None:  # a browser cancels echo, whatever the robot's own devices do
            audio = audio.model_copy(update={"echo_cancellation": echo_cancelled})
        self._robot = robot
        self._vad = vad
        self._player: Player = player or NullSpeaker()
        self._observer = Shielded(observer or Quiet())
        self._clock = clock
        timing = Timing.from_config(audio)
        self._tail = timing.tail / SAMPLE_RATE
        self._endpointer = Endpointer(timing)
        self._interruption = Interruption(Rules.from_config(audio))
        self._listening = Listening(robot.config.wake, WakePhrase(robot.config.wake.phrases).match)
        self._lock = threading.RLock()
        self._session = session or Session()
        self._visitor = 0
        self._last_word = clock()
        self._state: State = "waiting"
        self._thinking = self._paused = self._deaf = False
        self._hearing_failed = False
        self._failures = 0
        self._reply: Reply | None = None
        self._reply_since = float("-inf")
        self._held: Held | None = None
        self._later: Job | None = None
        self._partials: Stream | None = None
        self.shows_partials = False
        """Whether somebody sees what is heard so far: then it is worth its price also without a streaming engine."""
        self._recent: deque[Samples] = deque(maxlen=1 + (timing.pre_roll + timing.min_speech) // CHUNK)
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._closed = threading.Event()
        self._worker: threading.Thread | None = None

    def start(self) -> None:
        """Answer and keep the time in a thread of its own."""
        self._worker = threading.Thread(target=self._run, name="turns", daemon=True)
        self._worker.start()

    def hear(self, chunk: Samples) -> None:
        """Take the microphone's next chunk (512 samples)."""
        with self._lock:
            now = self._clock()
            try:
                if self.shows_partials:
                    self._observer.level(loudness(chunk))
                self._pass_time(now)
                self._listen(chunk, now)
                self._hearing_failed = False
            except Exception as error:  # a fault in a chunk must not make the robot deaf for good
                self._endpointer.skip(len(chunk))
                if not self._hearing_failed:
                    self._observer.failed(as_robot_error(error))
                self._hearing_failed = True
            self._show_state()

    def microphone_lost(self) -> None:
        """No more chunks come for now: what was being said ends here."""
        with self._lock:
            now = self._clock()
            self._react(self._endpointer.finish(), now)
            if self._vad is not None:
                self._vad.reset()
            self._show_state()

    def type(self, text: str) -> None:
        """Take a typed question; it silences the robot."""
        with self._lock:
            now = self._clock()
            self._listening.pressed(now)
            self._act(self._interruption.touched(now), now)
            self._held = self._later = None
        self._jobs.put(Job(now, transcript=Transcript(text)))

    def touch(self) -> None:
        """A touch or the button: stops the robot, and lets the next utterance through."""
        with self._lock:
            now = self._clock()
            self._act(self._interruption.touched(now), now)
            self._listening.pressed(now)
            self._show_state()

    @property
    def session(self) -> Session:
        """What is remembered of the visitor now."""
        return self._session

    def present(self, change: Callable[[Session], Session] = lambda session: session) -> None:
        """Somebody is there, though nothing was said; `change` is what they set by hand (slower, step-free)."""
        with self._lock:
            self._last_word = self._clock()
            self._session = change(self._session)

    def forget(self) -> None:
        """The visitor has gone: fall silent and forget them."""
        with self._lock:
            self._act(self._interruption.touched(self._clock()), self._clock())
            self._held = self._later = None
            self._forget(self._clock())

    def tick(self) -> None:
        """Do what time brings: the end of a reply, a false interruption, a visitor who has gone."""
        with self._lock:
            self._pass_time(self._clock())
            self._show_state()

    def work(self, timeout: float = 0.0) -> bool:
        """Answer the next thing that was said or typed; False when there was none within `timeout` seconds."""
        try:
            job = self._jobs.get(timeout > 0, timeout)
        except queue.Empty:
            return False
        try:
            if job is not None and not self._closed.is_set():
                self._answer(job)
        except Exception as error:  # whatever is wrong with this turn, the next visitor finds a robot that works
            self._not_answered(error)
        finally:
            with self._lock:
                self._thinking = False
                self._jobs.task_done()
                self._pass_time(self._clock())
                self._show_state()
        return True

    def wait_answered(self) -> None:
        """Wait until everything said so far is answered; the robot may still be speaking."""
        with self._jobs.all_tasks_done:
            while self._jobs.unfinished_tasks and not self._closed.is_set():
                self._jobs.all_tasks_done.wait(_TICK_SECONDS)  # without a limit, Ctrl-C is not heard on Windows

    def drain(self) -> None:
        """Wait until everything said so far is answered and spoken."""
        self.wait_answered()
        while not self._player.wait(_TICK_SECONDS):
            pass
        self.tick()

    def close(self) -> None:
        """Stop speaking and end the worker; what has not been answered never will be."""
        self._closed.set()
        self._player.stop()
        self._jobs.put(None)
        if self._worker is not None:
            self._worker.join(_CLOSE_SECONDS)

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                self.work(_TICK_SECONDS)
                self.tick()
            except Exception as error:  # the thread that answers must not end
                log_fault(error)

    # --- hearing: everything below is called with the lock held, unless it says otherwise

    def _listen(self, chunk: Samples, now: float) -> None:
        if self._vad is None:
            return
        if not self._interruption.hears(now):
            self._endpointer.skip(len(chunk))
            self._stop_listening(self._vad, now)
            return
        self._deaf = False
        probability = self._vad.probability(chunk)
        if self._listening.awake(now):
            self._act(self._interruption.voice(now, probability, len(chunk) / SAMPLE_RATE), now)
        self._recent.append(chunk)
        if self._partials is not None:
            self._observer.partial(self._partials.accept(chunk))
        self._react(self._endpointer.feed(chunk, probability), now)

    def _stop_listening(self, vad: SpeechProbability, now: float) -> None:
        """The robot itself is what the microphone hears now."""
        if not self._deaf:
            self._deaf = True
            vad.reset()
            self._recent.clear()
            self._partials = None
            self._listening.visitor_talks(now, False)

    def _react(self, events: tuple[Event, ...], now: float) -> None:
        for event in events:
            if isinstance(event, SpeechStarted):
                self._listening.visitor_talks(now, True)
                self._show_partials(now)
            elif isinstance(event, UtteranceEnded):
                self._listening.visitor_talks(now, False)
                self._partials = None
                self._heard(event.utterance, now)

    def _show_partials(self, now: float) -> None:
        """Show what is said while it is said, its beginning included; the whole is recognised once more at the end."""
        self._partials = self._robot.partial_stream(self.shows_partials) if self._listening.awake(now) else None
        if self._partials is not None:
            for chunk in self._recent:
                self._partials.accept(chunk)

    def _heard(self, utterance: Utterance, now: float) -> None:
        # The endpointer counts samples from its own beginning; on the clock it is now at `now`.
        behind = now - self._endpointer.seconds
        started, ended = utterance.started + behind, utterance.ended + behind
        if self._listening.worth_recognising(started, ended):
            self._interruption.recognising(now)
            self._jobs.put(Job(now, utterance, started=started, ended=ended))

    # --- time

    def _pass_time(self, now: float) -> None:
        self._settle(now)
        self._act(self._interruption.tick(now), now)
        if self._held and not self._jobs.unfinished_tasks and (not self._endpointer.speaking or now > self._held.until):
            held, self._held = self._held, None
            self._speak(held.turn, Waiting(None, now, now, now, now))
        if now - self._last_word > self._robot.config.privacy.forget_after_seconds and not self._interruption.talking:
            self._forget(now)

    def _forget(self, now: float) -> None:
        self._session = Session()
        self._visitor += 1
        self._last_word = now
        self._observer.forgotten()

    def _settle(self, now: float) -> None:
        """Notice that the speaker has come to its end."""
        if self._interruption.talking and not self._player.playing:
            self._interruption.reply_ended(now)
            self._listening.robot_talks(now, False)
            self._last_word = now
        if self._later and not self._interruption.talking:
            job, self._later = self._later, None
            self._jobs.put(job)

    def _act(self, actions: tuple[Action, ...], now: float) -> None:
        for action in actions:
            self._paused = action is Action.PAUSE
            if self._paused:
                self._player.pause()
            elif action is Action.RESUME:
                self._player.resume()
            else:
                self._player.stop()
                self._listening.robot_talks(now, False)
                self._last_word = now

    def _show_state(self) -> None:
        state: State = "waiting"
        if self._interruption.talking and not self._paused:
            state = "speaking"
        elif self._endpointer.speaking and self._listening.awake(self._clock()):
            state = "listening"
        elif self._thinking:
            state = "thinking"
        if state != self._state:
            self._state = state
            self._observer.state(state)

    # --- answering: in the worker, without the lock where it takes time

    def _answer(self, job: Job) -> None:
        """One turn: recognise, decide whether it was for the robot, understand, decide whether to speak, speak."""
        waiting = Waiting(job.ended - self._tail if job.utterance else None, job.given, taken=self._clock())
        with self._lock:
            self._thinking = job.utterance is None or self._listening.awake(waiting.taken)
            self._show_state()
        transcript = job.transcript or self._recognised(job)
        with self._lock:
            waiting.transcribed = self._clock()
            text = self._for_the_robot(job, transcript, waiting.transcribed)
            if text is None:
                if job.ended > self._reply_since:
                    self._act(self._interruption.words(waiting.transcribed, heard=False), waiting.transcribed)
                return
            session, visitor = self._session, self._visitor
            self._last_word = waiting.transcribed
            held, self._held = (self._held, None) if job.utterance else (None, None)
        if text != transcript.text:
            transcript = replace(transcript, text=text, alternatives=())
        turn = self._understood(transcript, session, held)
        with self._lock:
            waiting.replied = now = self._clock()
            gone = self._closed.is_set() or visitor != self._visitor
            if gone or not self._has_the_floor(job, turn, now):
                return
            if self._goes_on(job, turn, held, now):
                longest = self._robot.config.audio.longest_utterance_seconds
                self._held = Held(turn, held.until if held else now + longest)
                return
            self._speak(turn, waiting)
        self._robot.note(turn)

    def _recognised(self, job: Job) -> Transcript:
        transcript = self._robot.hear(job.utterance.samples) if job.utterance else Transcript("")
        self._failures = 0
        return transcript

    def _for_the_robot(self, job: Job, transcript: Transcript, now: float) -> str | None:
        """What was said to the robot; None when nothing was, or it was not for the robot."""
        if job.utterance is None:
            return transcript.text
        decision = self._listening.heard(now, transcript.text, job.started, job.ended)
        if isinstance(decision, Ignored):
            return None
        return self._robot.config.wake.phrases[0] if isinstance(decision, Woken) else decision.text

    def _understood(self, transcript: Transcript, session: Session, held: Held | None) -> Turn:
        """The turn of `transcript`, together with what the visitor said before a pause (`held`)."""
        turn = self._robot.answer(transcript, session)
        if held is None:
            return turn
        both = self._robot.answer(joined(held.turn.transcript, transcript), session)
        return best(held.turn, both, turn)

    def _has_the_floor(self, job: Job, turn: Turn, now: float) -> bool:
        """Whether `turn` is answered now, though the robot may be talking; tells the interruption what was heard."""
        if not self._interruption.talking or job.utterance is None:
            return True
        asked_before = job.ended <= self._reply_since
        says_go_on = self._is_mere_assent(turn)
        if not asked_before:
            self._act(self._interruption.words(now, heard=not says_go_on), now)
        if not self._interruption.talking:
            return True
        if self._reply is not None and not self._reply.interruptible:
            if turn.reply.kind == "emergency" and turn.reply.id != self._reply.id:
                return True
            self._later = Job(now, transcript=turn.transcript)
            return False
        # Nothing else is said in less than barge_in_seconds: commands (停, 大声点) are.
        return asked_before or (turn.understanding.kind == "command" and not says_go_on)

    def _is_mere_assent(self, turn: Turn) -> bool:
        """Whether a visitor who says it (嗯, 好的) while the robot talks only means: I am listening."""
        meant, open_question = turn.understanding, self._session.asked_back or self._session.more
        return meant.kind == "command" and meant.id == "yes" and not open_question

    def _goes_on(self, job: Job, turn: Turn, held: Held | None, now: float) -> bool:
        """Whether the visitor already says more, so that an answer would talk over them. Emergencies do not wait."""
        if job.utterance is None or turn.reply.kind == "emergency" or (held and now > held.until):
            return False
        more = self._endpointer.speaking or any(other and other.utterance for other in list(self._jobs.queue))
        return more and self._listening.awake(now)

    def _not_answered(self, error: Exception) -> None:
        """Tell the operator once, and the visitor at most twice: an engine that is dead fails at every noise."""
        with self._lock:
            now = self._clock()
            self._act(self._interruption.words(now, heard=False), now)
            self._failures += 1
            if self._failures == 1 or not isinstance(error, RobotError):
                self._observer.failed(as_robot_error(error))
            if self._failures <= 2 and not self._interruption.talking and not self._closed.is_set():
                apology = apology_for(self._failures, self._robot.knowledge.content.prompts, self._session)
                self._speak(apology, Waiting(None, now, now, now, now))

    # --- speaking

    def _speak(self, turn: Turn, waiting: Waiting) -> None:
        """Show the turn, carry out what it asks for, and say it. A voice that fails leaves the text."""
        reply, now = turn.reply, self._clock()
        self._session = turn.session
        if "stop" in reply.actions or "goodbye" in reply.actions:
            self._act(self._interruption.touched(now), now)
        if "goodbye" in reply.actions:
            self._listening.sleep()
        self._observer.turn(turn)
        try:
            aloud = self._say(turn, waiting)
        except Exception as error:
            self._observer.failed(as_robot_error(error))
            aloud = False
        if aloud:
            self._reply, self._reply_since = reply, now
            self._paused = False
            self._interruption.reply_started(now, interruptible=reply.interruptible)
            self._listening.robot_talks(now, True)
        else:
            waiting.log(turn, None)
        self._show_state()

    def _say(self, turn: Turn, waiting: Waiting) -> bool:
        """Begin to say the reply; False when there is nothing to say or nothing to say it with."""

        def begun(number: int, text: str) -> None:
            if number == 0:
                waiting.log(turn, self._clock())
            self._observer.piece(number, text)

        return say(self._robot, self._player, turn, begun)
