"""A service that the hall does not do: its visitors are sent on, instead of being led through steps that it has not;
and where other offices of the county are.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from robot.content.hall_schema import Elsewhere, Hall, Office, OfficeHere
from robot.content.prompts import Prompts
from robot.content.schema import Service


def told(place: Elsewhere, prompts: Prompts, what: str) -> str:
    """Where `what` is done, as it is said: the office, where it is, its number."""
    where = prompts.elsewhere.format(what=what, place=place.name)
    address = prompts.elsewhere_address.format(address=place.address) if place.address else ""
    phone = prompts.elsewhere_phone.format(phone=place.phone) if place.phone else ""
    return where + address + phone + place.note


def placed(offices: Mapping[str, Office], hall: Hall, prompts: Prompts) -> Mapping[str, Office]:
    """`offices`, those of which the hall says where they are with that behind their answer."""
    return MappingProxyType(
        {
            office_id: _placed(office, hall.offices[office_id], prompts) if office_id in hall.offices else office
            for office_id, office in offices.items()
        }
    )


def _placed(office: Office, here: OfficeHere, prompts: Prompts) -> Office:
    address = prompts.elsewhere_address.format(address=here.address) if here.address else ""
    phone = prompts.elsewhere_phone.format(phone=here.phone) if here.phone else ""
    changed = {"spoken": office.spoken + address + phone, "address": here.address, "phone": here.phone or office.phone}
    return office.model_copy(update=changed)


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
