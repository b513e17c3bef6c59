"""The command line as the tests of the subcommands have it."""

from __future__ import annotations

from tests.cli.conftest import bare_cli as bare_cli
