"""A service that the hall does not do: its visitors are sent on, instead of being led through steps that it has not.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from robot.content.prompts import Prompts
from robot.content.schema import Elsewhere, Hall, Service


def told(place: Elsewhere, prompts: Prompts, what: str) -> str:
    """Where `what` is done, as it is said: the office, where it is, its number."""
    where = prompts.elsewhere.format(what=what, place=place.name)
    address = prompts.elsewhere_address.format(address=place.address) if place.address else ""
    phone = prompts.elsewhere_phone.format(phone=place.phone) if place.phone else ""
    return where + address + phone + place.note


def sent_on(services: Mapping[str, Service], hall: Hall, prompts: Prompts) -> Mapping[str, Service]:
    """`services`, those that are done elsewhere with that for an answer, and without steps in this hall."""
    away = {place.id: place for place in hall.elsewhere}
    return MappingProxyType(
        {
            service_id: _sent_on(service, away[service.window], prompts) if service.window in away else service
            for service_id, service in services.items()
        }
    )


def _sent_on(service: Service, place: Elsewhere, prompts: Prompts) -> Service:
    changed = {"spoken": told(place, prompts, service.name), "shown": "", "steps": (), "materials": (), "before": ()}
    return service.model_copy(update={**changed, "after": (), "time_limit": "", "fee": ""})
