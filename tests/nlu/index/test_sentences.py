"""Every phrasing of an index, row by row."""

from __future__ import annotations

import pickle

import pytest

from robot.nlu.index.phrasings import OUT_OF_SCOPE, Phrasing
from robot.nlu.index.sentences import Sentences

GIVEN = (
    Phrasing("faq", "wages", "工资不发怎么办？", "劳动纠纷"),
    Phrasing("service", "aid", "申请法律援助", "综合咨询"),
    Phrasing("faq", "wages", "老板欠薪能告吗", "劳动纠纷"),
    Phrasing("faq", "goods", "买的手机能退吗", "消费权益"),
    Phrasing("fallback", OUT_OF_SCOPE, "今天天气怎么样"),
    Phrasing("faq", "court", "老板欠薪能告吗", "综合咨询"),
    Phrasing("fallback", OUT_OF_SCOPE, "讲个笑话"),
)


@pytest.fixture(params=[False, True])
def sentences(request: pytest.FixtureRequest) -> Sentences:
    made = Sentences(GIVEN)
    return pickle.loads(pickle.dumps(made)) if request.param else made  # noqa: S301  # our own


def test_those_of_an_entry_stand_beside_each_other(sentences: Sentences) -> None:
    assert sorted(sentences) == sorted(GIVEN)
    assert [row.id for row in sentences[:3]] == ["wages", "wages", "aid"]
    assert list(sentences.owners) == [0, 0, 1, 2, 3, 4, 5]
    assert list(sentences.first_rows) == [0, 2, 3, 4, 5, 6]
    assert sentences.entries[3] == sentences.entries[5] == ("fallback", OUT_OF_SCOPE), "each by itself"


def test_a_sentence_is_found_to_the_letter_or_with_another_end(sentences: Sentences) -> None:
    row = sentences.exact("工资不发怎么办")
    assert row is not None and sentences[row] == GIVEN[0]
    other = sentences.exact("买的手机能退不")
    assert other is not None and sentences[other].id == "goods"
    assert sentences.exact("买的手机坏了") is None
    assert sentences.exact("老板欠薪能告不") is None, "two entries have it"
    assert sentences.ids("老板欠薪能告吗") == {"wages", "court"}
    assert sentences.has("讲个笑话") and not sentences.has("讲个笑")
