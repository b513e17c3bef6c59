from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import numpy as np
import pytest

from robot.app import Robot, Turn
from robot.conversation.loop import Conversation
from robot.dialogue.session import Session
from robot.errors import EngineError
from robot.turn import SAMPLE_RATE, Candidate, Transcript
from tests.conversation.hall import Hall, Player, StreamingRecogniser, Watcher

MakeHall = Callable[..., Hall]
QUESTION = "公证处在几号窗口"
WAGES = "老板拖欠工资怎么办"
DANGER = "救命啊有人打我"
FULL_DUPLEX = {"echo_cancellation": True}


def test_a_spoken_question_is_answered_aloud(hall: MakeHall) -> None:
    here = hall()
    here.says(QUESTION)
    assert [turn.reply.window for turn in here.watcher.turns] == ["w3"]
    assert here.player.told == ["play"]
    here.finished_speaking()
    assert here.watcher.states == ["listening", "waiting", "thinking", "speaking", "waiting"]


def test_the_first_sentence_plays_before_the_rest_is_made(hall: MakeHall) -> None:
    here = hall()
    here.says(WAGES)
    assert here.mouth.said == []
    next(iter(here.player.pieces))
    assert len(here.mouth.said) == 1
    here.player.make()
    assert len(here.mouth.said) > 2
    assert "".join(here.watcher.pieces) in here.spoken[0]


def test_noise_is_answered_by_nothing(hall: MakeHall) -> None:
    here = hall()
    here.says("")
    assert here.watcher.turns == []
    assert here.watcher.states[-1] == "waiting"


# --- half duplex


def test_without_echo_cancellation_the_robot_does_not_hear_itself(hall: MakeHall) -> None:
    here = hall()
    here.says(QUESTION)
    here.voice(3)
    here.silence(1)
    assert len(here.ear.heard) == 1
    assert here.player.told == ["play"]
    assert here.vad.resets == 1


def test_it_hears_again_once_the_echo_has_died_away(hall: MakeHall) -> None:
    here = hall()
    here.says(QUESTION)
    here.player.playing = False
    here.voice(0.28)
    here.silence(1)
    assert len(here.ear.heard) == 1
    here.says(WAGES)
    assert here.ids == ["w3", "labor-unpaid-wages"]
    assert len(here.ear.heard[1]) < 2.2 * SAMPLE_RATE


def test_a_touch_stops_the_robot(hall: MakeHall) -> None:
    here = hall()
    here.says(QUESTION)
    here.conversation.touch()
    assert here.player.told == ["play", "stop"]
    assert here.watcher.states[-1] == "waiting"


def test_a_typed_question_takes_the_place_of_the_answer(hall: MakeHall) -> None:
    here = hall()
    here.says(WAGES)
    here.types(QUESTION)
    assert here.player.told == ["play", "stop", "play"]
    assert here.ids == ["labor-unpaid-wages", "w3"]


# --- being interrupted


