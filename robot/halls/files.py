"""A hall as files of its own folder: YAML with comments, as a person would write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Any

import yaml

from robot import messages, paths
from robot.content.halls import folder
from robot.halls.building import Built
from robot.halls.told import Told
from robot.workbench import whole
from robot.yaml_source import parse

_TEMPLATES = Path(__file__).with_name("templates")
SHEET = "大厅.xlsx"
_NO_NAME = re.compile(r'[\\/:*?"<>|\s.]+')
_WIDEST = 1_000_000


class _Plain(yaml.SafeDumper):
    """Writes the same day twice, where YAML would point from one to the other (&id001)."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def folder_of(name: str) -> Path:
    """Where the files of a hall called so are."""
    return folder() / (_NO_NAME.sub("", name) or "hall")


def texts(told: Told, built: Built, sheet: Path) -> Mapping[str, str]:
    """The files of a hall by name."""
    return {
        "hall.yaml": _hall(built, sheet),
        "opening.yaml": _opening(told),
        "people.yaml": _people(told, built),
        "stations.yaml": _stations(told),
    }


def write(target: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write the files into `target`; what was there and differs is kept beside it. Returns what was kept."""
    target.mkdir(parents=True, exist_ok=True)
    kept = []
    for name, text in files.items():
        path = target / name
        if path.exists() and path.read_text(encoding="utf-8") != text:
            old = path.with_name(f"{name}.{messages.zh('halls.old')}")
            whole.write(old, path.read_bytes())
            kept.append(old)
        whole.write(path, text.encode())
    return tuple(kept)


def _template(template: str, /, **values: str) -> str:
    return Template((_TEMPLATES / template).read_text(encoding="utf-8")).substitute(values)


def _flow(item: Any) -> str:
    """An item in one line: {id: w1, number: 1}."""
    made: str = yaml.dump(
        item, Dumper=_Plain, default_flow_style=True, allow_unicode=True, sort_keys=False, width=_WIDEST
    )
    return made.strip().removesuffix("...").strip()


def _items(items: Iterable[Any]) -> str:
    return "\n".join(f"  - {_flow(item)}" for item in items)


def _below(items: list[Any]) -> str:
    """The items of a list below its key; nothing is an empty list."""
    return f"\n{_items(items)}" if items else " []"


def _hall(built: Built, sheet: Path) -> str:
    facts = built.facts
    offices = "".join(f"\n  {office}: {_flow(where)}" for office, where in facts["offices"].items())
    away = f"\nelsewhere:\n{_items(built.elsewhere)}\n" if built.elsewhere else ""
    return _template(
        "hall.yaml",
        name=_flow(facts["name"]),
        address=_flow(facts["address"]),
        hours=_flow(facts["hours"]),
        has=_flow(facts["has"]),
        phones="\n".join(f"  {_flow(name)}: {_flow(number)}" for name, number in facts["phones"].items()),
        step=str(facts["step"]),
        sheet=str(sheet),
        places=_items(built.places),
        junctions=_items(built.junctions),
        ways=_items(built.ways),
        elsewhere=away,
        offices=offices or " {}",
    )


def _opening(told: Told) -> str:
    times = told.times
    sample = parse(paths.KNOWLEDGE / "opening.yaml").data
    holidays = [{"name": day.name, "first": day.first, "last": day.last} for day in times.besides if not day.worked]
    worked = [day.first for day in times.besides if day.worked]
    own = bool(times.besides)
    last = max((day.last for day in times.besides), default=None)
    return _template(
        "opening.yaml",
        name=told.name,
        days=_flow(list(times.days)),
        times="\n".join(f"  - {first.hour}:{first:%M}-{last.hour}:{last:%M}" for first, last in times.spans),
        holidays=_items(holidays if own else sample["holidays"]).replace("'", ""),
        worked=_flow(worked),
        review=str(last if last else sample["review"]),
    )


def _people(told: Told, built: Built) -> str:
    ids = {place["number"]: place["id"] for place in built.places if "number" in place}
    rows = [
        {
            "id": f"person-{number:02d}",
            "name": person.name,
            "kind": person.kind,
            **({"organisation": person.organisation} if person.organisation else {}),
            **({"fields": list(person.fields)} if person.fields else {}),
            "window": ids[person.window],
            "hours": person.hours,
            **({"phone": person.phone} if person.phone else {}),
        }
        for number, person in enumerate(told.people, start=1)
    ]
    return _template("people.yaml", name=told.name, people=_below(rows))


def _stations(told: Told) -> str:
    rows = [
        {
            "id": f"station-{number:02d}",
            "name": f"{post.township}{messages.zh('halls.station')}",
            "names": list(post.names),
            "address": post.address,
            "hours": post.hours,
            "phone": post.phone,
            **({"note": post.note} if post.note else {}),
        }
        for number, post in enumerate(told.stations, start=1)
    ]
    return _template("stations.yaml", name=told.name, stations=_below(rows))
