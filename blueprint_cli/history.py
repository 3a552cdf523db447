"""What git knows of files: on which day they were last committed. Silent where there is no git, or it refuses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import PurePath

from blueprint_cli.files import repository_root

_SECONDS = 20


def committed_after(files: Iterable[str], day: date, until: date) -> dict[str, date]:
    """Return the files that were committed after one day and up to another, with the last such day of each.

    One call of git's command for each repository. The day is that of the committer, as git shows it. The oldest
    commit of a shallow clone says nothing, because all files seem to come with it.
    """
    by_root: dict[str, dict[str, str]] = {}
    for file in files:
        full = os.path.realpath(file)
        if root := repository_root(os.path.dirname(full)):
            by_root.setdefault(root, {})[PurePath(os.path.relpath(full, root)).as_posix()] = file
    found: dict[str, date] = {}
    for root, names in by_root.items():
        for name, when in commit_days(root, list(names), day):
            if name in names and day < when <= until:
                found[names[name]] = max(when, found.get(names[name], when))
    return found


def commit_days(root: str, names: Sequence[str], day: date, revision: str = "HEAD") -> list[tuple[str, date]]:
    """Return which of some files (paths from the root) were committed since about a day, and when; newest first.

    Empty where git cannot answer.
    """
    # Only a blueprint with a review and a linked file waits for git.
    from blueprint_cli.git.command import GitError, ask_git, decode

    if not names:
        return []
    # Two days earlier: a day of the committer may be another one here.
    since = day - timedelta(days=2) if day > date.min + timedelta(days=2) else day
    command = ["log", "--no-color", "--format=%x01%cs %D", "-z", "--name-only", "--no-ext-diff"]
    command += [f"--since={since}T00:00:00Z", revision, "--", *(f":(literal){name}" for name in names)]
    try:
        done = ask_git(root, *command, seconds=_SECONDS)
    except GitError:
        return []
    return _read(decode(done.stdout)) if done.returncode == 0 else []


def _read(log: str) -> list[tuple[str, date]]:
    found = []
    for commit in log.split("\x01")[1:]:
        head, *names = (part.strip("\n") for part in commit.split("\0"))
        when, _, marks = head.partition(" ")
        if "grafted" not in marks.replace(",", " ").split():
            found += [(name, date.fromisoformat(when)) for name in names if name]
    return found
