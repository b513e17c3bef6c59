from __future__ import annotations

import pytest

from robot.audio.listening import Decision, Ignored, Listening, Understand, Woken
from robot.config import Wake

ASLEEP = Ignored("asleep")
NOTHING = Ignored("no words")


def _ear(text: str) -> str | None:
    """Stands for the comparison by sound, which is not this package's."""
    return text.removeprefix("小律小律") if text.startswith("小律小律") else None


def _listening(mode: str) -> Listening:
    return Listening(Wake.model_validate({"mode": mode, "awake_seconds": 30}), _ear)


def _heard(listening: Listening, now: float, text: str, delay: float = 1.0) -> Decision:
    """An utterance of a second that was transcribed `delay` seconds after its end."""
    return listening.heard(now, text, now - delay - 1, now - delay)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("公证处在几号窗口", Understand("公证处在几号窗口")),
        ("小律小律公证处在几号窗口", Understand("公证处在几号窗口")),
        ("小律小律", Understand("小律小律")),
        ("", NOTHING),
    ],
)
def test_always_everything_with_words_is_understood(text: str, decision: Decision) -> None:
    listening = _listening("always")
    assert listening.awake(0)
    assert listening.worth_recognising(0, 1)
    assert _heard(listening, 1000, text) == decision


def test_phrase_nothing_is_understood_before_the_phrase() -> None:
    listening = _listening("phrase")
    assert not listening.awake(0)
    assert listening.worth_recognising(9, 10)
    assert _heard(listening, 10, "中午吃什么") == ASLEEP
    assert _heard(listening, 20, "小律小律") == Woken()
    assert listening.awake(21)
    assert _heard(listening, 25, "公证处在几号窗口") == Understand("公证处在几号窗口")


def test_phrase_and_question_in_one_breath() -> None:
    assert _heard(_listening("phrase"), 5, "小律小律我要离婚") == Understand("我要离婚")


def test_phrase_a_question_asked_while_the_phrase_was_still_being_recognised_counts() -> None:
    listening = _listening("phrase")
    assert listening.heard(now=6.0, text="小律小律", started=1.0, ended=2.0) == Woken()
    assert listening.heard(now=9.0, text="我要离婚", started=2.5, ended=4.0) == Understand("我要离婚")


def test_phrase_what_was_said_before_the_phrase_does_not_count() -> None:
    listening = _listening("phrase")
    assert listening.heard(now=6.0, text="小律小律", started=4.0, ended=5.0) == Woken()
    assert listening.heard(now=7.0, text="中午吃什么", started=1.0, ended=2.0) == ASLEEP


def test_phrase_awake_ends_and_each_utterance_prolongs_it() -> None:
    listening = _listening("phrase")
    _heard(listening, 0, "小律小律")
    assert _heard(listening, 29, "第一句") == Understand("第一句")
    assert _heard(listening, 58, "第二句") == Understand("第二句")
    assert not listening.awake(58 + 30)
    assert _heard(listening, 100, "第三句") == ASLEEP


def test_phrase_noise_does_not_prolong_it() -> None:
    listening = _listening("phrase")
    _heard(listening, 0, "小律小律")
    assert _heard(listening, 29, "") == NOTHING
    assert not listening.awake(31)


def test_phrase_a_long_answer_does_not_put_it_to_sleep() -> None:
    listening = _listening("phrase")
    _heard(listening, 0, "小律小律我要离婚")
    listening.robot_talks(1, True)
    assert listening.awake(60)
    listening.robot_talks(70, False)
    assert listening.awake(99)
    assert not listening.awake(101)


def test_phrase_the_robot_talking_for_another_reason_does_not_wake_it() -> None:
    listening = _listening("phrase")
    _heard(listening, 0, "小律小律")
    listening.robot_talks(100, True)
    assert not listening.awake(101)
    listening.robot_talks(110, False)
    assert not listening.awake(111)


def test_phrase_an_utterance_begun_in_time_counts_however_long_it_takes() -> None:
    listening = _listening("phrase")
    _heard(listening, 0, "小律小律")
    listening.visitor_talks(29, True)
    assert listening.awake(45)
    listening.visitor_talks(48, False)
    assert listening.heard(now=50, text="很长的一句话", started=29, ended=48) == Understand("很长的一句话")


def test_phrase_a_touch_wakes_and_goodbye_puts_to_sleep() -> None:
    listening = _listening("phrase")
    listening.pressed(10)
    assert _heard(listening, 15, "我要离婚") == Understand("我要离婚")
    listening.sleep()
    assert _heard(listening, 20, "中午吃什么") == ASLEEP


def test_button_opens_for_one_utterance() -> None:
    listening = _listening("button")
    assert not listening.worth_recognising(0, 1)
    assert _heard(listening, 3, "小律小律我要离婚") == ASLEEP
    listening.pressed(10)
    assert listening.awake(11)
    assert listening.worth_recognising(12, 13)
    assert _heard(listening, 15, "我要离婚") == Understand("我要离婚")
    assert not listening.awake(16)
    assert _heard(listening, 20, "中午吃什么") == ASLEEP


def test_button_noise_does_not_use_up_the_press() -> None:
    listening = _listening("button")
    listening.pressed(10)
    assert _heard(listening, 14, "") == NOTHING
    assert _heard(listening, 20, "我要离婚") == Understand("我要离婚")


def test_button_an_utterance_that_ended_before_the_press_does_not_count() -> None:
    listening = _listening("button")
    listening.pressed(10)
    assert not listening.worth_recognising(7, 9)
    assert listening.heard(now=11, text="中午吃什么", started=7, ended=9) == ASLEEP
    assert listening.heard(now=13, text="我要离婚", started=9.5, ended=12) == Understand("我要离婚")


def test_button_a_press_that_nobody_followed_expires() -> None:
    listening = _listening("button")
    listening.pressed(10)
    assert not listening.worth_recognising(41, 42)
    assert _heard(listening, 50, "中午吃什么") == ASLEEP
