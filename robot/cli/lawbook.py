"""The statute database and the regulations of the content, as the workbench asks for them."""

from __future__ import annotations

from robot.app import statute_database
from robot.content import load
from robot.content.laws import Laws
from robot.errors import ModelError
from robot.statutes import regulations
from robot.statutes.database import StatuteDatabase
from robot.statutes.names import full_name, successor


def laws() -> Laws | None:
    """What can be asked of the statute database; None, and one line that says so, where it is not installed."""
    try:
        database = statute_database()
    except ModelError as error:
        print(error)
        return None
    return named_laws(database)


def named_laws(database: StatuteDatabase) -> Laws:
    """What can be asked of an open database."""
    names = [law.name for law in database.laws()]
    held = regulations.of(load.regulations())

    def named(said: str) -> str | None:
        return held.full_name(said) or full_name(said, names)

    def text(law: str, article: str) -> str | None:
        found = held.article(law, article) or database.article(law, article)
        return found.text if found else None

    return Laws(named, lambda said: successor(said, names), text)
