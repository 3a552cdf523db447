"""What git knows of files: on which day they were last committed. Silent where there is no git, or it refuses."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import PurePath

#: Set by git for its hooks; each file is looked for in its own repository instead.
_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_SECONDS = 20


def committed_after(files: Iterable[str], day: date, until: date) -> dict[str, date]:
    """Return the files that were committed after one day and up to another, with the last such day of each.

    One call of git's command for each repository. The day is that of the committer, as git shows it. The oldest
    commit of a shallow clone says nothing, because all files seem to come with it.
    """
    by_root: dict[str, dict[str, str]] = {}
    for file in files:
        full = os.path.realpath(file)
        if root := _root(os.path.dirname(full)):
            by_root.setdefault(root, {})[PurePath(os.path.relpath(full, root)).as_posix()] = file
    found: dict[str, date] = {}
    for root, names in by_root.items():
        for name, when in _commits(root, list(names), day):
            if name in names and day < when <= until:
                found[names[name]] = max(when, found.get(names[name], when))
    return found


def _root(folder: str) -> str | None:
    """Return the nearest folder upwards that holds `.git`."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _commits(root: str, names: list[str], day: date) -> list[tuple[str, date]]:
    # Only a blueprint with a review and a linked file waits for it.
    import subprocess

    # Two days earlier: a day of the committer may be another one here.
    since = day - timedelta(days=2) if day > date.min + timedelta(days=2) else day
    command = ["git", "-C", root, "-c", "log.showSignature=false", "log", "--no-color", "--format=%x01%cs %D"]
    command += ["-z", "--name-only", f"--since={since}T00:00:00Z", "--", *(f":(literal){name}" for name in names)]
    environment = {key: value for key, value in os.environ.items() if key not in _HOOK} | {"GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return _read(done.stdout.decode("utf-8", "surrogateescape")) if done.returncode == 0 else []


def _read(log: str) -> list[tuple[str, date]]:
    found = []
    for commit in log.split("\x01")[1:]:
        head, *names = (part.strip("\n") for part in commit.split("\0"))
        when, _, marks = head.partition(" ")
        if "grafted" not in marks.replace(",", " ").split():
            found += [(name, date.fromisoformat(when)) for name in names if name]
    return found
