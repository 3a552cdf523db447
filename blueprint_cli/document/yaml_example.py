"""Examples of the schema as YAML, for the help of a message."""

from __future__ import annotations

import re
from typing import Any

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n]*")
_MISREAD = re.compile(r":(\s|$)|\s#|\s$")


def write_example(key: str, value: Any, indent: str = "  ") -> str:
    """Return `key: value` as a few lines of block YAML, each starting with `indent`."""
    return "\n".join(indent + line for line in _entry(key, value))


def _entry(key: str, value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{key}:", *("  " + line for k, v in value.items() for line in _entry(k, v))]
    if isinstance(value, list):
        return [f"{key}:", *("  " + line for item in value for line in _item(item))]
    return [f"{key}: {_scalar(value)}"]


def _item(value: Any) -> list[str]:
    if not isinstance(value, dict):
        return [f"- {_scalar(value)}"]
    lines = [line for k, v in value.items() for line in _entry(k, v)]
    return [("- " if number == 0 else "  ") + line for number, line in enumerate(lines)]


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, int | float) or (_PLAIN.fullmatch(text) and not _MISREAD.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"
