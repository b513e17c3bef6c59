from __future__ import annotations

import datetime
import re

import pytest

from robot import paths
from robot.content import load
from robot.content.hall_schema import Hall, PeopleFile, StationsFile
from robot.content.intents_schema import Directions
from robot.content.schema import Service, ServicesFile
from robot.errors import ContentError
from robot.navigation.hall_map import HallMap
from robot.navigation.services import Progress, ServiceGuide, later_services
from robot.statutes import regulations
from robot.statutes.database import StatuteDatabase
from robot.turn import TOPICS

WINDOWS = {
    "reception": "w1",
    "law-education": "w1",
    "hotline": "w1",
    "complaints": "w1",
    "legal-aid": "w2",
    "wage-arrears": "w2",
    "notary": "w3",
    "lawyer-consultation": "w4",
    "lawyer-directory": "w4",
    "appointment": "w4",
    "mediation": "w5",
    "forensic-appraisal": "w6",
    "administrative-reconsideration": "w7",
    "community-correction": "w8",
    "resettlement": "w8",
    "legal-practice-permits": "w9",
    "bar-exam": "w9",
    "arbitration": "w10",
    "video-consultation": "video-room",
    "statutes": "terminal",
}
COUNTER_FIRST = {
    "legal-aid",
    "notary",
    "mediation",
    "forensic-appraisal",
    "administrative-reconsideration",
    "arbitration",
}


@pytest.fixture(scope="module")
def guide(services: ServicesFile, words: Directions) -> ServiceGuide:
    return ServiceGuide(services.services, words.service)


def test_every_service_of_the_design_at_its_window(services: ServicesFile) -> None:
    assert {service.id: service.window for service in services.services} == WINDOWS


def test_content_is_fit_to_be_said(services: ServicesFile) -> None:
    for service in services.services:
        assert len(set(service.phrasings)) >= 12, service.id
        assert len(service.spoken) <= 120, service.id
        assert service.review <= datetime.date(2027, 6, 30), service.id
        assert service.time_limit and service.fee and service.names, service.id
        for text in (service.spoken, *(step.spoken for step in service.steps)):
            assert not re.search(r"[a-z{}_,;]", text), text
        for phrasing in service.phrasings:
            assert not re.search(r"[0-9一二三四五六七八九十]+号?窗口", phrasing), phrasing


def test_phrasings_belong_to_one_service_and_differ(services: ServicesFile) -> None:
    owners: dict[str, str] = {}
    for service in services.services:
        for phrasing in service.phrasings:
            plain = re.sub(r"\W", "", phrasing)
            assert plain not in owners, (phrasing, owners.get(plain), service.id)
            owners[plain] = service.id
        openings = [phrasing[:3] for phrasing in service.phrasings]
        assert all(openings.count(opening) <= 3 for opening in openings), (service.id, openings)


def test_windows_said_are_the_windows_meant(services: ServicesFile, hall: Hall) -> None:
    places = HallMap(hall).places
    for service in services.services:
        where = places[service.window]
        assert (f"{where.number}号" if where.number else where.name) in service.spoken, service.id
        known = {place.number for place in hall.places if place.number}
        for text in (service.spoken, *(step.spoken for step in service.steps)):
            assert {int(number) for number in re.findall(r"(\d+)号", text)} <= known, text
        for step in service.steps:
            assert step.window in places, (service.id, step.id)
            number = places[step.window].number
            said = {int(found) for found in re.findall(r"(\d+)号", step.spoken)}
            assert not said or number is None or number in said, (service.id, step.id)


def test_every_service_reaches_its_windows_also_step_free(services: ServicesFile, hall: Hall) -> None:
    hall_map = HallMap(hall)
    for service in services.services:
        for window in {service.window, *(step.window for step in service.steps)}:
            assert hall_map.shortest("robot", window, step_free=True), (service.id, window)
        assert service.window in {step.window for step in service.steps} or service.id == "statutes"


def test_reception_takes_in_and_sends_on(services: ServicesFile) -> None:
    for service in services.services:
        if service.id in COUNTER_FIRST:
            assert service.steps[0].window == "w1" and service.steps[1].window == service.window
    wages = next(service for service in services.services if service.id == "wage-arrears")
    assert {step.window for step in wages.steps} == {"w2"}, "the green channel has no detour"


def test_follow_ups_and_order_name_services(services: ServicesFile) -> None:
    known = {service.id for service in services.services}
    for service in services.services:
        assert service.follow_ups and set(service.follow_ups) <= known - {service.id}, service.id
    later = later_services(services.services)
    assert set(later) == known
    assert "video-consultation" in later["appointment"] and "legal-practice-permits" in later["bar-exam"]


def test_unverified_sources_are_looked_at_again(services: ServicesFile) -> None:
    for service in services.services:
        for citation in service.citations:
            assert citation.verified or citation.review, citation


def test_every_verified_article_is_in_the_statute_database_or_among_the_regulations(services: ServicesFile) -> None:
    database = StatuteDatabase(paths.MODELS / "statutes" / "laws.db", datetime.date(2026, 11, 23))
    held = regulations.of(load.regulations(paths.ROOT / "knowledge"))
    for service in services.services:
        for citation in service.citations:
            named = citation.law, citation.article
            found = database.article(*named) or held.article(*named)
            assert (found is not None and found.law == citation.law) == citation.verified, citation


