"""The statute database as the workbench asks for it."""

from __future__ import annotations

from robot.app import statute_database
from robot.errors import ModelError
from robot.statutes.names import full_name, successor
from robot.workbench.cells import Laws


def laws() -> Laws | None:
    """What can be asked of the statute database; None, and one line that says so, where it is not installed."""
    try:
        database = statute_database()
    except ModelError as error:
        print(error)
        return None
    names = [law.name for law in database.laws()]

    def text(law: str, article: str) -> str | None:
        found = database.article(law, article)
        return found.text if found else None

    return Laws(lambda said: full_name(said, names), lambda said: successor(said, names), text)
