"""The JSON Schemas that bp ships, as text and as data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

#: The schemas there are, by the names that `bp schema` takes.
SCHEMA_NAMES = ("blueprint", "catalog", "config", "diff", "findings", "theme")

_PACKAGE = Path(__file__).resolve().parent.parent
# In a wheel the schemas are inside the package; in a source tree, which an editable install runs from, beside it.
_FOLDERS = (_PACKAGE / "schemas", _PACKAGE.parent / "schemas")


def schema_text(name: str) -> str:
    """Return the schema `name` as it is shipped; LookupError for a name that is not in `SCHEMA_NAMES`."""
    if name not in SCHEMA_NAMES:
        raise LookupError(name)
    for folder in _FOLDERS:
        file = folder / f"{name}.schema.json"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    raise FileNotFoundError(f"{name}.schema.json is missing from this installation of bp")


@cache
def load_schema(name: str) -> dict[str, Any]:
    """Return the schema `name` as data: one and the same object each time, not to be changed."""
    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema
