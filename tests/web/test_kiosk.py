"""The page as a kiosk: modules by touch alone, the way, elderly mode, what is taken along, who has gone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from robot.dialogue.session import Session
from tests.web.browser import LANDSCAPE, PHONE, PORTRAIT, ask, opened, violations
from tests.web.conftest import Served

# --- waiting for somebody


def test_who_comes_sees_what_can_be_asked_and_what_is_open(page: Page) -> None:
    expect(page.locator("#open-now")).to_contain_text("办公")
    expect(page.locator("#hours")).to_contain_text("8:30")
    assert page.locator("#windows button").count() == 10
    question = page.locator("#examples button").first
    asked = question.inner_text()
    question.tap()
    expect(page.locator("#heard")).to_have_text(f"您说：{asked}")


# --- the five modules, by touch


def test_a_lawyer_is_found_by_field(page: Page) -> None:
    page.tap("[data-module=people]")
    expect(page.locator("#module-title")).to_have_text("找律师")
    some = page.locator(".person")
    expect(some).to_have_count(30)
    page.locator(".chips button", has_text="劳动纠纷").tap()
    expect(some).to_have_count(4)
    assert all("劳动纠纷" in text for text in some.all_inner_texts())
    some.first.get_by_role("button").tap()
    expect(page.locator("#way h2")).to_contain_text("怎么走")


def test_a_lawyer_is_found_by_name(page: Page) -> None:
    page.tap("[data-module=people]")
    page.fill(".search input", "公证员")
    expect(page.locator(".person")).to_have_count(4)


def test_a_time_is_chosen_and_said_not_to_be_booked(page: Page) -> None:
    page.tap("[data-module=booking]")
    page.locator(".chips button").nth(1).tap()
    page.locator(".times button").first.tap()
    expect(page.locator("#sheet-body")).to_contain_text("还没有约上")
    expect(page.locator("#sheet-body")).to_contain_text("4号律师咨询窗口")
    page.locator("#sheet-buttons button", has_text="怎么走").tap()
    expect(page.locator("#way h2")).to_contain_text("4号律师咨询窗口")


def test_law_for_everybody_is_browsed_and_heard(page: Page) -> None:
    page.tap("[data-module=education]")
    expect(page.locator(".list button")).to_have_count(20)
    page.locator(".list button", has_text="劳动纠纷").tap()
    page.locator(".list button").first.tap()
    page.wait_for_selector("#state[data-state=speaking]")
    expect(page.locator("#answer h2")).not_to_be_empty()


def test_legal_aid_says_what_who_and_how(page: Page) -> None:
    page.tap("[data-module=aid]")
    expect(page.locator(".service").first).to_contain_text("要带的材料")
    assert page.locator(".service").count() == 2
    page.locator(".service").first.get_by_role("button", name="念给我听").tap()
    expect(page.locator("#answer h2")).to_have_text("申请法律援助")


def test_laws_are_browsed_by_chapter_searched_and_heard(page: Page) -> None:
    page.tap("[data-module=laws]")
    page.locator(".list button", has_text=re.compile("^中华人民共和国劳动合同法")).first.tap()
    page.locator("summary", has_text="解除和终止").tap()
    expect(page.locator("details[open] .article").first).to_be_visible()
    page.fill(".search input", "老板拖欠工资")
    page.locator(".search button").tap()
    hit = page.locator(".laws .article", has_text="劳动报酬").first
    spare = page.locator(".laws .article").evaluate_all("""(cards) => cards.map((card) =>
        card.getBoundingClientRect().bottom - card.lastElementChild.getBoundingClientRect().bottom)""")
    assert max(spare) - min(spare) < 2  # no card is stretched to the height of its neighbour
    hit.get_by_role("button").tap()
    expect(page.locator("#answer h2")).to_contain_text("第")
    page.wait_for_selector("#state[data-state=speaking]")


# --- the way


def test_the_way_leads_over_both_floors(page: Page) -> None:
    ask(page, "仲裁咨询窗口在哪")
    way = page.locator("#way")
    expect(way.locator("svg[data-floor='1'] .here")).to_be_visible()
    expect(way.locator("svg .route")).to_have_count(1)
    tabs = way.locator(".floors button")
    assert tabs.all_inner_texts() == ["看一楼", "看二楼"]
    tabs.nth(1).tap()
    expect(way.locator("svg[data-floor='2'] .goal-place")).to_have_attribute("data-place", "w10")
    expect(way.locator("svg .route")).to_have_count(1)
    assert "电梯" in way.locator("ol").inner_text()


def test_a_way_on_one_floor_needs_no_choice_of_floors(page: Page) -> None:
    page.locator("#windows button").nth(2).tap()
    expect(page.locator("#way svg[data-floor='1'] .goal-place")).to_have_attribute("data-place", "w3")
    expect(page.locator("#way .floors")).to_be_hidden()


def test_the_map_goes_along_with_the_sentence_that_is_spoken(page: Page) -> None:
    page.evaluate("""() => { window.seen = {}; new MutationObserver(() => {
        const now = document.querySelector('.sentence.now'), map = document.querySelector('#way svg');
        const step = document.querySelector('#way li.now');
        if (now && map && step) (window.seen[now.textContent] ??= []).push(map.dataset.floor, step.textContent);
        }).observe(document.body, {subtree: true, attributes: true, childList: true}); }""")
    page.tap("#speak")
    ask(page, "仲裁咨询窗口在哪")
    page.wait_for_selector("#state[data-state=speaking]")
    page.wait_for_selector("#state[data-state=waiting]", timeout=60_000)
    seen = page.evaluate("() => window.seen")
    sentences = page.locator("#answer .sentence").all_inner_texts()
    assert list(seen) == sentences
    lift = next(number for number, sentence in enumerate(sentences) if "电梯" in sentence)
    for number, sentence in enumerate(sentences):
        assert set(seen[sentence]) == {"1" if number <= lift else "2", sentence}
    expect(page.locator("#way svg")).to_have_attribute("data-floor", "2")
    expect(page.locator("#way li.now")).to_have_count(0)


def test_a_floor_that_was_touched_stays(page: Page) -> None:
    page.tap("#speak")
    ask(page, "仲裁咨询窗口在哪")
    page.locator("#way .floors button").nth(1).tap()
    page.wait_for_function("() => document.querySelectorAll('#way li')[1].classList.contains('now')")
    expect(page.locator("#way svg")).to_have_attribute("data-floor", "2")


def test_when_nothing_is_spoken_the_next_floor_comes_by_itself(page: Page) -> None:
    page.locator("#windows button", has_text="仲裁咨询").tap()
    expect(page.locator("#way svg")).to_have_attribute("data-floor", "1")
    expect(page.locator("#way svg")).to_have_attribute("data-floor", "2")


def test_no_label_of_the_map_touches_where_the_visitor_is(page: Page) -> None:
    page.locator("#windows button").nth(2).tap()
    page.wait_for_selector("#way svg .here")
    touching = page.evaluate("""() => { const dot = document.querySelector('#way .here circle').getBoundingClientRect();
        return [...document.querySelectorAll('#way .place rect')].filter((label) => {
            const box = label.getBoundingClientRect();
            return box.left < dot.right && box.right > dot.left && box.top < dot.bottom && box.bottom > dot.top;
        }).map((label) => label.parentElement.textContent); }""")
    assert touching == []


def test_without_steps_the_way_is_another(page: Page) -> None:
    ask(page, "仲裁咨询窗口在哪")
    steps = page.locator("#way ol")
    before = steps.inner_text()
    page.locator(".step-free").tap()
    expect(page.locator(".step-free")).to_have_attribute("aria-pressed", "true")
    expect(steps).not_to_have_text(before)
    ask(page, "视频咨询室在哪")  # the robot has been told as well
    expect(page.locator("#answer .spoken")).to_contain_text(steps.locator("li").last.inner_text()[:6])


# --- for everybody


def test_elderly_mode_is_larger_slower_and_of_high_contrast(page: Page, served: Served) -> None:
    size = "() => parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    page.tap("#elderly")
    assert page.evaluate(size) > before * 1.25
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    ask(page, "公证处在几号窗口")
    (talking,) = [each for each in served.server.pages._open.values() if each.conversation.session.last is not None]
    assert talking.conversation.session.pace == -2


_SMALL_PHONE, _PHONE_LYING, _TABLET = (320, 568), (844, 390), (768, 1024)
_MODES = [(), ("#elderly",), ("#larger",), ("#elderly", "#larger")]
_SHARE = "() => document.querySelector('main').getBoundingClientRect().height / innerHeight"


@pytest.mark.parametrize("mode", _MODES, ids="+".join)
@pytest.mark.parametrize("size", [PHONE, _SMALL_PHONE, _PHONE_LYING, _TABLET, PORTRAIT, LANDSCAPE])
def test_at_least_half_of_the_page_is_for_what_is_read(
    chromium: Browser, served: Served, size: tuple[int, int], mode: tuple[str, ...]
) -> None:
    with opened(chromium, served.address, size) as page:
        for switch in mode:
            page.tap(switch)
        assert page.evaluate(_SHARE) >= (0.6 if size == LANDSCAPE else 0.5)
        outside = page.evaluate("""() => [...document.querySelectorAll('header, header *, footer, footer *')]
            .filter((each) => each.checkVisibility() && !each.classList.contains('unseen'))
            .filter((each) => { const box = each.getBoundingClientRect();
                return box.width && !each.closest('.hall') && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1
                    || box.bottom > innerHeight + 1); }).map((each) => each.id || each.outerHTML)""")
        assert outside == []
        # A label's text is cut by <wbr> where it may break: no piece of it stands in two lines.
        broken = page.evaluate("""() => [...document.querySelectorAll('header button, footer button, .modules button')]
            .flatMap((button) => [...(button.lastElementChild ?? button).childNodes]).filter((piece) => piece.nodeType === 3)
            .filter((piece) => { const range = document.createRange(); range.selectNodeContents(piece);
                return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1; })
            .map((piece) => piece.textContent)""")
        assert broken == []


@pytest.mark.parametrize("size", [PHONE, PORTRAIT])
def test_nothing_that_is_read_stands_beside_the_screen(
    chromium: Browser, served: Served, size: tuple[int, int]
) -> None:
    beside = """() => { const right = document.querySelector('main').clientWidth;
        return [...document.querySelectorAll('main *')].filter((each) => each.checkVisibility())
            .filter((each) => !each.closest('svg') && each.getBoundingClientRect().right > right + 1)
            .map((each) => each.outerHTML.slice(0, 80)); }"""
    with opened(chromium, served.address, size) as page:
        page.tap("#elderly")
        page.tap("#larger")
        for module in ("people", "booking", "education", "aid", "laws"):
            page.tap(f"[data-module={module}]")
            page.wait_for_selector("#module-body > div > *")
            assert page.evaluate(beside) == [], module
            page.tap("#to-home")
        for text in ("怎么申请法律援助", "孩子", "最近的工作站在哪", "仲裁咨询窗口在哪", "有人拿刀要砍我"):
            ask(page, text)
            assert page.evaluate(beside) == [], text


@pytest.mark.parametrize("mode", _MODES, ids="+".join)
def test_the_five_modules_are_seen_without_scrolling(chromium: Browser, served: Served, mode: tuple[str, ...]) -> None:
    for size in (LANDSCAPE, PORTRAIT):
        with opened(chromium, served.address, size) as page:
            for switch in mode:
                page.tap(switch)
            seen = page.evaluate("""() => { const end = document.querySelector('main').getBoundingClientRect().bottom;
                return [...document.querySelectorAll('.modules button')]
                    .filter((each) => each.getBoundingClientRect().bottom <= end).length; }""")
            assert seen == 5


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, PHONE])
def test_larger_letters_are_larger_also_in_elderly_mode(
    chromium: Browser, served: Served, size: tuple[int, int]
) -> None:
    with opened(chromium, served.address, size) as page:
        sizes = []
        for switch in (None, "#elderly", "#larger"):
            if switch:
                page.tap(switch)
            sizes.append(page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)"))
        assert sizes[1] > sizes[0] * 1.25 and sizes[2] > sizes[1] * 1.1


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, PHONE])
def test_everything_fits_and_is_large_enough_to_touch(chromium: Browser, served: Served, size: tuple[int, int]) -> None:
    with opened(chromium, served.address, size) as page:
        for switch in (None, "#elderly", "#larger", "#elderly"):
            if switch:
                page.tap(switch)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            assert page.evaluate("() => document.querySelector('main').scrollWidth <= innerWidth")
            small = page.evaluate(
                """() => [...document.querySelectorAll('button, input')].filter(each => each.offsetParent)
                .map(each => each.getBoundingClientRect()).filter(box => box.height < 44 || box.width < 44).length"""
            )
            assert small == 0


# --- taken along


def test_a_code_for_the_phone_and_a_slip_for_the_printer(page: Page) -> None:
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes'; }; }")
    ask(page, "怎么申请法律援助")
    page.locator(".ticks li").first.tap()
    page.locator(".take").tap()
    assert page.locator(".qr").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    page.locator("#sheet-buttons button", has_text="打印").tap()
    page.wait_for_selector("body[data-printed=yes]")
    page.emulate_media(media="print")
    slip = page.locator("#slip")
    expect(slip).to_be_visible()
    expect(page.locator("#page")).to_be_hidden()
    text = slip.inner_text()
    for piece in (
        "申请法律援助",
        "✓ 身份证",
        "2号法律援助窗口",
        "《中华人民共和国法律援助法》第四十一条",
        "打印时间",
        "12348",
    ):
        assert piece in text
    assert "怎么申请" not in text  # nothing that the visitor said


def test_who_says_print_gets_what_was_answered_before(page: Page) -> None:
    ask(page, "我要办公证")
    ask(page, "打印")
    expect(page.locator(".qr")).to_have_attribute("src", "/qr/service/notary.svg")


def test_the_slip_fits_a_roll_of_80_mm(page: Page) -> None:
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes'; }; }")
    ask(page, "我要办公证")
    page.locator(".take").tap()
    page.locator("#sheet-buttons button", has_text="打印").tap()
    page.wait_for_selector("body[data-printed=yes]")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 272, "height": 900})  # 72 mm at 96 dpi
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 272
    assert len(page.pdf(width="80mm", height="297mm")) > 1000 and len(page.pdf(format="A4")) > 1000


# --- who has gone


def test_after_the_timeout_nothing_of_the_visitor_is_left(page: Page, served: Served) -> None:
    ask(page, "我老公打我怎么办")
    page.tap("#elderly")
    page.fill("#question", "还没问完")
    page.wait_for_selector("#state[data-state=waiting]", timeout=60_000)
    served.clock.ahead += 61
    page.wait_for_selector("body[data-screen=home]")
    left = page.evaluate("() => document.documentElement.outerHTML")
    assert "老公" not in left and "家庭暴力" not in left
    assert page.input_value("#question") == ""
    assert page.evaluate("() => navigation.entries().length") <= 2  # the page, and what the back button takes away
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("() => document.documentElement.className") == ""
    assert all(each.conversation.session.last is None for each in served.server.pages._open.values())


def test_somebody_who_reads_is_asked_before_everything_goes(chromium: Browser, served: Served) -> None:
    with opened(chromium, served.address) as page:
        page.clock.install()
        page.tap("#elderly")
        page.clock.run_for(50_000)
        expect(page.locator("#leaving")).to_be_visible()
        page.tap("#stay")
        expect(page.locator("#leaving")).to_be_hidden()
        expect(page.locator("body")).to_have_attribute("data-screen", "home")  # nothing below was touched
        page.clock.run_for(30_000)
        expect(page.locator("#leaving")).to_be_hidden()


def test_a_line_that_dies_without_a_word_is_noticed(chromium: Browser, served: Served) -> None:
    with opened(chromium, served.address) as page:
        page.clock.install()
        page.reload()
        page.wait_for_selector("html[data-ready=true]")
        ask(page, "怎么申请法律援助")
        page.context.set_offline(True)
        page.clock.run_for(31_000)
        expect(page.locator("#trouble")).to_contain_text("断了")
        page.context.set_offline(False)
        page.clock.run_for(10_000)
        expect(page.locator("#trouble")).to_be_hidden()
        ask(page, "要带什么材料")
        expect(page.locator("#answer h2")).to_have_text("申请法律援助")


def test_a_part_of_the_page_that_does_not_come_is_a_line_that_is_lost(chromium: Browser, served: Served) -> None:
    with opened(chromium, served.address) as page:
        page.route("**/api/way/**", lambda route: route.abort(), times=1)
        ask(page, "怎么申请法律援助")
        expect(page.locator("#way h2")).to_contain_text("怎么走")  # the line is back, and the way with it
        expect(page.locator("#trouble")).to_be_hidden()
        page.tap("#to-home")
        page.route("**/api/people", lambda route: route.abort(), times=1)
        page.tap("[data-module=people]")
        expect(page.locator(".person")).to_have_count(30)


def test_a_browser_stops_listening_when_its_visitor_has_gone(chromium: Browser, served: Served) -> None:
    with opened(chromium, served.address) as page:
        page.tap("#speak")
        expect(page.locator("#speak")).to_have_attribute("aria-pressed", "true")
        ask(page, "怎么申请法律援助")
        page.tap("#to-home")
        expect(page.locator("#speak")).to_have_attribute("aria-pressed", "false")
        page.tap("#speak")
        expect(page.locator("#speak")).to_have_attribute("aria-pressed", "true")


def test_a_kiosk_goes_on_listening_for_the_next_visitor(chromium: Browser, served: Served) -> None:
    with opened(chromium, served.address, path="/?kiosk") as page:
        expect(page.locator("#speak")).to_have_attribute("aria-pressed", "true")
        ask(page, "怎么申请法律援助")
        page.tap("#to-home")
        page.wait_for_selector("body[data-screen=home]")
        ask(page, "公证处在几号窗口")
        expect(page.locator("#speak")).to_have_attribute("aria-pressed", "true")


def test_home_forgets_what_was_said_but_not_how_large_and_slow(page: Page, served: Served) -> None:
    page.tap("#elderly")
    page.tap("#larger")
    ask(page, "我老公打我怎么办")
    page.tap("#to-home")
    page.wait_for_selector("body[data-screen=home]")
    assert "老公" not in page.evaluate("() => document.documentElement.outerHTML")
    assert page.evaluate("() => document.documentElement.className") == "elderly larger"
    ask(page, "公证处在几号窗口")
    (talking,) = [each for each in served.server.pages._open.values() if each.conversation.session.last is not None]
    assert talking.conversation.session.pace == -2
    page.tap("#to-home")
    while talking.conversation.session != Session(pace=-2):  # the robot has been told both
        page.wait_for_timeout(50)
    served.clock.ahead += 61
    page.wait_for_selector("html:not(.elderly):not(.larger)")
    expect(page.locator("#elderly")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#larger")).to_have_attribute("aria-pressed", "false")


def test_who_says_goodbye_leaves_nothing_set(page: Page) -> None:
    page.tap("#elderly")
    ask(page, "再见")
    page.wait_for_selector("body[data-screen=home]")
    assert page.evaluate("() => document.documentElement.className") == ""


def test_the_back_button_leads_home_and_shows_nobody(page: Page, served: Served) -> None:
    ask(page, "我老公打我怎么办")
    for _ in range(2):
        page.evaluate("() => history.back()")
        page.wait_for_selector("body[data-screen=home]")
        assert page.url.startswith(served.address)
        assert "老公" not in page.evaluate("() => document.documentElement.outerHTML")
        page.tap("[data-module=laws]")
        page.wait_for_selector("body[data-screen=module]")
    page.tap("#to-home")
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(100)
    assert page.url.startswith(served.address)
    assert page.evaluate("() => navigation.entries().length") <= 2
    page.go_forward()
    expect(page.locator("body")).to_have_attribute("data-screen", "home")


def test_home_forgets_at_once(page: Page, served: Served) -> None:
    ask(page, "我老公打我怎么办")
    page.tap("#to-home")
    page.wait_for_selector("body[data-screen=home]")
    assert "老公" not in page.evaluate("() => document.documentElement.outerHTML")


def test_a_reload_is_a_new_visitor(page: Page) -> None:
    ask(page, "怎么申请法律援助")
    page.reload()
    page.wait_for_selector("html[data-ready=true]")
    expect(page.locator("body")).to_have_attribute("data-screen", "home")
    page.tap("#again")
    expect(page.locator("#answer .spoken")).to_contain_text("还没")


def test_two_pages_do_not_mix(chromium: Browser, served: Served) -> None:
    with opened(chromium, served.address) as one, opened(chromium, served.address) as other:
        ask(one, "我要办公证")
        ask(other, "怎么申请法律援助")
        ask(one, "要带什么材料")
        ask(other, "要带什么材料")
        expect(one.locator("#answer h2")).to_have_text("办理公证")
        expect(other.locator("#answer h2")).to_have_text("申请法律援助")


# --- nobody is shut out


def test_axe_finds_nothing_in_any_state(chromium: Browser, served: Served) -> None:
    for size in (LANDSCAPE, PORTRAIT, PHONE):
        with opened(chromium, served.address, size) as page:
            assert violations(page) == []
            for switch in ("#elderly", "#larger", "#elderly"):
                page.tap(switch)
                assert violations(page) == []
            page.tap("#larger")
            for module in ("people", "booking", "education", "aid", "laws"):
                page.tap(f"[data-module={module}]")
                page.wait_for_selector("#module-body > div > *")
                assert violations(page) == [], module
                page.tap("#to-home")
            for text in (
                "怎么申请法律援助",
                "孩子",
                "最近的工作站在哪",
                "仲裁咨询窗口在哪",
                "有人拿刀要砍我",
                "今天股票涨不涨",
            ):
                ask(page, text)
                assert violations(page) == [], text
            ask(page, "怎么申请法律援助")
            page.locator(".cite").first.tap()
            page.wait_for_selector("#sheet[open]")
            assert violations(page) == []
            page.get_by_role("button", name="关上").tap()
            page.locator(".take").tap()
            page.wait_for_selector(".qr")
            assert violations(page) == []
