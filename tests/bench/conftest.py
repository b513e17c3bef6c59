"""A content of a few entries, so that the benchmark's parts run in a second."""

from __future__ import annotations

from dataclasses import replace

import pytest

from robot.content.load import Content

FAQ, SERVICES, COMMANDS = 6, 2, 2


@pytest.fixture(scope="session")
def few(content: Content) -> Content:
    """Some entries of the shipped content; nothing that is out of scope."""
    return replace(
        content,
        faq=dict(list(content.faq.items())[:FAQ]),
        services=dict(list(content.services.items())[:SERVICES]),
        commands=dict(list(content.commands.items())[:COMMANDS]),
        smalltalk={},
        matters={},
        offices={},
        emergencies=dict(list(content.emergencies.items())[:1]),
        out_of_scope=(),
    )
