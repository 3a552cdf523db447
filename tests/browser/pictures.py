"""The pictures that are looked at in a browser."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from random_blueprints import make_blueprint

from blueprint_cli.drawing import draw_svg
from blueprint_cli.load import load_blueprint

#: Steps, cards a cell and seed of the random pictures: about 15, 60 and 400 boxes.
SIZES = {"small": (4, 2, 4), "medium": (14, 2, 8), "large": (60, 3, 15)}
SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def random_picture(size: str) -> str:
    """Draw a random blueprint with every annotation and awkward words."""
    steps, cell, seed = SIZES[size]
    return draw_text(make_blueprint(seed, steps=steps, cell=cell, hub=6))


def sample_pictures() -> list[Path]:
    """Return the blueprints that come along as samples."""
    return sorted(SAMPLES.rglob("*.blueprint.yaml"))


def draw_text(text: str, path: str = "random.blueprint.yaml") -> str:
    """Draw a blueprint that has no error."""
    loaded = load_blueprint(path, text.encode())
    assert not loaded.broken, json.dumps([problem.message for problem in loaded.problems])
    return draw_svg(loaded.blueprint)
