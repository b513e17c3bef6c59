"""What the network reads of danger: now and not then, meant and not only said."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.nlu.danger.network import DangerNetwork, network
from robot.nlu.text.normalise import normalise


@pytest.fixture(scope="module")
def read_by() -> DangerNetwork:
    found = network()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("now", "not_now"),
    [
        ("他这会儿拿皮带抽我呢", "他那几年老拿皮带抽我，早离了"),
        ("我妈把一瓶农药喝下去了", "前年村里有人喝农药，赔了多少"),
        ("厨房里冒黑烟了，快来人", "去年着火烧了两间房，保险赔不赔"),
        ("我不想活了，药都买好了", "气得我都不想活了，哈哈，说笑呢"),
    ],
)
def test_now_is_told_from_then(read_by: DangerNetwork, now: str, not_now: str) -> None:
    assert read_by.read(normalise(now)).odds > read_by.read(normalise(not_now)).odds + 2


def test_it_names_emergencies_of_the_content(read_by: DangerNetwork, content: Content) -> None:
    kinds = read_by.read(normalise("我妈把一瓶农药喝下去了")).kinds
    assert kinds[0] == "poison"
    assert set(kinds) <= set(content.emergencies)
