"""Faults that an editor may make in the small hall's content, each with where and how it is told.

FAULTS and BAD_ENTRIES: file, what is replaced, by what, the text at which the fault is told, what is said, how to mend
it; where the last two are None it is no fault. BAD_FILES: file, its whole text, line, what is said.
"""

from __future__ import annotations

import pytest

from robot.content.check import LONGEST_SPOKEN
from tests.content.trees import COMMANDS, FAQ, HALL, OPENING, SERVICES, SMALLTALK, TOPICS

FAULTS = [
    pytest.param(
        FAQ,
        "window: w2\n    service",
        "window: w22\n    service",
        "w22",
        "window 写的 w22 不存在",
        "w2",
        id="faq window",
    ),
    pytest.param(FAQ, "service: aid", "service: aids", "aids", "service 写的 aids 不存在", "aid", id="faq service"),
    pytest.param(
        FAQ, "[overtime]", "[over-time]", "over-time", "follow_ups 写的 over-time 不存在", "overtime", id="faq next"
    ),
    pytest.param(
        SERVICES, "    window: w3", "    window: w33", "w33", "window 写的 w33 不存在", "w3", id="service window"
    ),
    pytest.param(
        SERVICES, "取号, window: w1", "取号, window: w01", "w01", "window 写的 w01 不存在", "w1", id="step window"
    ),
    pytest.param(
        SERVICES, "after: [notary]", "after: [notar]", "notar]", "after 写的 notar 不存在", "notary", id="after"
    ),
    pytest.param(
        SERVICES, "follow_ups: [notary]", "follow_ups: [w9]", "w9", "follow_ups 写的 w9 不存在", "", id="service next"
    ),
    pytest.param(
        SMALLTALK, "follow_ups: [aid]", "follow_ups: [air]", "air", "follow_ups 写的 air 不存在", "aid", id="talk next"
    ),
    pytest.param(
        SMALLTALK, "{phone_总机}", "{phone_热线}", "总机 {", "shown 写的 phone_热线 不存在", "phone_总机", id="phone"
    ),
    pytest.param(COMMANDS, "id: repeat", "id: repet", "repet", "id 写的 repet 不存在", "repeat", id="command"),
    pytest.param(TOPICS, "劳动纠纷:", "劳动争议:", "{words", "劳动争议 写的 劳动争议 不存在", "劳动纠纷", id="topic"),
    pytest.param(TOPICS, "window: w2", "window: w5", "w5", "window 写的 w5 不存在", "", id="topic window"),
    pytest.param(TOPICS, "service: aid", "service: help", "help", "service 写的 help 不存在", "", id="topic service"),
    pytest.param(
        "intents/emergencies.yaml",
        'call: "110"',
        'call: "110", topic: 家暴',
        "家暴",
        "topic 写的 家暴",
        "",
        id="danger",
    ),
    pytest.param(
        "intents/emergencies.yaml",
        'call: "110"',
        'call: "110", entry: wages-unpayd',
        "wages-unpayd",
        "entry 写的 wages-unpayd 不存在",
        "wages-unpaid",
        id="what follows a danger",
    ),
    pytest.param("knowledge/people.yaml", "window: w2", "window: w6", "w6", "window 写的 w6 不存在", "", id="person"),
    pytest.param(HALL, "[cross, w3]", "[cros, w3]", "cros,", "ends 写的 cros 不存在", "cross", id="way"),
    pytest.param(FAQ, "第五十条", "第五百条", "{law: 中华人民共和国劳动法", "法条库里没有", "核对", id="dead citation"),
    pytest.param(FAQ, ", review: 2099-06-30}", "}", "{law: 某某条例", "没有核对过", "review: ", id="no review date"),
    pytest.param(
        FAQ,
        "review: 2099-06-30}",
        "review: 2020-06-30}",
        "{law: 某某条例",
        "复核日期 2020-06-30 已过",
        "",
        id="old source",
    ),
    pytest.param(
        SERVICES, "review: 2099-06-30", "review: 2020-06-30", "2020", "aid 的复核日期 2020-06-30 已过", "", id="old"
    ),
    pytest.param(OPENING, "2099-12-31", "2025-12-31", "2025", "opening 的复核日期 2025-12-31 已过", "", id="old days"),
    pytest.param(OPENING, "9:00-12:00", "九点到十二点", "九点", "times 的时间写得不对", "8:30-12:00", id="times"),
    pytest.param(OPENING, "9:00-12:00", "12:00-9:00", "12:00", "times 的时间写得不对", "早于", id="times reversed"),
    pytest.param(OPENING, "2099-01-03", "2098-01-03", "{name", "日子倒过来了", "first", id="days reversed"),
    pytest.param(OPENING, "周二", "工作日", "工作日", "days 写的“工作日”不认识", "周日", id="weekday"),
    pytest.param(
        FAQ,
        "平时加班是",
        "平平平。" * (LONGEST_SPOKEN // 4 + 1),
        "平平平。",
        "overtime 的 spoken 有",
        "120",
        id="too long",
    ),
    pytest.param(FAQ, "[加班给多少钱]", "[工钱,要不回来。]", "工钱,要", None, None, id="no double"),
    pytest.param(
        FAQ, "[加班给多少钱]", "[“工钱要不回来”?]", "“工钱", "在 wages-unpaid 里也有", "只留在一条里", id="double"
    ),
    pytest.param(
        FAQ,
        "question: 加班费怎么算？",
        "question: 老板不发工资",
        "老板不发工资\n    phrasings: [加",
        "在 wages-unpaid 里也有",
        "",
        id="question",
    ),
    pytest.param(SERVICES, "[我要办公证]", "[加班给多少钱]", "加班给", "在 overtime 里也有", "", id="double elsewhere"),
    pytest.param(
        "intents/must-not-match.yaml",
        "[今天下雨吗]",
        "[几点上班]",
        "几点",
        "“几点上班”在 hours 里也有",
        "只留",
        id="refused",
    ),
    pytest.param(
        "intents/emergencies.yaml",
        "[有人在打我]",
        "[老板不发工资]",
        "老板",
        "在 wages-unpaid 里也有",
        "",
        id="double in danger",
    ),
]


BAD_ENTRIES = [
    pytest.param(FAQ, "spoken: 平时加班", "spokn: 平时加班", "spokn: ", "不认识 spokn 这个键", "spoken", id="typo"),
    pytest.param(FAQ, "    shown: 休息日是两倍。\n", "", "id: overtime", "缺少 shown", "加上 shown", id="missing"),
    pytest.param(FAQ, "[加班给多少钱]", "加班给多少钱", "加班给多少钱", "phrasings 应当是一个列表", "- ", id="no list"),
    pytest.param(FAQ, "休息日是两倍。", '""', '""', "shown 是空的", "写上内容", id="empty"),
    pytest.param(FAQ, "休息日是两倍。", "[一, 二]", "[一, 二]", "shown 应当是一段文字", "引号", id="no text"),
    pytest.param(FAQ, "第四条", "第四款", "第四款,", "article 写的“第四款”不是条号", "第四十七条", id="article"),
    pytest.param(FAQ, "id: overtime", "id: 加班", "加班\n", "id 写的“加班”不能当编号", "小写字母", id="id"),
    pytest.param(
        FAQ, "2099-06-30}", "2099-06-31}", "2099-06-31", "review 写的“2099-06-31”", "2027-06-30", id="no such day"
    ),
    pytest.param(FAQ, "2099-06-30}", "明年}", "明年", "review 写的“明年”不是日期", "2027-06-30", id="no date"),
    pytest.param(FAQ, "verified: false", "verified: 没有", "没有", "verified 写的“没有”不认识", "true", id="bool"),
    pytest.param(
        SERVICES, "spoken: 到3号窗口找公证员。", "say: 到3号窗口", "say: ", "不认识 say 这个键", "", id="step"
    ),
    pytest.param(
        SMALLTALK, "大厅{hours}。", "大厅{hours。", "大厅{hours", "spoken 里的花括号写得不对", "成对", id="open brace"
    ),
    pytest.param(SMALLTALK, "大厅{hours}。", "大厅{hour}。", "大厅{hour}", "{hour}，这里只能用 {hall}", "", id="brace"),
    pytest.param(COMMANDS, "[别说了]", "[]", "{id: stop", None, None, id="empty list is allowed"),
]


BAD_FILES = [
    (FAQ, "topic: 劳动纠纷\nentries: [", 2, "不合 YAML 写法"),
    (FAQ, "topic: 劳动纠纷\nentries:\n\t- id: a\n", 3, "不合 YAML 写法"),
    (FAQ, "topic: 劳动纠纷\ntopic: 侵权\n", 2, "topic 写了两次"),
    (FAQ, "- 一\n", 1, "文件里应当是"),
    (FAQ, "", 1, "文件是空的"),
    (FAQ, "topic: 劳动纠纷\n", 1, "缺少 entries 列表"),
    (FAQ, "topic: 劳动争议\nentries: []\n", 1, "没有“劳动争议”这个类别"),
    (FAQ, "entries: []\n", 1, "没有写类别"),
    (SERVICES, "services: 法律援助\n", 1, "缺少 services 列表"),
    (HALL, "name: 小厅\n", 1, "缺少 hours"),
    (TOPICS, "topics: {劳动纠纷: {word: [工资]}}\n", 1, "不认识 word 这个键"),
]
