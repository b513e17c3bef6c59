"""The conversation on the page, in a real browser."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.web.browser import ask
from tests.web.conftest import Served


def test_an_answer_has_all_its_parts(page: Page) -> None:
    ask(page, "怎么申请法律援助")
    expect(page.locator("#heard")).to_have_text("您说：怎么申请法律援助")
    expect(page.locator("#answer h2")).to_have_text("申请法律援助")
    titles = page.locator("#answer .part h3").all_inner_texts()
    assert titles == ["要带的材料", "步骤", "办理时限", "费用"]
    expect(page.locator("#answer .spoken")).to_contain_text("不收钱")
    expect(page.locator("#answer .goal")).to_contain_text("2号法律援助窗口")
    assert page.locator("#answer .next button").count() == 3


def test_materials_are_ticked_off_by_touch(page: Page) -> None:
    ask(page, "怎么申请法律援助")
    first = page.locator(".ticks li").first
    first.tap()
    assert first.locator("input").is_checked()


def test_a_citation_opens_the_whole_article(page: Page) -> None:
    ask(page, "怎么申请法律援助")
    page.locator(".cite").first.tap()
    expect(page.locator("#sheet-title")).to_have_text("中华人民共和国法律援助法 第三十八条")
    expect(page.locator("#sheet-body")).to_contain_text("法律援助机构")
    page.get_by_role("button", name="念给我听").tap()
    expect(page.locator("#answer h2")).to_have_text("中华人民共和国法律援助法 第三十八条")


def test_a_follow_up_is_a_button(page: Page) -> None:
    ask(page, "拖欠工资怎么办")
    button = page.locator(".next button").first
    question = button.inner_text()
    button.tap()
    expect(page.locator("#heard")).to_have_text(f"您说：{question}")


def test_what_is_asked_back_are_buttons(page: Page) -> None:
    ask(page, "孩子")
    choices = page.locator(".choices button")
    assert choices.count() > 0
    title = choices.first.inner_text()
    choices.first.tap()
    expect(page.locator("#heard")).to_have_text(f"您说：{title}")


def test_what_is_asked_back_can_be_refused_by_touch(page: Page) -> None:
    ask(page, "孩子")
    page.locator(".choices button", has_text="都不是").tap()
    expect(page.locator("#heard")).to_have_text("您说：都不是")
    expect(page.locator(".choices")).to_have_count(0)


def test_townships_are_buttons(page: Page, served: Served) -> None:
    ask(page, "最近的工作站在哪")
    stations = served.robot.knowledge.content.stations
    assert stations is not None
    townships = page.locator(".choices button")
    assert townships.all_inner_texts() == [station.names[0] for station in stations.stations]
    townships.nth(2).tap()
    expect(page.locator("#answer")).to_contain_text(stations.stations[2].phone)


def test_a_touched_command_was_not_said(page: Page) -> None:
    page.tap("#again")
    expect(page.locator("#answer .spoken")).to_contain_text("还没")
    expect(page.locator("#heard")).to_be_hidden()
    page.tap("#human")
    expect(page.locator("#answer .goal")).to_be_visible()
    expect(page.locator("#heard")).to_be_hidden()
    ask(page, "找人工")
    expect(page.locator("#heard")).to_have_text("您说：找人工")


def test_signs_without_words_are_no_question(page: Page) -> None:
    page.fill("#question", "😀😀😀")
    page.tap("#typed button")
    expect(page.locator("#trouble")).to_contain_text("文字")
    expect(page.locator("body")).to_have_attribute("data-screen", "home")
    ask(page, "我要办公证")


def test_the_sentence_that_sounds_is_marked(page: Page) -> None:
    page.evaluate("""() => { window.marks = new Set(); new MutationObserver(() => {
        const now = document.querySelector('.sentence.now'); if (now) window.marks.add(now.textContent); })
        .observe(document.body, {subtree: true, attributes: true, childList: true}); }""")
    page.tap("#speak")
    ask(page, "公证处在几号窗口")
    page.wait_for_selector("#state[data-state=speaking]")
    page.wait_for_selector("#state[data-state=waiting]")
    sentences = page.locator(".sentence").all_inner_texts()
    assert page.evaluate("() => Array.from(window.marks)") == sentences and len(sentences) > 1


def test_stop_is_silence_at_once_and_again_says_it_once_more(page: Page) -> None:
    ask(page, "怎么申请法律援助")
    page.wait_for_selector("#state[data-state=speaking]")
    page.tap("#stop")
    page.wait_for_selector("#state[data-state=waiting]")
    page.tap("#again")
    page.wait_for_selector("#state[data-state=speaking]")
    expect(page.locator("#answer h2")).to_have_text("申请法律援助")  # what is on the screen stays


def test_a_person_is_called_by_a_button(page: Page) -> None:
    page.tap("#human")
    expect(page.locator("#answer .goal")).to_contain_text("1号综合受理窗口")


def test_danger_is_shown_before_everything_else(page: Page) -> None:
    ask(page, "有人拿刀要砍我")
    page.wait_for_selector("#answer.emergency")
    expect(page.locator("#answer")).to_contain_text("110")


def test_every_message_is_checked_by_the_same_schema_at_both_ends(page: Page, served: Served) -> None:
    check = """async (message) => {
        const { problem } = await import('/static/js/schema.js');
        const schema = await (await fetch('/api/protocol')).json();
        return problem(message, schema.from_page);
    }"""
    good = {"type": "ask", "text": "你好"}
    assert page.evaluate(check, good) is None
    for bad in ({**good, "text": ""}, {**good, "more": 1}, {"type": "ask"}, {"type": "nothing"}, {**good, "text": 1}):
        assert page.evaluate(check, bad) is not None, json.dumps(bad)


def test_content_is_shown_as_text(page: Page) -> None:
    """An answer with markup in it shows the markup and runs nothing."""
    evil = "<img src=x onerror='document.body.dataset.hacked=1'><script>document.body.dataset.hacked=1</script>"
    page.evaluate(
        """async (evil) => {
        const { showAnswer } = await import('/static/js/answer.js');
        showAnswer(document.querySelector('#answer'), { kind: 'faq', title: evil, sentences: [evil], pieces: [],
            parts: [{ title: evil, style: 'ticks', lines: [evil] }], citations: [{ law: evil, article: evil, known: false }],
            destination: { id: 'w1', name: evil, floor: 1 }, follow_ups: [evil], choices: false, takeaway: null }, {});
        }""",
        evil,
    )
    assert page.locator("#answer h2").text_content() == evil
    assert page.locator("#answer script, #answer img").count() == 0
    assert page.evaluate("() => document.body.dataset.hacked") is None
