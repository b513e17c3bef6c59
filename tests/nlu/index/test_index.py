"""What one query has in common with every entry."""

from __future__ import annotations

import numpy as np
import pytest

from robot.nlu.index.index import ABOUT, FEATURES, SIGNALS, Match, PhrasingIndex
from robot.nlu.index.phrasings import OUT_OF_SCOPE, Document, Phrasing
from robot.turn import Kind

_PHRASINGS = (
    Phrasing("faq", "wages", "老板拖欠工资怎么办", "劳动纠纷"),
    Phrasing("faq", "divorce", "离婚手续怎么办", "婚姻家庭"),
    Phrasing("faq", "wages", "公司不发工资", "劳动纠纷"),
    Phrasing("command", "repeat", "再说一遍"),
    Phrasing("fallback", OUT_OF_SCOPE, "今天天气怎么样"),
    Phrasing("fallback", OUT_OF_SCOPE, "讲个笑话"),
)
_DOCUMENTS: dict[tuple[Kind, str], Document] = {
    ("faq", "wages"): Document(
        "老板拖欠工资怎么办。到劳动监察大队投诉", "老板拖欠工资怎么办。到劳动监察大队投诉，带上考勤"
    ),
    ("faq", "divorce"): Document("离婚手续怎么办。带上结婚证", "离婚手续怎么办。带上结婚证，有三十天冷静期"),
}


@pytest.fixture(scope="module")
def index() -> PhrasingIndex:
    return PhrasingIndex(_PHRASINGS, _DOCUMENTS)


def _feature(match: Match, name: str) -> list[float]:
    return [round(float(value), 3) for value in match.features[:, FEATURES.index(name)]]


def _best(index: PhrasingIndex, match: Match, name: str) -> str:
    return index.entries[int(np.argmax(match.features[:, FEATURES.index(name)]))][1]


def test_entries_have_their_phrasings_together_and_each_refused_sentence_is_its_own(index: PhrasingIndex) -> None:
    assert index.entries == (
        ("faq", "wages"),
        ("faq", "divorce"),
        ("command", "repeat"),
        ("fallback", OUT_OF_SCOPE),
        ("fallback", OUT_OF_SCOPE),
    )
    assert [phrasing.id for phrasing in index.phrasings[:3]] == ["wages", "wages", "divorce"]
    assert index.owners.tolist() == [0, 0, 1, 2, 3, 4]
    assert index.first_rows.tolist() == [0, 2, 3, 4, 5]
    assert index.refused.tolist() == [False, False, False, True, True]


@pytest.mark.parametrize("name", ["chars", "sound", "words", "fixed", "syllables"])
def test_a_phrasing_is_wholly_like_itself(index: PhrasingIndex, name: str) -> None:
    match = index.match(index.prepare("公司不发工资"))
    assert _best(index, match, name) == "wages"
    assert max(_feature(match, name)) == pytest.approx(1, abs=1e-3)


def test_what_sounds_the_same_is_found_by_sound_alone(index: PhrasingIndex) -> None:
    match = index.match(index.prepare("里魂受絮"))
    assert max(_feature(match, "words")) == max(_feature(match, "chars")) == 0
    for name in ("sound", "syllables", "syllables_all", "syllables_doc"):
        assert _best(index, match, name) == "divorce"
        assert _feature(match, name)[1] > 0.2


def test_what_only_the_answer_says_is_found_by_the_document(index: PhrasingIndex) -> None:
    match = index.match(index.prepare("冷静期"))
    assert max(_feature(match, "words")) == 0
    assert _feature(match, "words_doc")[1] > 0 == _feature(match, "words_doc")[0]
    assert _feature(match, "words_doc")[2:] == [0, 0, 0]


def test_an_entry_is_as_near_as_its_nearest_phrasing(index: PhrasingIndex) -> None:
    match = index.match(index.prepare("公司不给工资"))
    for place, name in enumerate(SIGNALS):
        best = np.maximum.reduceat(match.signals[:, place], index.first_rows)
        assert match.features[:, FEATURES.index(name)] == pytest.approx(best)


