"""The services in their order, and the way through one: the short answer, what to bring, then step after step.

Pure: a `ServiceGuide` never changes. Where a visitor is, is a `Progress` that the dialogue keeps and hands in.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from robot.content.citation import CitationEntry
from robot.content.intents_schema import ServiceWords
from robot.content.schema import Service, ServiceStep
from robot.errors import ContentError

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a visitor is in a service: `step` counts from 0; as many as there are steps means: past the last one."""

    service: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to say and show at a step. `window` is the place to go to now, `step` the step's id (None past the last)."""

    progress: Progress
    spoken: str
    shown: str
    window: str
    step: str | None
    follow_ups: tuple[str, ...] = ()
    citations: tuple[CitationEntry, ...] = ()


def later_services(services: Iterable[Service]) -> Mapping[str, tuple[str, ...]]:
    """For each service the ids of those that follow it (`before` and `after` of either end).

    Raises ContentError for an unknown service id, and for services that come before each other in a circle.
    """
    known = {service.id: service for service in services}
    later: dict[str, dict[str, None]] = {service: {} for service in known}
    for service in known.values():
        for earlier in service.before:
            later[_known(known, earlier).id][service.id] = None
        for following in service.after:
            later[service.id][_known(known, following).id] = None
    try:
        TopologicalSorter(later).prepare()
    except CycleError as error:
        circle = error.args[1][1:]
        raise ContentError("navigation.circle", services="、".join(reversed(circle))) from None
    return {service: tuple(after) for service, after in later.items()}


class ServiceGuide:
    """Leads a visitor through the services.

    Raises ContentError as `later_services` does.
    """

    def __init__(self, services: Iterable[Service], words: ServiceWords) -> None:
        self._services: Mapping[str, Service] = {service.id: service for service in services}
        self._words = words
        self._later = later_services(self._services.values())

    def begin(self, service_id: str) -> Guidance:
        """The short answer, what to bring and the first step. Raises ContentError for an unknown service."""
        service = _known(self._services, service_id)
        if not service.steps:
            return self._all_said(service)
        spoken = service.spoken + self._before(service) + self._materials(service) + self._step(service, 0)
        return self._guidance(service, 0, spoken, self._card(service))

    def at(self, progress: Progress) -> Guidance:
        """That step; past the last one, what comes after the service."""
        return self._at(progress.service, max(progress.step, 0))

    def next(self, progress: Progress) -> Guidance:
        """The following step; after the last one, what comes after the service."""
        return self._at(progress.service, progress.step + 1)

    def previous(self, progress: Progress) -> Guidance:
        """The step before; at the first one, that it is the first, and that step again."""
        if progress.step > 0:
            return self._at(progress.service, progress.step - 1)
        now = self._at(progress.service, 0)
        return Guidance(now.progress, self._words.first_already + now.spoken, now.shown, now.window, now.step)

    def _all_said(self, service: Service) -> Guidance:
        """A service that is not done in this hall: where it is, and nothing after that."""
        shown = self._card(service)
        return Guidance(
            Progress(service.id), service.spoken, shown, service.window, None, service.follow_ups, service.citations
        )

    def _at(self, service_id: str, step: int) -> Guidance:
        service = _known(self._services, service_id)
        if not service.steps:
            return self._all_said(service)
        if step >= len(service.steps):
            return self._finished(service)
        spoken = self._step(service, step)
        return self._guidance(service, step, spoken, service.steps[step].shown or spoken)

    def _finished(self, service: Service) -> Guidance:
        after = self._later[service.id]
        names = self._words.separator.join(self._services[later].name for later in after)
        said = self._words.finished.format(after=names) if after else self._words.finished_alone
        progress = Progress(service.id, len(service.steps))
        return Guidance(progress, said, said, service.window, None, after or service.follow_ups, service.citations)

    def _guidance(self, service: Service, step: int, spoken: str, shown: str) -> Guidance:
        now = service.steps[step]
        progress = Progress(service.id, step)
        return Guidance(progress, spoken, shown, now.window, now.id, service.follow_ups, service.citations)

    def _before(self, service: Service) -> str:
        names = self._words.separator.join(self._services[earlier].name for earlier in service.before)
        return self._words.before.format(before=names) if names else ""

    def _materials(self, service: Service) -> str:
        """A few materials for the ear, without what stands in brackets; the screen has them all."""
        words, wanted = self._words, [_BRACKETS.sub("", material) for material in service.materials]
        said = words.separator.join(wanted[: words.spoken_materials])
        if len(wanted) > words.spoken_materials:
            return words.more_materials.format(list=said, count=len(wanted))
        return words.materials.format(list=said) if wanted else ""

    def _step(self, service: Service, step: int) -> str:
        said, count = service.steps[step].spoken, len(service.steps)
        if count == 1:
            return self._words.only_step.format(step=said)
        if step == count - 1:
            return self._words.last_step.format(step=said)
        return self._words.step.format(ordinal=self._ordinal(step), step=said)

    def _ordinal(self, step: int) -> str:
        ordinals = self._words.ordinals
        return ordinals[step] if step < len(ordinals) else str(step + 1)

    def _card(self, service: Service) -> str:
        """Everything about the service for the screen, a line each."""
        words = self._words
        lines = [service.shown or service.spoken]
        lines += _titled(words.shown_materials, service.materials)
        lines += _titled(words.shown_steps, [self._line(step) for step in service.steps], numbered=True)
        lines += _titled(words.shown_time_limit, [service.time_limit] if service.time_limit else [])
        lines += _titled(words.shown_fee, [service.fee] if service.fee else [])
        cited = [words.shown_citation.format(law=entry.law, article=entry.article) for entry in service.citations]
        return "\n".join(lines + _titled(words.shown_basis, cited))

    def _line(self, step: ServiceStep) -> str:
        return self._words.shown_step.format(name=step.name, step=step.shown or step.spoken)


def _titled(title: str, lines: Iterable[str], numbered: bool = False) -> list[str]:
    listed = [f"{index}. {line}" if numbered else f"· {line}" for index, line in enumerate(lines, 1)]
    return [f"【{title}】", *listed] if listed else []


def _known(services: Mapping[str, Service], service_id: str) -> Service:
    service = services.get(service_id)
    if service is None:
        near = difflib.get_close_matches(service_id, services, n=1, cutoff=0.0)
        raise ContentError("navigation.unknown_service", service=service_id, near=near[0] if near else "-")
    return service
