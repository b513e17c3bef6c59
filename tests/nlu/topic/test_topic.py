"""Topics of questions that no entry answers: the shipped weights, without sentence embeddings unless said otherwise."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from robot.app import Robot
from robot.content import intents_schema
from robot.content.load import Content
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.sound import syllables as sound
from robot.nlu.topic import weights as topic_model
from robot.nlu.topic.topic import TopicClassifier
from robot.nlu.topic.weights import NONE, GramModel, MeaningModel, TopicModel
from robot.turn import TOPICS

_LARGEST = 1_500_000


@pytest.fixture(scope="module")
def index(robot: Robot) -> PhrasingIndex:
    return robot.knowledge.understander.index


@pytest.fixture(scope="module")
def classifier(content: Content, index: PhrasingIndex) -> TopicClassifier:
    return TopicClassifier(content, index)


def _topic(classifier: TopicClassifier, index: PhrasingIndex, said: str) -> str | None:
    query = index.prepare(said)
    return classifier.classify(query, index.match(query))


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("我跟我家那口子过不下去了，两个娃一个上初中一个才三岁，他说要离就一个也不给我，我怕争不过他", "婚姻家庭"),
        ("在饭店洗碗洗了八个月，老板娘说生意差，最后两个月的钱压着不结", "劳动纠纷"),
        ("昨晚下雨路滑，我的面包车跟前头的货车追尾了，货车司机叫我全赔", "交通事故"),
        ("前年借给表弟七万块钱打了条子，现在要么不接电话要么说再缓缓", "债权债务"),
        ("我侄子跟人去偷工地的电缆，让派出所抓走关进看守所了，大概要判多久", "刑事辩护"),
        ("跟厂家签了三年供货协议，才半年他就不供了，协议上写违约赔十万", "合同纠纷"),
        ("租的两居室漏水，跟房东说了几回都不修，我想搬走，押金他说不退", "房产纠纷"),
        ("有人把我的照片配上难听的话发在网上，全村都看见了，名声坏了", "侵权"),
        ("我们四个股东开公司，管账的那个从不让看账本，也没分过红", "公司法"),
        ("我爸做完心脏手术，大夫把药开重了，人没抢救过来，医院不认", "医疗纠纷"),
        ("村里要修工业园，征我家三亩果园，补偿款比公告上的少一半", "拆迁安置"),
        ("市场监督管理局给我的小店开了三万的罚单，我不服，上哪儿复议", "行政诉讼"),
        ("给开发商盖的厂房早就验收了，工程款还差一百多万，总包说等审计", "建设工程"),
        ("我注册的商标让外县一个厂子印在包装上卖，跟我的一模一样", "知识产权"),
        ("法院给我送来一张传票，要我下个月去开庭，我从来没上过法院，要不要写答辩状", "综合咨询"),
        ("两口子拌嘴邻居来劝，被我一把推倒把胳膊摔断了，他要住院费误工费", "人身损害"),
        ("我想跟一个泰国姑娘结婚，她的护照签证快到期了，要办什么手续", "涉外法律"),
        ("我在远洋渔船上当船员，回港了船东扣着半年工资不发", "海事海商"),
        ("网上买的洗衣机用了两回就坏了，客服说拆了包装不给退货", "消费权益"),
        ("我给我连襟在银行贷款做的担保人，他跑了，银行叫我替他还", "抵押担保"),
    ],
)
def test_a_long_question_in_other_words_has_its_topic(
    classifier: TopicClassifier, index: PhrasingIndex, said: str, topic: str
) -> None:
    assert _topic(classifier, index, said) == topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("网上卖的西衣机用了两会就坏了客夫说拆了包状不给退或", "消费权益"),
        ("我给我连经在银航贷款做的但保人他跑了银行叫我提他还", "抵押担保"),
        ("坐晚下雨陆滑我的面包车跟钱头的货车追为了", "交通事故"),
        ("钱年借给表地七万快钱打了条字现在不结电话", "债权债务"),
    ],
)
def test_a_misheard_question_has_its_topic(
    classifier: TopicClassifier, index: PhrasingIndex, said: str, topic: str
) -> None:
    assert _topic(classifier, index, said) == topic


@pytest.mark.parametrize(
    "said", ["锅里的米饭夹生了咋补救", "后天去海边玩穿什么", "给我讲个鬼故事听听", "啧啧", "", "zzz"]
)
def test_what_is_no_legal_question_has_no_topic(classifier: TopicClassifier, index: PhrasingIndex, said: str) -> None:
    assert _topic(classifier, index, said) is None


def test_a_key_word_that_an_editor_adds_counts(content: Content, index: PhrasingIndex) -> None:
    said = "我家的薅草锣鼓让人学去了"
    before = TopicClassifier(content, index)
    old = content.topics["知识产权"]
    words = intents_schema.TopicWords.model_validate({**old.model_dump(), "words": [*old.words, "薅草锣鼓"]})
    changed = replace(content, topics=MappingProxyType({**content.topics, "知识产权": words}))
    after = TopicClassifier(changed, index)
    query = index.prepare(said)
    match = index.match(query)
    place = topic_model.model().names.index("知识产权")
    old_values, new_values = before.values(query, match), after.values(query, match)
    assert old_values is not None and new_values is not None
    assert new_values[place] > old_values[place] + 1


def test_a_question_takes_two_milliseconds_at_most(classifier: TopicClassifier, index: PhrasingIndex) -> None:
    query = index.prepare("我在一家物流公司干了好几年，没有签合同，上周经理口头说不用来了，" * 4)
    match = index.match(query)
    taken = []
    for _ in range(30):
        started = time.perf_counter()
        classifier.classify(query, match)
        taken.append(time.perf_counter() - started)
    assert min(taken) <= 0.002


def test_the_shipped_weights_are_whole_and_small() -> None:
    model = topic_model.model()
    assert set(model.names) == {*TOPICS, NONE}
    assert topic_model.FILE.stat().st_size <= _LARGEST
    for grams in (model.chars, model.sounds):
        assert len(grams.keys) == len(grams.idf) == len(grams.weights)
        assert (np.diff(grams.keys.astype(np.int64)) > 0).all()
        assert grams.weights.shape[1] == len(model.names)
    assert model.meaning is not None and model.meaning.weights.shape == (384, len(model.names))


def test_a_vector_takes_part() -> None:
    model = topic_model.model()
    assert model.meaning is not None
    syllables = sound.folded_syllables("怎么办")
    without = model.weigh("怎么办", syllables, None)
    toward = model.meaning.mean + model.meaning.weights[:, 7] * 5
    with_meaning = model.weigh("怎么办", syllables, toward.astype(np.float32))
    assert without is not None and with_meaning is not None
    assert int(np.argmax(with_meaning - without)) == 7


def test_weights_come_back_as_they_were_written(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)

    def grams(count: int) -> GramModel:
        keys = np.sort(rng.choice(1 << 30, count, replace=False)).astype(np.uint32)
        return GramModel(
            keys,
            rng.random(count).astype(np.float32),
            rng.normal(size=(count, 3)).astype(np.float32),
            rng.random(3).astype(np.float32),
        )

    meaning = MeaningModel(
        rng.random(4).astype(np.float32), rng.random((4, 3)).astype(np.float32), rng.random(3).astype(np.float32)
    )
    model = TopicModel(("甲", "乙", NONE), grams(50), grams(60), meaning, frozenset({1, 2**32 - 1}))
    topic_model.write(model, tmp_path / "weights.npz")
    back = topic_model.read(tmp_path / "weights.npz")
    assert (back.names, back.words) == (model.names, model.words)
    assert np.allclose(back.chars.weights, model.chars.weights, atol=0.05)
    assert back.meaning is not None and np.allclose(back.meaning.weights, meaning.weights, atol=0.01)
    assert np.array_equal(back.sounds.keys, model.sounds.keys)


def test_nothing_known_is_no_guess() -> None:
    assert topic_model.model().weigh("", (), None) is None


def test_counts_weigh_by_their_logarithm() -> None:
    keys = np.array([3, 9], dtype=np.uint32)
    places, values = topic_model.tfidf(topic_model.Counter({9: 3, 3: 1, 5: 2}), keys, np.ones(2, dtype=np.float32))
    assert sorted(places.tolist()) == [0, 1]
    assert np.isclose(np.linalg.norm(values), 1)
    assert np.isclose(max(values) / min(values), 1 + np.log(3))
