"""Which syllables are said: words of the law, tone sandhi, the editors' table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robot.errors import EngineError
from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.reading.syllable import parse_syllable


@pytest.fixture(scope="module")
def pronunciation() -> Pronunciation:
    return Pronunciation()


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        # polyphones of the law
        ("行政复议", "xing2 zheng4 fu4 yi4"),
        ("银行流水", "yin2 hang2 liu2 shui3"),
        ("人民调解", "ren2 min2 tiao2 jie3"),
        ("调查取证", "diao4 cha2 qu3 zheng4"),
        ("重婚罪", "chong2 hun1 zui4"),
        ("重要", "zhong4 yao4"),
        ("重新", "chong2 xin1"),
        ("处理", "chu2 li3"),
        ("行政处罚", "xing2 zheng4 chu3 fa2"),
        ("公证处", "gong1 zheng4 chu4"),
        ("还款", "huan2 kuan3"),
        ("还钱", "huan2 qian2"),
        ("他还没有还钱", "ta1 hai2 mei2 you3 huan2 qian2"),
        ("借钱不还怎么办", "jie4 qian2 bu4 huan2 zen3 me5 ban4"),
        ("还有", "hai2 you3"),
        ("归还", "gui1 huan2"),
        ("抚养费", "fu2 yang3 fei4"),
        ("三分之一", "san1 fen1 zhi1 yi1"),
        ("部分", "bu4 fen5"),
        ("长期", "chang2 qi1"),
        ("法院长期不处理", "fa3 yuan4 chang2 qi1 bu4 chu2 li3"),
        ("担保", "dan1 bao3"),
        ("给付", "ji3 fu4"),
        ("供养", "gong1 yang3"),
        ("应当", "ying1 dang1"),
        ("不当得利", "bu2 dang4 de2 li4"),
        ("劳动合同", "lao2 dong4 he2 tong5"),
        ("律师", "lv4 shi1"),
        ("利率", "li4 lv4"),
        ("记载", "ji4 zai3"),
        ("没收", "mo4 shou1"),
        ("传票", "chuan2 piao4"),
        ("差额", "cha1 e2"),
        ("看守所", "kan1 shou2 suo3"),
        ("您得带身份证", "nin2 dei3 dai4 shen1 fen4 zheng4"),
        ("取得", "qu3 de2"),
        ("记得", "ji4 de5"),
        ("认真地看", "ren4 zhen1 de5 kan4"),
        ("土地", "tu3 di4"),
        ("拿着", "na2 zhe5"),
        ("了解", "liao2 jie3"),
        ("办好了", "ban4 hao3 le5"),
        ("婚生子女", "hun1 sheng1 zi2 nv3"),
        ("孩子", "hai2 zi5"),
        ("亲子鉴定", "qin1 zi3 jian4 ding4"),
        # yi and bu
        ("一个", "yi2 ge4"),
        ("一年", "yi4 nian2"),
        ("一百", "yi4 bai3"),
        ("第一百条", "di4 yi1 bai3 tiao2"),
        ("第一", "di4 yi1"),
        ("一号窗口", "yi1 hao4 chuang1 kou3"),
        ("一楼", "yi1 lou2"),
        ("二十一天", "er4 shi2 yi1 tian1"),
        ("一九九一年", "yi1 jiu2 jiu3 yi1 nian2"),
        ("看一看", "kan4 yi5 kan4"),
        ("不是", "bu2 shi4"),
        ("不行", "bu4 xing2"),
        ("不要", "bu2 yao4"),
        ("行不行", "xing2 bu5 xing2"),
        # third tones
        ("您好", "nin2 hao3"),
        ("你好", "ni2 hao3"),
        ("可以", "ke2 yi3"),
        ("法律援助", "fa3 lv4 yuan2 zhu4"),
        ("我想请", "wo2 xiang2 qing3"),
        ("小律", "xiao3 lv4"),
        # hotline, erhua
        ("幺二三四八", "yao1 er4 san1 si4 ba1"),
        ("幺幺零", "yao1 yao1 ling2"),
        ("在哪儿", "zai4 nar3"),
        ("一会儿", "yi2 huir4"),
        ("女儿", "nv3 er2"),
    ],
)
def test_is_read(pronunciation: Pronunciation, text: str, sounds: str) -> None:
    assert " ".join(map(str, pronunciation.syllables(text))) == sounds


def test_a_pause_keeps_tones_apart(pronunciation: Pronunciation) -> None:
    assert [syllable.tone for syllable in pronunciation.syllables("好,也")] == [3, 3]


def test_a_long_run_of_third_tones_is_said_in_feet(pronunciation: Pronunciation) -> None:
    assert [syllable.tone for syllable in pronunciation.syllables("你可以找我")] == [2, 2, 3, 2, 3]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    for syllable in _SHARED.syllables(text):
        assert parse_syllable(str(syllable), syllable.hanzi).sound == syllable.sound


_SHARED = Pronunciation()


def test_an_editor_can_add_a_word(tmp_path: Path) -> None:
    table = tmp_path / "p.yaml"
    table.write_text("乐县: yue4 xian4\n哪儿: nar3\n", encoding="utf-8")
    own = Pronunciation(table)
    assert " ".join(map(str, own.syllables("乐县在哪儿"))) == "yue4 xian4 zai4 nar3"


@pytest.mark.parametrize(
    "wrong", ["还款: huan2", "还款: huan2 kuan", "还款: huan2 kuan3 a1", "还款: 缓款", "这里: zher4", "还款:"]
)
def test_a_wrong_line_is_named(tmp_path: Path, wrong: str) -> None:
    table = tmp_path / "p.yaml"
    table.write_text(wrong, encoding="utf-8")
    with pytest.raises(EngineError, match=wrong[:2]) as caught:
        Pronunciation(table)
    assert caught.value.key == "tts.lexicon_entry"


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"a: b: c", "lexicon_no_yaml"), (b"\xff\xfe\xfd", "lexicon_unreadable"), (b"- a", "lexicon_unreadable")],
)
def test_a_broken_table_is_named(tmp_path: Path, content: bytes, key: str) -> None:
    table = tmp_path / "p.yaml"
    table.write_bytes(content)
    with pytest.raises(EngineError, match=r"p\.yaml") as caught:
        Pronunciation(table)
    assert caught.value.key == f"tts.{key}"


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="missing"):
        Pronunciation(tmp_path / "missing.yaml")
