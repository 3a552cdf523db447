"""Where the baseline is; `blueprint_cli.findings.baseline` reads it, which most runs need not import."""

from __future__ import annotations

import os

NAME = ".bp-baseline.yaml"


def find_baseline(folder: str = ".") -> str | None:
    """Return the nearest `.bp-baseline.yaml` upwards, up to the root of the git repository; None without one."""
    place = os.path.abspath(folder)
    while True:
        file = os.path.join(place, NAME)
        if os.path.isfile(file):
            return file
        above = os.path.dirname(place)
        if above == place or os.path.exists(os.path.join(place, ".git")):
            return None
        place = above
