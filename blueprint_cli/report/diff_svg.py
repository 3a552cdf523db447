"""One picture of both states of each blueprint that differs: what came, went, changed and moved."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from blueprint_cli.diff import DiffRun

if TYPE_CHECKING:
    from blueprint_cli.drawing.theme import Theme


def draw_pairs(run: DiffRun, theme: Theme | None = None) -> dict[str, bytes]:
    """Return the pictures by the name that each has in a folder: `X.diff.svg` of `X.blueprint.yaml`.

    What was added, deleted or could not be read has none. Raises EngineError where nothing can draw.
    """
    from blueprint_cli.drawing import draw_svg
    from blueprint_cli.drawing.union import unite
    from blueprint_cli.targets import stem_of

    pictures: dict[str, bytes] = {}
    for file in run.files:
        if file.unread or file.comparison.matching is None:
            continue
        union = unite(file.comparison)
        stem = stem_of(os.path.basename(file.path))
        name, number = f"{stem}.diff.svg", 2
        while name in pictures:
            name, number = f"{stem}.{number}.diff.svg", number + 1
        pictures[name] = draw_svg(union.blueprint, view=union.view, theme=theme).encode()
    return pictures
