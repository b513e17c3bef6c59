from __future__ import annotations

from robot.conversation.complaints import Complaints
from robot.errors import AudioError

LOST = AudioError("audio.speaker_lost", name="default")


def test_what_is_broken_is_said_once_until_it_has_worked() -> None:
    said: list[str] = []
    complaints = Complaints(said.append)
    assert not complaints.works("speaker")
    complaints.about("speaker", LOST)
    complaints.about("speaker", AudioError("audio.no_speaker"))
    assert said == [str(LOST)]
    assert complaints.works("speaker")
    assert not complaints.works("speaker")
    complaints.about("speaker", LOST)
    assert said == [str(LOST)] * 2


def test_each_part_has_its_own_complaint() -> None:
    said: list[str] = []
    complaints = Complaints(said.append)
    complaints.about("speaker", LOST)
    complaints.about("microphone", AudioError("audio.no_microphone"))
    assert len(said) == 2