def test_kinds_have_their_constants(index: PhrasingIndex) -> None:
    match = index.match(index.prepare("离婚"))
    assert _feature(match, "is_command") == [0, 0, 1, 0, 0]
    assert _feature(match, "is_fallback") == [0, 0, 0, 1, 1]
    assert _feature(match, "is_place") == _feature(match, "is_service") == [0] * 5


def test_what_is_said_of_the_query_itself(index: PhrasingIndex) -> None:
    about = {text: dict(zip(ABOUT, index.match(index.prepare(text)).about, strict=True)) for text in _ABOUT_TEXTS}
    known, misheard, strange = (about[text] for text in _ABOUT_TEXTS)
    assert known["length"] == pytest.approx(np.log(9))
    assert (known["repaired"], strange["repaired"]) == (0, 0)
    assert known["known"] == pytest.approx(1, abs=1e-5)
    assert misheard["repaired"] > 0
    assert strange["known"] < 0.1


_ABOUT_TEXTS = ("老板拖欠工资怎么办", "老板拖欠公资怎么办", "葡萄酒品鉴会")


def test_misheard_wording_is_found_by_the_repaired_text(index: PhrasingIndex) -> None:
    query = index.prepare("老板脱欠公资怎么办")
    assert query.fixed == "老板拖欠工资怎么办"
    match = index.match(query)
    assert _feature(match, "fixed")[0] == pytest.approx(1, abs=1e-3)
    assert _feature(match, "words")[0] < 0.7


def test_an_exact_phrasing_is_known_to_the_letter(index: PhrasingIndex) -> None:
    exact = index.exact(index.prepare("请问公司不发工资？"))
    assert exact is not None
    assert (exact.kind, exact.id, exact.topic) == ("faq", "wages", "劳动纠纷")
    assert index.exact(index.prepare("公司发工资")) is None


def test_a_question_may_end_otherwise_where_one_entry_alone_has_it() -> None:
    own = Phrasing("faq", "deposit", "定金交了不想买了能退吗")
    both = (Phrasing("faq", "gold", "分手了三金能要回来吗"), Phrasing("faq", "gifts", "分手了三金能要回来没有"))
    index = PhrasingIndex((*_PHRASINGS, own, *both), _DOCUMENTS)
    found = index.exact(index.prepare("定金交了不想买了能退不"))
    assert found == own
    assert index.exact(index.prepare("定金交了不想买了能退不能")) == own
    assert index.exact(index.prepare("分手了三金能要回来不")) is None


def test_without_an_embedder_meaning_is_nothing(index: PhrasingIndex) -> None:
    query = index.prepare("公司不发工资")
    assert (index.has_meaning, query.vector, index.embedded) == (False, None, ())
    match = index.match(query)
    for name in ("meaning", "meaning_all", "meaning_doc", "shaped_all"):
        assert max(_feature(match, name)) == 0


def test_an_empty_question_and_an_empty_content_have_nothing_in_common(index: PhrasingIndex) -> None:
    nothing = index.match(index.prepare("。"))
    assert not nothing.features.any()
    assert not nothing.about.any()
    empty = PhrasingIndex((), {})
    assert empty.match(empty.prepare("离婚")).features.shape == (0, len(FEATURES))


@pytest.mark.parametrize("asked", ["公司拖欠工资", "离婚要带结婚证吗", "蚂蚁"])
def test_of_some_entries_the_same_is_found_as_of_all(index: PhrasingIndex, asked: str) -> None:
    query = index.prepare(asked)
    span = range(1, 3)
    alone, of_all = index.match(query, span), index.match(query, span, index.overlap(query))
    assert alone.signals == pytest.approx(of_all.signals)
    assert alone.features == pytest.approx(of_all.features)
