"""Telling what was said from what a recogniser made up."""

from __future__ import annotations

import pytest

from robot.stt.hallucination import Evidence, collapse_loops, is_invented, words_only

SURE = Evidence(logprob=-0.4, no_speech=0.05, seconds=1.5)
UNSURE = Evidence(logprob=-0.5, no_speech=0.8, seconds=1.5)
PROMPT = "是的。不是。行政复议去几号窗口?法律援助、律师。"


@pytest.mark.parametrize(
    "text",
    [
        "字幕by索兰娅",
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "优优独播剧场——YoYo Television Series Exclusive",
        "谢谢观看!",
        "中文字幕志愿者 杨栋梁",
        "Amara.org社区提供的字幕",
        "以下是普通话的句子。",
        "",
        "。。。",
    ],
)
def test_credits_of_subtitles_are_never_said(text: str) -> None:
    assert is_invented(text, Evidence(-0.1, 0.0, 4.0))


@pytest.mark.parametrize("text", ["字幕组翻译侵权吗", "给主播打赏的钱能退吗", "订阅报纸被骗了", "词曲版权归谁"])
def test_questions_about_subtitles_are_questions(text: str) -> None:
    assert not is_invented(text, Evidence(-0.4, 0.1, 3.0))


@pytest.mark.parametrize("text", ["是。", "好。", "对对对", "不", "停", "你好。", "三号。", "法律援助。", "我说"])
def test_short_answers_pass_when_they_are_clear(text: str) -> None:
    assert not is_invented(text, SURE, PROMPT)


@pytest.mark.parametrize("text", ["我说", "您好,您好", "这,这,这…", "嗯", "谢谢大家", "行政复议。", "法律援助、律师"])
def test_the_same_words_are_doubted_when_the_recogniser_hears_nobody(text: str) -> None:
    assert is_invented(text, UNSURE, PROMPT)


def test_a_question_passes_in_noise_while_the_recogniser_is_sure_of_it() -> None:
    assert not is_invented("老板拖欠工资怎么办", Evidence(-0.4, 0.7, 2.0), PROMPT)
    assert is_invented("老板拖欠工资怎么办", Evidence(-0.9, 0.7, 2.0), PROMPT)


@pytest.mark.parametrize("evidence", [Evidence(-1.7, 0.0, 2.0), Evidence(-0.2, 0.98, 2.0)])
def test_one_strong_sign_suffices(evidence: Evidence) -> None:
    assert is_invented("公证处在哪", evidence)


def test_nobody_speaks_fifty_characters_in_a_second() -> None:
    long = "我想问一下办理委托公证需要带什么材料去哪个窗口什么时候上班要等多久收多少钱"
    assert is_invented(long, Evidence(-0.3, 0.0, 1.0))
    assert not is_invented(long, Evidence(-0.3, 0.0, 7.0))


@pytest.mark.parametrize(
    ("text", "collapsed"),
    [
        ("试试试试试试试", "试试"),
        ("我说我说我说我说我说", "我说我说"),
        ("我要离婚离婚离婚离婚离婚离婚", "我要离婚离婚"),
        ("救命救命救命", "救命救命救命"),
        ("对对对", "对对对"),
        ("电话是13888888888", "电话是13888888888"),
        ("一一一一零零零零", "一一一一零零零零"),
    ],
)
def test_loops_are_cut_short(text: str, collapsed: str) -> None:
    assert collapse_loops(text) == collapsed


def test_somebody_who_cries_for_help_again_and_again_is_heard() -> None:
    cry = collapse_loops("救命" * 8)
    assert cry == "救命救命"
    assert not is_invented(cry, UNSURE)


def test_punctuation_is_no_word() -> None:
    assert words_only(" 我,要 离婚!?…《》_") == "我要离婚"
