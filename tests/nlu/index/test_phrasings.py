"""The sentences and documents that matching knows."""

from __future__ import annotations

from robot.content.load import Content
from robot.nlu.index.phrasings import OUT_OF_SCOPE, collect, documents


def test_every_sentence_of_the_content_is_there(content: Content) -> None:
    found = {(p.kind, p.id, p.text): p.topic for p in collect(content)}
    for faq_id, faq in content.faq.items():
        for text in (faq.entry.question, *faq.entry.phrasings):
            assert found["faq", faq_id, text] == faq.topic
    for command_id, command in content.commands.items():
        assert all(("command", command_id, text) in found for text in command.phrasings)
    for emergency_id, emergency in content.emergencies.items():
        assert all(("emergency", emergency_id, text) in found for text in emergency.phrasings)
    for text in content.out_of_scope:
        assert ("fallback", OUT_OF_SCOPE, text) in found


def test_places_are_asked_for_by_name_and_by_service_and_floor(content: Content) -> None:
    texts = {p.text: p.id for p in collect(content) if p.kind == "place"}
    assert texts["公证窗口在哪里"] == "w3"
    assert content.hall is not None
    for place in content.hall.places:
        asked = {text for text, owner in texts.items() if owner == place.id}
        assert bool(asked) == (place.kind != "junction")
        if place.kind != "junction" and place.floor > 1:
            assert f"{place.floor}楼的{place.name}在哪里" in asked
    for service in content.services.values():
        if content.place(service.window or ""):
            assert texts[f"{service.name}在哪个窗口"] == service.window


def test_documents_are_those_of_answers_and_services(content: Content) -> None:
    found = documents(content)
    assert found.keys() == {("faq", faq_id) for faq_id in content.faq} | {("service", one) for one in content.services}
    for faq_id, faq in content.faq.items():
        document = found["faq", faq_id]
        assert document.short == f"{faq.entry.question}。{faq.entry.spoken}"
        assert faq.entry.shown in document.long
        assert faq.entry.shown not in document.short
    for service_id, service in content.services.items():
        assert service.name in found["service", service_id].short
        assert all(step.spoken in found["service", service_id].long for step in service.steps)


def test_without_content_there_is_nothing(content: Content) -> None:
    bare = Content(prompts=content.prompts)
    assert (collect(bare), documents(bare)) == ((), {})
