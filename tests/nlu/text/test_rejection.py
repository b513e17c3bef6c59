"""What a visitor rejects of the robot's last reply."""

from __future__ import annotations

import pytest

from robot.nlu.text.correction import Correction
from robot.nlu.text.rejection import rejection, taken_up

_REPLY = "离婚案您本人要去，实在去不了交书面意见。先在法庭上提出来，请法院查。被猫抓了也要打针。"
_CLAIMED = "您说的情况：被猫抓了，离婚"


@pytest.mark.parametrize(
    ("text", "denied", "meant", "told"),
    [
        ("你说啥离婚哩，俺问锯人家的树犯不犯法", "离婚", "锯人家的树犯不犯法", ""),
        ("不是离婚，俺俩没领证，出的钱能要回来不", "离婚", "俺俩没领证，出的钱能要回来不", ""),
        ("你听错了，没上法庭，派出所叫俺去一趟，去不去", "法庭", "派出所叫俺去一趟，去不去", ""),
        ("俺家没养猫，是狗，俺是问他妈要不要担一份", "", "他妈要不要担一份", "俺家没养猫，是狗"),
        ("没猫，是狗咬的，咋办", "猫", "是狗咬的，咋办", ""),
        ("答非所问，这算不算乱花", "", "这算不算乱花", ""),
        ("你咋老说家暴，他要告我，谁证明", "", "他要告我，谁证明", ""),
        ("我就想问，能少罚多少", "", "能少罚多少", ""),
        ("你弄反了，卡在我这儿，我是闺女", "", "卡在我这儿，我是闺女", ""),
    ],
)
def test_what_is_rejected_and_what_is_said_instead(text: str, denied: str, meant: str, told: str) -> None:
    assert rejection(text, _REPLY, _CLAIMED) == Correction(denied, meant, told)


@pytest.mark.parametrize("text", ["咱不说离婚了，租客欠房租咋办", "离婚那事不说了，租客欠房租咋办"])
def test_what_nobody_wants_to_talk_of_any_more_is_left(text: str) -> None:
    found = rejection(text, _REPLY, _CLAIMED)
    assert found is not None
    assert (found.denied, found.meant, found.leaves) == ("离婚", "租客欠房租咋办", True)


@pytest.mark.parametrize(
    "text",
    [
        "没签合同，干了三年",  # the robot had spoken of no contract
        "没交书面意见",  # it had spoken of it, and had not said that it was so
        "啥合同都没签",
        "他不是我亲爹，能不能不管",
        "我就知道她电话，能告成不",
        "要是不给呢",
        "离婚要不要本人去",
    ],
)
def test_what_tells_of_the_case_rejects_nothing(text: str) -> None:
    assert rejection(text, _REPLY, _CLAIMED) is None


@pytest.mark.parametrize(
    "said", ["他还没走，我咋办", "没人来救，咋办", "门没锁，他能进来不", "没事了，都开窗了，我也不咳了"]
)
def test_what_tells_of_the_danger_does_not_deny_it(said: str) -> None:
    assert rejection(said, "您先坐下，我陪着您。", "", in_alarm=True) is None


def test_just_after_an_alarm_a_danger_that_is_denied_is_none() -> None:
    text = "没人打我，我报警行不行"
    assert rejection(text, "要我请一位工作人员过来，就说要。", "") is None
    assert rejection(text, "要我请一位工作人员过来，就说要。", "", in_alarm=True) == Correction("打我", "我报警行不行")
    found = rejection("我没想死，我问的是能赔几个月", "现在就有人能听您说。", "", in_alarm=True)
    assert found is not None and found.meant == "能赔几个月"


def test_what_the_robot_denied_itself_is_not_taken_up() -> None:
    assert not taken_up("签合同", "没签合同的，先看谁管你")
    assert taken_up("签合同", "您签合同的时候") == "签合同"
