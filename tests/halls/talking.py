"""Somebody who types answers, and what they are asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

ANSWERS: tuple[tuple[str, str], ...] = (
    ("全名", "清河县公共法律服务中心"),
    ("地址", "清河镇人民路18号"),
    ("总机", "0357-8888000"),
    ("哪几天", ""),
    ("上午", ""),
    ("下午", "14:30到17:30"),
    ("几个窗口", "6"),
    ("一个不缺", ""),
    ("综合受理", "1"),
    ("法律援助", "2"),
    ("公证", "3号"),
    ("律师咨询", "4"),
    ("人民调解", "5"),
    ("司法鉴定", "3"),
    ("行政复议", "6"),
    ("社区矫正", "6"),
    ("行政审批", "不办"),
    ("到哪里去办", "市司法局"),
    ("市司法局的电话", "0357-2222000"),
    ("仲裁咨询", "不办"),
    ("到哪里去办", "县劳动人事争议仲裁院"),
    ("仲裁院的电话", "0357-3333000"),
    *((text, "") for number in range(1, 4) for text in (f"{number} 号窗口牌子", "怎么叫", "电话")),
    *(("4 号窗口牌子", ""), ("怎么叫", "律师窗口"), ("电话", "没有")),
    *(("5 号窗口牌子", ""), ("怎么叫", ""), ("电话", "0357-8888005")),
    *(("6 号窗口牌子", ""), ("怎么叫", ""), ("电话", "")),
    ("大门有什么", "大门外右边有坡道"),
    *(("小律：从哪里", ""), ("怎么走", "前6"), ("脸朝", "1")),
    ("几层", ""),
    *(("1号窗口：从哪里", ""), ("怎么走", "前14，左9"), ("靠大厅", "前")),
    *(answer for number in range(2, 6) for answer in ((f"{number}号窗口：从哪里", ""), ("怎么走", "往右4步"))),
    *(("6号窗口：从哪里", "大门"), ("怎么走", "前8右9"), ("靠大厅", "右")),
    *(("有没有等候区", "有"), ("从哪里", "小律"), ("怎么走", "左5")),
    *((f"有没有{name}", "没有") for name in ("自助终端", "复印打印处", "调解室", "视频咨询室", "母婴室", "饮水处")),
    *(("有没有卫生间", "有"), ("从哪里", ""), ("怎么走", "前3左10"), ("靠大厅", "左")),
    ("还有什么地方", ""),
    *(("取号机", "有"), ("绿色通道", ""), ("查律师", "")),
    *(("复印打印", "1"), ("坐下来调解", ""), ("跟律师视频", "")),
    *(("姓名", "郝明"), ("身份", "2"), ("单位", "清河公证处"), ("擅长", "遗嘱公证、委托公证"), ("几号窗口", "3")),
    *(("什么时候在", "工作日全天"), ("电话", ""), ("姓名", "")),
    *(("哪个乡镇", "柳林镇"), ("地址", "柳林镇司法所"), ("开门", "工作日"), ("电话", "0357-8888101"), ("乡镇", "")),
)
"""What is asked (a piece of it), and what is answered: the hall of tests/halls/qinghe.py."""


@dataclass
class Typist:
    """Types the answers one after the other; the input ends behind them."""

    answers: Iterable[tuple[str, str]]
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = list(self.answers)

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        if not self._left:
            raise EOFError
        piece, answer = self._left.pop(0)
        assert piece in question, f"{piece!r} was expected, and asked was {question!r}"
        return answer
