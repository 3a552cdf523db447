"""Where files are read from: the disk, or anything else that can answer for it, such as a revision in git.

Whatever a blueprint refers to (catalogs, its current state, process models) is asked for here, so that a run can be
repeated on an older state without checking it out, and so that it is known what an answer rests on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Protocol


class Files(Protocol):
    """Files by their paths from the working folder (or absolute), with `/`."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none. Raises OSError where it is there and refused."""

    def committed_after(self, paths: Iterable[str], day: date, until: date) -> dict[str, date]:
        """Return the files committed after one day and up to another, with the last such day of each."""


class Disk:
    """The files of the working tree."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none. Raises OSError where it is there and refused."""
        return Path(path).read_bytes() if os.path.isfile(path) else None

    def committed_after(self, paths: Iterable[str], day: date, until: date) -> dict[str, date]:
        """Return the files committed after one day and up to another, with the last such day of each."""
        # Only a blueprint with a review and a linked file asks git.
        from blueprint_cli.history import committed_after

        return committed_after(paths, day, until)


DISK = Disk()


def repository_root(folder: str) -> str | None:
    """Return the nearest folder upwards that holds `.git` (a folder, or a file in a worktree); None without one."""
    place = os.path.abspath(folder)
    while not os.path.exists(os.path.join(place, ".git")):
        above = os.path.dirname(place)
        if above == place:
            return None
        place = above
    return place
