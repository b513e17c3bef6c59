"""What a voice says, Whisper hears: error rates by voice. `python -m tests.tts.round_trip` prints them for all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from robot import paths
from robot.tts.base import Voice
from robot.tts.error_rate import character_error_rate, syllable_error_rate
from robot.tts.speech import Speech
from robot.turn import SAMPLE_RATE, Samples

ANSWERS = (
    "请到3号窗口,公证处在大厅一层,从这里直走,右手边第3个窗口就是。",
    "老板拖欠工资,您可以先向劳动监察大队投诉,也可以申请劳动仲裁,时效是1年。",
    "离婚以后,2岁以下的孩子一般跟妈妈,8岁以上的要听孩子自己的意见。",
    "借钱不还,可以凭借条和银行转账记录去法院起诉,诉讼时效是3年。",
    "法律援助热线是12348,24小时都能打。遇到家庭暴力,请马上打110报警。",
    "根据《民法典》第1079条,感情确已破裂,调解无效的,应当准予离婚。",
    "申请法律援助要带身份证、经济困难证明和案件材料,3到5天有结果。",
    "这个问题我没有把握,请到4号窗口问律师,电话是0357-8322345。",
    "我们的上班时间是周一到周五8:30到12:00,下午2:00到5:30。",
    "公证费按件收取,每件200元到800元。交通事故可以要求赔偿误工费和护理费。",
)
"""Typical answers of the robot, with what a voice can get wrong in them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer, said and heard. `real_time_factor`: seconds to make one second of it."""

    said: str
    heard: str
    characters: float
    syllables: float
    real_time_factor: float


def whisper(model: Path) -> Callable[[Samples], str]:
    """A recogniser: Whisper base, int8, beam 5."""
    from faster_whisper import WhisperModel

    engine = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=2)

    def hear(samples: Samples) -> str:
        segments, _ = engine.transcribe(
            samples.astype(np.float32) / 32768,
            language="zh",
            beam_size=5,
            initial_prompt="以下是普通话的句子,用简体中文。",
            condition_on_previous_text=False,
        )
        return "".join(segment.text for segment in segments)

    return hear


def listen(
    voice: Voice, hear: Callable[[Samples], str], answers: Iterable[str] = ANSWERS, rate: int = 200
) -> list[Heard]:
    """Every answer said by `voice` and heard again."""
    speech = Speech(voice)
    results = []
    for said in answers:
        started = time.perf_counter()
        samples = speech.render(said, rate)
        seconds = time.perf_counter() - started
        heard = hear(samples)
        results.append(
            Heard(
                said,
                heard,
                character_error_rate(said, heard),
                syllable_error_rate(said, heard),
                seconds * SAMPLE_RATE / max(1, samples.size),
            )
        )
    return results


def mean(results: list[Heard], what: str) -> float:
    return float(np.mean([getattr(each, what) for each in results]))


def report(name: str, results: list[Heard]) -> str:
    """One line: voice, character errors, syllable errors, real-time factor."""
    return (
        f"{name:24} CER {mean(results, 'characters'):6.1%}  SER {mean(results, 'syllables'):6.1%}  "
        f"RTF {mean(results, 'real_time_factor'):.2f}"
    )


def main() -> None:
    from robot.tts.kokoro import SPEAKERS, KokoroVoice
    from robot.tts.mandarin import MandarinVoice
    from robot.tts.system import SystemVoice

    hear = whisper(paths.MODELS / "whisper-base")
    voices: list[tuple[str, Voice]] = [("mandarin", MandarinVoice(paths.MODELS / "mandarin"))]
    voices += [("system", SystemVoice())]
    voices += [(f"kokoro {name}", KokoroVoice(paths.MODELS / "kokoro", name)) for name in SPEAKERS]
    for name, voice in voices:
        results = listen(voice, hear)
        for each in results:
            print(f"  {each.syllables:4.0%} {each.said} -> {each.heard}")
        print(report(name, results), flush=True)


if __name__ == "__main__":
    main()
