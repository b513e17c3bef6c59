"""Personal data in what a visitor said, replaced before anything is stored. Pure.

Recall first: a word too many is masked rather than a name too few. Spoken numbers count as well (幺三八…, 一三八…).
"""

from __future__ import annotations

import re

NUMBER, NAME, PLACE, PLATE, MAIL = "〔号码〕", "〔姓名〕", "〔地址〕", "〔车牌〕", "〔邮箱〕"

_DIGIT = "0-9０-９零〇一二三四五六七八九两幺"
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏苏潘葛范彭郎鲁韦苗花方俞任袁柳鲍史唐费廉"
    "岑薛雷贺倪汤滕殷罗毕郝邬常于傅康伍余顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅林徐邱骆"
    "高夏蔡田樊胡凌霍虞万柯卢莫房解应丁邓洪包左石崔龚程邢裴陆翁荀曲段侯焦谷白叶温庄晏柴瞿阎聂曾肖申付闫卜靳郜崔亢"
)
_COMPOUND = "欧阳|上官|司马|诸葛|令狐|皇甫|尉迟|公孙|慕容|司徒|夏侯"
_SURNAME = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
_TITLE = "先生|女士|小姐|老师|律师|主任|经理|老板|师傅|大夫|医生|同志|书记|村长|队长|局长|科长|法官|警官|总"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"), MAIL),
    (
        re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·\s]?[A-Za-z0-9]{5,6}"),
        PLATE,
    ),
    # Seven digits in a row, read out with pauses or written with hyphens, are no amount that people say.
    (re.compile(rf"(?:[{_DIGIT}][\s，,.\-—]?){{6,}}[{_DIGIT}XxＸ]"), NUMBER),
    (
        re.compile(
            rf"(微信号?|抖音号?|QQ号?|qq号?|[证卡账]号|电话|手机号?)(是|为|：|:)?([A-Za-z0-9_\-{_DIGIT}]{{5,}})"
        ),
        rf"\1\2{NUMBER}",
    ),
    # Whoever is introduced; 叫 alone is 被 in dialect (我叫人打了), so that a surname has to follow and to end.
    (
        re.compile(
            rf"((?:我|他|她|名|名字|姓名|人家|[公婆子女儿爸妈哥弟姐妹友事居东板头人的])(?:叫做|叫|是叫|是))"
            rf"({_SURNAME}[\u4e00-\u9fff]{{1,2}})(?=[，。,、的欠把在跟和借拿说不今住]|$)"
        ),
        rf"\1{NAME}",
    ),
    (re.compile(rf"((?:名叫|名字叫|姓名是?|我叫))({_SURNAME}[\u4e00-\u9fff]{{1,2}})"), rf"\1{NAME}"),
    (re.compile(rf"{_SURNAME}某+(?:某)?"), NAME),
    (re.compile(rf"(?<![找请问当个位的有没是对])(?:{_SURNAME}[\u4e00-\u9fff]{{0,2}})(?={_TITLE})"), NAME),
    (re.compile(rf"(?<=[找请问是])(?:{_SURNAME})(?={_TITLE})"), NAME),
    (re.compile(rf"(?:老|小){_SURNAME}(?=[家他她说欠把给借打不])"), NAME),
    (
        re.compile(
            r"[\u4e00-\u9fff]{1,8}(?:路|街|巷|小区|花园|大道|胡同|村|庄|屯)"
            r"(?:[0-9一二三四五六七八九十百零]+(?:号楼?|栋|幢|单元|室|组|队|弄|层|楼))+"
        ),
        PLACE,
    ),
)


def mask(text: str) -> str:
    """`text` without numbers, names, addresses, plates and mail addresses of people."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
