"""`models list / add / remove`: the model store on the command line."""

from __future__ import annotations

import argparse
import json
from typing import Any

from robot import config, messages, paths
from robot.models import manifest
from robot.models.manifest import Model
from robot.models.store import ModelStore, Status
from robot.setup.console import Progress, fit, line, width


def register(subparsers: Any) -> None:
    """Add `models` to the subcommands. Each parser's default `handler` takes the namespace, returns the exit status."""
    parser = subparsers.add_parser("models", help=messages.zh("models.help"), description=messages.zh("models.help"))
    inner = parser.add_subparsers(dest="action", required=True, metavar="list|add|remove")

    listing = inner.add_parser("list", help=messages.zh("models.help_list"))
    listing.add_argument("--json", action="store_true", help=messages.zh("models.help_json"))
    listing.set_defaults(handler=list_models)

    add = inner.add_parser("add", help=messages.zh("models.help_add"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--from", dest="source", metavar="F.zip|DIR|URL", help=messages.zh("models.help_from"))
    add.set_defaults(handler=add_model)

    remove = inner.add_parser("remove", help=messages.zh("models.help_remove"))
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(handler=remove_model)


def list_models(arguments: argparse.Namespace) -> int:
    """Print every model with its state. With `--json`, one array of objects."""
    states = _store().status()
    if arguments.json:
        print(json.dumps([as_json(status) for status in states], ensure_ascii=False, indent=2))
    else:
        print(table(states))
    return 0


def add_model(arguments: argparse.Namespace) -> int:
    """Install one model, from its own source or from `--from`. Raises ModelError."""
    store = _store()
    model = manifest.load().get(arguments.name)
    _offer(model)
    bar = Progress()
    try:
        added = store.add(model.name, arguments.source, bar)
    finally:
        bar.close()
    if added.already:
        line(messages.line("models.already", name=model.name))
        return 0
    if not added.checked:
        line(messages.line("models.unchecked", name=model.name))
    line(messages.line("models.added", name=model.name, path=added.path))
    return 0


def remove_model(arguments: argparse.Namespace) -> int:
    """Delete one model. Raises ModelError when it is not installed."""
    _store().remove(arguments.name)
    line(messages.line("models.removed", name=arguments.name))
    return 0


def as_json(status: Status) -> dict[str, object]:
    """One model for programs; sizes in bytes."""
    model = status.model
    return {
        "name": model.name,
        "state": status.state,
        "use": model.use,
        "purpose": model.purpose.zh,
        "licence": model.licence.zh,
        "note": model.note.zh if model.note else None,
        "size": model.installed_size,
        "download_size": model.source.size,
        "source": model.source.kind,
        "path": str(status.path) if status.state != "missing" else None,
    }


def table(states: tuple[Status, ...]) -> str:
    """The models for people: name, state, size, what for; licence below."""
    rows = [_row(status) for status in states]
    columns = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row, status in zip(rows, states, strict=True):
        cells = (fit(cell, room) for cell, room in zip(row, columns, strict=True))
        lines.append("  ".join([*cells, status.model.purpose.zh]))
        lines.append(" " * (columns[0] + 2) + messages.zh("models.licence_line", licence=status.model.licence.zh))
    return "\n".join([*lines, messages.zh("models.list_hint")])


def _row(status: Status) -> tuple[str, ...]:
    model = status.model
    size = f"{round(model.installed_size / 1e6)} MB"
    return model.name, messages.zh(f"models.{status.state}_word"), size, messages.zh(f"models.use_{model.use}")


def _offer(model: Model) -> None:
    """Before anything is fetched: what it is, under which licence, and what that means."""
    line(messages.line("models.offer", name=model.name, purpose=model.purpose.zh, purpose_en=model.purpose.en,
                       licence=model.licence.zh, licence_en=model.licence.en))  # fmt: skip
    if model.note:
        line(f"{model.note.zh} ({model.note.en})")


def _store() -> ModelStore:
    return ModelStore(paths.MODELS, manifest.load(), config.load().models.index_url)
