"""An explanation (robot/cli/explain.py) in Chinese sentences, for content editors."""

from __future__ import annotations

from typing import Any

from robot import messages

_ALIKE = ((0.9, "same"), (0.65, "much"), (0.4, "some"), (0.0, "little"))
_SIGNALS = ("wording", "sound", "meaning", "other")
_NAMED = frozenset(("chars", "words", "fixed", "sound", "syllables", "meaning"))

Data = dict[str, Any]


def explained(data: Data) -> list[str]:
    """The lines of an explanation."""
    things = data["things"]
    lines = [messages.zh("explain.heard", text=data["heard"] or messages.zh("explain.nothing"))]
    if data["followed"]:
        lines.append(messages.zh("explain.result.followed", title=title(data["followed"])))
    for number, thing in enumerate(things, 1):
        if len(things) > 1:
            lines.append(messages.zh("explain.thing", number=number, count=len(things), text=thing["text"]))
        lines += _thing(thing, data["limits"])
    return lines + _case(data["case"])


def _case(case: Data) -> list[str]:
    """What is held of the visitor's case; nothing where there is none."""
    if case["matter"] is None:
        return []
    held = [
        messages.zh("explain.case.now" if fact["now"] else "explain.case.before", name=fact["name"], said=fact["said"])
        for fact in case["facts"]
    ]
    none = messages.zh("explain.case.no_facts")
    lines = [messages.zh("explain.case.matter", name=case["name"], id=case["matter"], facts="，".join(held) or none)]
    if case["asked"]:
        lines.append(messages.zh("explain.case.asked", fact=case["asked"]))
    return lines


def title(candidate: Data) -> str:
    """What a candidate is called: its kind, its name, its id."""
    kind = messages.zh(f"explain.kind.{candidate['kind']}")
    return messages.zh("explain.title", kind=kind, name=candidate["name"], id=candidate["id"])


def _thing(thing: Data, limits: Data) -> list[str]:
    lines = [messages.zh("explain.tidied", text=thing["tidied"] or messages.zh("explain.nothing"))]
    if thing["repaired"]:
        lines.append(messages.zh("explain.repaired", text=thing["repaired"]))
    lines.append(_result(thing))
    if thing["topic"] and thing["tier"] == "fallback":
        lines.append(messages.zh("explain.result.topic", topic=thing["topic"]))
    if thing["matched"]:
        lines += _matched(thing["matched"], acted=thing["tier"] in {"emergency", "exact", "strong", "likely"})
    if thing["offered"]:
        lines.append(messages.zh("explain.offered", titles="、".join(map(title, thing["offered"]))))
    lines.append(_runner_up(thing["runner_up"]))
    lines.append(messages.zh(f"explain.why.{thing['why']}", phrasing=thing["phrasing"], **limits))
    lines.append(messages.zh("explain.limits", **limits))
    if thing["changes"]:
        lines.append(messages.zh("explain.changes"))
        lines += [f"  {number}. {_change(change)}" for number, change in enumerate(thing["changes"], 1)]
    return lines


def _result(thing: Data) -> str:
    keys = {
        "exact": "answered",
        "strong": "answered",
        "likely": "answered",
        "emergency": "emergency",
        "clarify": "clarify",
    }
    unanswered = "refused" if thing["why"] == "refused" else "passed_on" if thing["matched"] else "fallback"
    key = keys.get(thing["tier"], unanswered)
    best = title(thing["matched"]) if thing["matched"] else ""
    score = (thing["matched"] or thing)["score"]
    return messages.zh(f"explain.result.{key}", title=best, score=score, tier=thing["tier"])


def _matched(candidate: Data, acted: bool) -> list[str]:
    """The phrasing that matched, or came nearest, and how alike it is by each of the signals."""
    key = "explain.matched" if acted else "explain.nearest"
    lines = [messages.zh(key, phrasing=candidate["phrasing"], place=_place(candidate))]
    if not candidate["signals"]:
        return [*lines, messages.zh("explain.signal.none")]
    for signal in _SIGNALS:
        measures = candidate["signals"].get(signal)
        group = messages.zh(f"explain.group.{signal}")
        if measures and any(measures.values()):
            values = "，".join(f"{_name(name)} {value:.2f}" for name, value in measures.items())
            lines.append(
                messages.zh("explain.signal.used", group=group, words=_alike(max(measures.values())), values=values)
            )
        elif signal != "other":
            lines.append(messages.zh("explain.signal.unused", group=group))
    return lines


def _name(measure: str) -> str:
    return messages.zh(f"explain.name.{measure}") if measure in _NAMED else measure


def _alike(value: float) -> str:
    return messages.zh(f"explain.alike.{next(word for least, word in _ALIKE if value >= least or not least)}")


def _runner_up(candidate: Data | None) -> str:
    if candidate is None:
        return messages.zh("explain.alone")
    return messages.zh(
        "explain.runner_up",
        title=title(candidate),
        score=candidate["score"],
        phrasing=candidate["phrasing"],
        place=_place(candidate),
    )


def _place(candidate: Data) -> str:
    return f"（{candidate['place']}）" if candidate["place"] else ""


def _change(change: Data) -> str:
    about = {name: title(value) if isinstance(value, dict) else value for name, value in change.items()}
    return messages.zh(f"explain.change.{change['what']}", **about)
