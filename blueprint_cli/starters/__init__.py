"""The commented blueprints that `bp new` writes: package data, one `NAME.blueprint.yaml` for each starter."""

from __future__ import annotations

from importlib.resources import files


def starter_text(name: str) -> str:
    """Return the text of the starter `returns` or `blank`; raises FileNotFoundError for another name."""
    return files(__package__).joinpath(f"{name}.blueprint.yaml").read_text(encoding="utf-8")
