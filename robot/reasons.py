"""Why pydantic refused a value, in words for people."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from robot import messages


def chinese(detail: ErrorDetails) -> str:
    """The reason in Chinese; pydantic's own words for a reason that `messages/values.toml` does not know."""
    try:
        return messages.zh(f"values.{detail['type']}", **detail.get("ctx", {})).replace(" or ", " 或 ")
    except KeyError:
        return english(detail)


def english(detail: ErrorDetails) -> str:
    """The reason in English."""
    return detail["msg"].removeprefix("Value error, ")