def test_a_visitor_who_talks_stops_the_robot_and_is_answered(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(WAGES)
    here.voice(0.4)
    assert here.player.told == ["play"]
    here.voice(0.2)
    assert here.player.told == ["play", "pause"]
    assert here.watcher.states[-1] == "listening"
    here.says(QUESTION)
    assert here.player.told == ["play", "pause", "stop", "play"]
    assert here.ids == ["labor-unpaid-wages", "w3"]


def test_after_a_false_interruption_the_robot_goes_on(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(WAGES)
    here.says("", seconds=0.7)
    assert here.player.told == ["play", "pause", "resume"]
    assert here.watcher.states[-1] == "speaking"
    assert len(here.watcher.turns) == 1


def test_it_stays_silent_while_a_slow_recogniser_works(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(WAGES)
    here.ear.texts.append(QUESTION)
    here.voice(1)
    here.silence(6)
    assert here.player.told == ["play", "pause"]
    here.work()
    assert here.player.told == ["play", "pause", "stop", "play"]


def test_an_interruption_of_which_no_words_come_ends_by_itself(hall: MakeHall) -> None:
    here = hall(audio={**FULL_DUPLEX, "min_speech_seconds": 2})
    here.types(WAGES)
    here.voice(0.7)
    assert here.player.told == ["play", "pause"]
    here.wait(2.5)
    assert here.player.told == ["play", "pause", "resume"]


@pytest.mark.parametrize("word", ["嗯", "好的"])
def test_a_visitor_who_only_agrees_does_not_stop_it(hall: MakeHall, word: str) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(WAGES)
    here.says(word, seconds=0.6)
    assert here.player.told == ["play", "pause", "resume"]
    assert here.ids == ["labor-unpaid-wages"]


def test_yes_answers_a_question_of_the_robot(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(WAGES)
    here.conversation._session = Session(asked_back=(Candidate("place", "w3", 0.6),))
    here.says("对", seconds=0.6)
    assert here.player.told == ["play", "pause", "stop", "play"]
    assert here.ids == ["labor-unpaid-wages", "w3"]


def test_a_short_stop_stops_and_a_short_word_does_not(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(WAGES)
    here.says("哦", seconds=0.35)
    assert here.player.told == ["play"]
    assert len(here.watcher.turns) == 1
    here.says("停", seconds=0.35)
    assert here.player.told == ["play", "stop"]
    assert here.spoken[-1] == ""


def test_a_safety_notice_is_not_interrupted_and_the_question_is_answered_after_it(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(DANGER)
    here.says(QUESTION, seconds=2)
    here.says("停", seconds=0.4)
    here.says(QUESTION, seconds=2)
    assert here.player.told == ["play"]
    assert here.ids == ["violence"]
    here.finished_speaking()
    assert here.player.told == ["play", "play"]
    assert here.ids == ["violence", "w3"]


def test_another_danger_takes_the_place_of_a_safety_notice(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(DANGER)
    here.says("着火了快跑")
    assert [turn.reply.kind for turn in here.watcher.turns] == ["emergency", "emergency"]
    assert here.ids[0] != here.ids[1]
    assert here.player.told == ["play", "play"]


def test_the_same_danger_called_out_again_does_not_begin_the_notice_anew(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(DANGER)
    here.says(DANGER)
    assert here.player.told == ["play"]


def test_a_hand_stops_even_a_safety_notice(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(DANGER)
    here.conversation.touch()
    assert here.player.told == ["play", "stop"]


# --- a visitor who goes on


def test_nobody_who_goes_on_is_talked_over_and_both_parts_are_understood_together(hall: MakeHall) -> None:
    here = hall()
    here.ear.texts += ["申请法律援助", "要带什么材料"]
    here.voice(0.8)
    here.silence(0.9)
    here.voice(0.5)
    here.work()
    assert here.player.told == []
    here.voice(0.5)
    here.silence(1)
    here.work()
    assert here.player.told == ["play"]
    assert [turn.transcript.text for turn in here.watcher.turns] == ["申请法律援助，要带什么材料"]
    assert [turn.reply.service for turn in here.watcher.turns] == ["legal-aid"]


def test_when_what_follows_is_only_noise_the_answer_comes_after_it(hall: MakeHall) -> None:
    here = hall()
    here.ear.texts += [QUESTION, ""]
    here.voice(1)
    here.silence(0.9)
    here.voice(0.5)
    here.work()
    assert here.player.told == []
    here.silence(1)
    here.work()
    assert here.ids == ["w3"]
    assert here.player.told == ["play"]


def test_an_answer_is_not_held_back_for_ever(hall: MakeHall) -> None:
    here = hall(audio={"longest_utterance_seconds": 5})
    here.ear.texts += [QUESTION, "", "", ""]
    here.voice(1)
    here.silence(0.9)
    here.voice(0.5)
    here.work()
    for _ in range(6):
        here.voice(1)
        here.work()
    assert here.ids == ["w3"]


def test_a_typed_question_takes_the_place_of_an_answer_held_back(hall: MakeHall) -> None:
    here = hall()
    here.ear.texts += [WAGES, ""]
    here.voice(1)
    here.silence(0.9)
    here.voice(0.5)
    here.work()
    here.types(QUESTION)
    here.finished_speaking()
    here.silence(1)
    here.work()
    assert here.ids == ["w3"]


def test_danger_is_answered_while_the_visitor_still_talks(hall: MakeHall) -> None:
    here = hall()
    here.ear.texts.append(DANGER)
    here.voice(1)
    here.silence(0.9)
    here.voice(0.5)
    here.work()
    assert here.ids == ["violence"]


# --- when it listens


def test_with_a_button_one_utterance_is_heard_after_each_press(hall: MakeHall) -> None:
    here = hall(wake={"mode": "button"}, audio=FULL_DUPLEX)
    here.voice(1)
    here.silence(1)
    here.work()
    assert here.ear.heard == []
    here.conversation.touch()
    here.says(QUESTION)
    assert here.ids == ["w3"]
    here.voice(3)
    here.silence(3)
    here.work()
    assert here.player.told == ["play"]
    here.conversation.touch()
    assert here.player.told == ["play", "stop"]
    here.says(WAGES)
    assert here.ids == ["w3", "labor-unpaid-wages"]


def test_with_a_phrase_it_is_called_first(hall: MakeHall) -> None:
    here = hall(wake={"mode": "phrase"})
    here.says(QUESTION)
    assert here.watcher.turns == []
    assert here.watcher.states == []
    here.says("小绿小绿")
    assert [turn.reply.id for turn in here.watcher.turns] == ["wake"]
    here.finished_speaking()
    here.says(QUESTION)
    here.finished_speaking()
    here.silence(29)
    here.says(WAGES)
    here.finished_speaking()
    assert here.ids == ["wake", "w3", "labor-unpaid-wages"]
    here.silence(32)
    here.says(QUESTION)
    assert len(here.watcher.turns) == 3
    here.says("小律小律，" + QUESTION)
    assert here.ids[3:] == ["w3"]


def test_after_goodbye_it_has_to_be_called_again(hall: MakeHall) -> None:
    here = hall(wake={"mode": "phrase"})
    here.says("小律小律，" + QUESTION)
    here.finished_speaking()
    here.says("再见")
    here.finished_speaking()
    here.says(WAGES)
    assert here.ids == ["w3", "goodbye"]


# --- commands


def test_repeat_says_it_again(hall: MakeHall) -> None:
    here = hall()
    here.types(QUESTION)
    here.types("再说一遍")
    assert here.spoken[0] == here.spoken[1] != ""


def test_slower_and_louder_change_the_voice_of_what_follows(hall: MakeHall) -> None:
    here = hall(tts={"rate": 200, "volume": 60})
    here.types(QUESTION)
    here.player.make()
    assert {rate for _, rate in here.mouth.said} == {200}
    assert here.player.volume == 60
    here.mouth.said.clear()
    here.types("说慢点")
    here.types("大声点")
    here.player.make()
    assert {rate for _, rate in here.mouth.said} == {170}
    assert here.player.volume == 75


def test_goodbye_forgets_the_visitor_and_his_wishes(hall: MakeHall) -> None:
    here = hall(tts={"rate": 200})
    here.types(QUESTION)
    here.types("说慢点")
    here.types("再见")
    here.types("再说一遍")
    here.player.make()
    assert here.spoken[-1] not in here.spoken[:-1]
    assert here.mouth.said[-1][1] == 200


def test_a_visitor_is_forgotten_after_a_while_without_a_word(hall: MakeHall) -> None:
    here = hall(privacy={"forget_after_seconds": 60})
    here.types(QUESTION)
    here.wait(300)
    here.finished_speaking()
    here.wait(55)
    here.types("再说一遍")
    assert here.spoken[1] == here.spoken[0]
    here.finished_speaking()
    here.wait(61)
    here.types("再说一遍")
    assert here.spoken[2] == here.robot.knowledge.content.prompts.nothing_to_repeat


# --- faults


def test_a_recogniser_that_fails_is_told_once_and_typing_goes_on(hall: MakeHall) -> None:
    here = hall()
    prompts = here.robot.knowledge.content.prompts
    for _ in range(4):
        here.says(EngineError("stt.failed", engine="whisper", reason="RuntimeError"))
        here.finished_speaking()
    assert [error.key for error in here.watcher.errors] == ["stt.failed"]
    assert here.spoken == [prompts.not_heard, prompts.clarify_again]
    here.types(QUESTION)
    assert here.ids[-1] == "w3"
    here.finished_speaking()
    here.says(WAGES)
    here.finished_speaking()
    here.says(EngineError("stt.failed", engine="whisper", reason="RuntimeError"))
    assert len(here.watcher.errors) == 2


def test_a_fault_ends_neither_the_robot_nor_tells_what_was_said(
    hall: MakeHall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here = hall()
    real = Robot.answer

    def answer(robot: Robot, transcript: Transcript, session: Session) -> Turn:
        monkeypatch.setattr(Robot, "answer", real)
        raise ValueError(transcript.text)

    monkeypatch.setattr(Robot, "answer", answer)
    here.says("我的秘密")
    assert [error.key for error in here.watcher.errors] == ["run.fault"]
    assert "ValueError" in str(here.watcher.errors[0])
    assert "test_loop.py" in caplog.text
    assert "秘密" not in caplog.text + str(here.watcher.errors[0])
    here.finished_speaking()
    here.says(QUESTION)
    assert here.ids[-1] == "w3"


def test_a_fault_while_the_robot_is_paused_lets_it_go_on(hall: MakeHall) -> None:
    here = hall(audio=FULL_DUPLEX)
    here.says(WAGES)
    here.says(EngineError("stt.failed", engine="whisper", reason="RuntimeError"))
    assert here.player.told == ["play", "pause", "resume"]


def test_a_voice_that_fails_leaves_the_text(hall: MakeHall, monkeypatch: pytest.MonkeyPatch) -> None:
    here = hall()

    def broken(*arguments: object, **options: object) -> None:
        raise EngineError("tts.voice_failed", voice="mandarin", reason="RuntimeError")

    monkeypatch.setattr(here.robot.__dict__["speech"], "pieces", broken)
    monkeypatch.setattr("robot.messages.line", lambda key, **params: key)
    here.types(QUESTION)
    here.types(WAGES)
    assert here.ids == ["w3", "labor-unpaid-wages"]
    assert here.watcher.states[-1] == "waiting"


def test_a_fault_in_the_ear_is_told_once_and_it_hears_again(
    hall: MakeHall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here = hall()
    with monkeypatch.context() as patched:
        patched.setattr(here.vad, "probability", lambda chunk: 1 / 0)
        here.voice(2)
    assert [error.key for error in here.watcher.errors] == ["run.fault"]
    assert caplog.text.count("ZeroDivisionError") == 1
    here.says(QUESTION)
    assert here.ids == ["w3"]


def test_an_observer_that_fails_harms_nobody(hall: MakeHall, caplog: pytest.LogCaptureFixture) -> None:
    here = hall()

    class Bad(Watcher):
        def turn(self, turn: Turn) -> None:
            raise BrokenPipeError

    here.conversation = Conversation(here.robot, here.vad, here.player, Bad(), lambda: here.now)
    here.says(QUESTION)
    assert here.player.told == ["play"]
    assert "BrokenPipeError" in caplog.text


def test_a_microphone_that_is_pulled_out_ends_the_utterance(hall: MakeHall) -> None:
    here = hall()
    here.ear.texts.append(QUESTION)
    here.voice(1)
    here.conversation.microphone_lost()
    here.work()
    assert here.ids == ["w3"]
    assert len(here.ear.heard[0]) == pytest.approx(SAMPLE_RATE, abs=1024)


# --- what the terminal and the page see


def test_what_is_said_is_shown_while_it_is_said_from_its_beginning(knowledge: object) -> None:
    here = Hall(knowledge, StreamingRecogniser())  # type: ignore[arg-type]
    here.silence(2)
    here.says(QUESTION)
    shown = [int(partial) for partial in here.watcher.partials]
    assert shown == sorted(shown)
    assert shown[-1] == pytest.approx(len(here.ear.heard[0]) + 0.6 * SAMPLE_RATE, abs=0.1 * SAMPLE_RATE)


def test_what_passers_by_say_is_not_shown(knowledge: object) -> None:
    here = Hall(knowledge, StreamingRecogniser(), wake={"mode": "phrase"})  # type: ignore[arg-type]
    here.says(QUESTION)
    assert here.watcher.partials == []


def test_how_long_a_visitor_waited_is_logged_without_words(hall: MakeHall, caplog: pytest.LogCaptureFixture) -> None:
    here = hall()
    hear = here.ear.transcribe

    def slowly(samples: object) -> object:
        here.now += 1.5
        return hear(samples)  # type: ignore[arg-type]

    here.ear.transcribe = slowly  # type: ignore[assignment, method-assign]
    with caplog.at_level(logging.INFO):
        here.says(QUESTION, pause=1.0)
        here.now += 0.25
        here.player.make()
    lines = [record.getMessage() for record in caplog.records if "turn ms" in record.getMessage()]
    assert len(lines) == 1
    parts = dict(part.split("=") for part in lines[0].removeprefix("turn ms: ").split())
    assert int(parts["silence"]) == pytest.approx(800, abs=40)
    assert int(parts["transcript"]) == 1500
    assert int(parts["sound"]) == 250
    assert int(parts["total"]) == pytest.approx(800 + 200 + 1500 + 250, abs=80)
    assert QUESTION not in caplog.text and "公证" not in caplog.text


# --- its end


def test_closing_while_it_thinks_says_nothing_more(hall: MakeHall) -> None:
    here = hall()
    thinks, closed = threading.Event(), threading.Event()
    hear = here.ear.transcribe

    def until_closed(samples: object) -> object:
        thinks.set()
        closed.wait(30)
        return hear(samples)  # type: ignore[arg-type]

    here.ear.transcribe = until_closed  # type: ignore[assignment, method-assign]
    here.ear.texts.append(QUESTION)
    here.voice(1)
    here.silence(1)
    here.conversation.start()
    assert thinks.wait(30)
    here.conversation._closed.set()
    threading.Timer(0, closed.set).start()
    here.conversation.close()
    assert "play" not in here.player.told
    assert "turns" not in {thread.name for thread in threading.enumerate()}


def test_the_worker_answers_and_keeps_the_time_by_itself(hall: MakeHall) -> None:
    here = hall()
    here.conversation.start()
    here.conversation.type(QUESTION)
    here.conversation.wait_answered()
    assert here.ids == ["w3"]
    here.player.playing = False
    here.conversation.drain()
    assert here.watcher.states[-1] == "waiting"
    here.conversation.close()


def test_without_a_microphone_and_a_speaker_it_answers_in_text(hall: MakeHall) -> None:
    here = hall()
    conversation = Conversation(here.robot, observer=here.watcher)
    conversation.hear(np.zeros(512, np.int16))
    conversation.type(QUESTION)
    assert conversation.work()
    conversation.drain()
    assert here.ids == ["w3"]
    assert isinstance(here.player, Player) and here.player.told == []