def test_legal_aid_from_beginning_to_end_and_back(guide: ServiceGuide, services: ServicesFile) -> None:
    begun = guide.begin("legal-aid")
    short = next(service.spoken for service in services.services if service.id == "legal-aid")
    assert begun.spoken == (
        f"{short}请带上身份证、法律援助申请表、和案子有关的材料、经济困难状况说明。"
        "第一步：到1号综合受理窗口，说要申请法律援助，登记取号。"
    )
    assert (begun.window, begun.step, begun.progress) == ("w1", "register", Progress("legal-aid", 0))
    second = guide.next(begun.progress)
    assert second.spoken.startswith("第二步：到2号法律援助窗口") and second.window == "w2"
    third = guide.next(second.progress)
    fourth = guide.next(third.progress)
    assert fourth.spoken.startswith("最后一步：批准以后，3天之内给您派律师")
    end = guide.next(fourth.progress)
    assert end.step is None and "步骤就这些" in end.spoken
    assert guide.next(end.progress) == end
    assert guide.previous(end.progress) == fourth
    assert guide.previous(guide.previous(guide.previous(fourth.progress).progress).progress).progress == begun.progress
    at_first = guide.previous(begun.progress)
    assert at_first.spoken.startswith("这已经是第一步了。第一步：") and at_first.window == "w1"


def test_card_shows_everything(guide: ServiceGuide) -> None:
    card = guide.begin("legal-aid").shown
    titles = ("【要带的材料】", "【步骤】", "【办理时限】", "【费用】", "【依据】")
    for part in (*titles, "· 身份证", "1. 登记取号：", "4. 派律师：", "《中华人民共和国法律援助法》第四十三条"):
        assert part in card
    assert "{" not in card


def test_end_says_what_follows(guide: ServiceGuide) -> None:
    end = guide.next(Progress("wage-arrears", 3))
    assert "仲裁咨询" in end.spoken and end.follow_ups == ("arbitration",)
    alone = guide.next(Progress("complaints", 1))
    assert "再问我" in alone.spoken and alone.follow_ups == ("lawyer-consultation", "reception")


def test_what_must_come_before_is_said(guide: ServiceGuide) -> None:
    assert "办这件事以前，先办好预约律师。" in guide.begin("video-consultation").spoken


def test_long_lists_are_cut_for_the_ear_only(guide: ServiceGuide) -> None:
    notary = guide.begin("notary")
    assert "等5样，都写在屏幕上。" in notary.spoken and "死亡证明" not in notary.spoken
    assert "死亡证明" in notary.shown


def test_one_step_is_not_numbered(guide: ServiceGuide) -> None:
    assert "办起来就一步：" in guide.begin("hotline").spoken
    assert "第一步" not in guide.begin("hotline").spoken


@pytest.mark.parametrize("service_id", sorted(WINDOWS))
def test_every_service_is_walked_to_its_end(guide: ServiceGuide, services: ServicesFile, service_id: str) -> None:
    count = next(len(service.steps) for service in services.services if service.id == service_id)
    guidance, seen = guide.begin(service_id), []
    while guidance.step is not None:
        seen.append(guidance.step)
        assert not re.search(r"[{}]|：：|。。|，。", guidance.spoken)
        guidance = guide.next(guidance.progress)
    assert len(seen) == len(set(seen)) == count


def _service(**more: object) -> Service:
    step = {"id": "go", "name": "去", "window": "w1", "spoken": "去。"}
    made = {
        "id": "a",
        "name": "甲",
        "window": "w1",
        "phrasings": ["甲"],
        "spoken": "甲。",
        "steps": [step],
        "review": "2027-01-01",
    }
    return Service.model_validate(made | more)


def test_circles_and_unknown_services_are_refused(guide: ServiceGuide) -> None:
    with pytest.raises(ContentError, match=r"services\.yaml") as caught:
        later_services([_service(id="a", after=["b"]), _service(id="b", after=["a"])])
    assert "a" in caught.value.params["services"] and "b" in caught.value.params["services"]  # type: ignore[operator]
    with pytest.raises(ContentError, match="legal-aid"):
        guide.begin("legal-ade")
    with pytest.raises(ContentError, match="nothing"):
        later_services([_service(before=["nothing"])])


def test_a_service_has_at_least_one_step() -> None:
    with pytest.raises(ValueError, match="steps"):
        _service(steps=[])


def test_directory_and_stations_are_samples_and_complete(
    people: PeopleFile, stations: StationsFile, hall: Hall
) -> None:
    assert people.sample and len(people.people) == 30
    assert {person.kind for person in people.people} == {"lawyer", "notary", "grassroots", "mediator"}
    assert len({person.id for person in people.people}) == len({person.name for person in people.people}) == 30
    windows = {place.id for place in hall.places}
    assert all(person.window in windows and "示例" in person.name for person in people.people)
    fields = {field for person in people.people for field in person.fields}
    assert {"婚姻家庭", "劳动纠纷", "交通事故"} <= fields & set(TOPICS)
    assert stations.sample and len(stations.stations) == 7
    phones = [person.phone for person in people.people] + [station.phone for station in stations.stations]
    assert all(re.fullmatch(r"0357-0\d{6}", phone) for phone in phones) and len(set(phones)) == 37
