"""What an answer rests on: files and their absence, what git says of them, where repositories begin.

A fact has a name (`file catalogs/all.yaml`) and a value that JSON can hold. A file is taken for the same while size,
times and inode are: the time of its last change of state cannot be set back. Where they differ, its hash decides.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from typing import Any

from blueprint_cli.digest import sha256_of
from blueprint_cli.files import Files

Facts = dict[str, Any]

#: A file that changed so short a time ago may change again without showing it: some file systems count in seconds.
YOUNG = 2_000_000_000


def mark_of(path: str) -> list[int] | None:
    """Return size, times and inode of a file; None where there is no file. Raises OSError where it is refused."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


class Recorder:
    """Files that remember what was asked of them, and what they said."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.facts: Facts = {}
        #: Whether all that was asked can be asked again.
        self.sure = True

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none. Raises OSError where it is there and refused."""
        try:
            mark = mark_of(path)
            data = self.files.read(path)
        except OSError:
            self.sure = False
            raise
        self.facts[f"file {path}"] = None if data is None else [mark, sha256_of(data)]
        return data

    def committed_after(self, paths: Iterable[str], day: date, until: date) -> dict[str, date]:
        """Return the files committed after one day and up to another, with the last such day of each."""
        asked = list(paths)
        for path in asked:
            head = head_of(path)
            self.sure = self.sure and head is not None
            self.facts[f"head {path}"] = head
        return self.files.committed_after(asked, day, until)


class Checker:
    """Whether facts still hold: each is looked at once."""

    def __init__(self, started: int) -> None:
        self.started = started
        self._known: dict[str, tuple[bool, Any]] = {}

    def holds(self, name: str, value: Any) -> tuple[bool, Any]:
        """Return whether a fact still holds, and its value by now, which may be easier to check the next time."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._look(name, value)
        return found

    def _look(self, name: str, value: Any) -> tuple[bool, Any]:
        kind, _, path = name.partition(" ")
        if kind == "file":
            return self.same_file(path, value)
        now = head_of(path) if kind == "head" else root_of(path)
        return now == value, value

    def same_file(self, path: str, value: Any) -> tuple[bool, Any]:
        """Return whether a file is still the same, with its present marks."""
        try:
            mark = mark_of(path)
            if not value or mark is None:
                return value is None and not os.path.isfile(path), value
            before, content = value
            if mark == before:
                return True, value
            if before is not None and mark[0] != before[0]:
                return False, value
            with open(path, "rb") as file:
                return sha256_of(file.read()) == content, [self.settled(mark), content]
        except OSError:
            return False, value

    def settled(self, mark: list[int] | None) -> list[int] | None:
        """Return the marks of a file; None where it is so young that they may stay while it changes."""
        if mark is None or max(mark[1], mark[2]) > self.started - YOUNG:
            return None
        return mark


def root_of(folder: str) -> str:
    """Return the path of a folder from the root of its repository, which fingerprints are made from."""
    from blueprint_cli.findings.fingerprint import repository_path

    return repository_path(os.path.join(folder, "x"))


def head_of(path: str) -> list[Any] | None:
    """Return what the history of a file rests on: its real place, and the commit that its repository stands on.

    Git is not started for it. None where the commit is kept in a way that this does not know.
    """
    full = os.path.realpath(path)
    place = os.path.dirname(full)
    while not os.path.exists(os.path.join(place, ".git")):
        above = os.path.dirname(place)
        if above == place:
            return [full, "", ""]
        place = above
    try:
        return _head(os.path.join(place, ".git"), full)
    except (OSError, UnicodeDecodeError):
        return None


def _head(git: str, full: str) -> list[Any] | None:
    if os.path.isfile(git):
        # A worktree or a submodule: `gitdir: ../.git/worktrees/x`.
        git = os.path.join(os.path.dirname(git), _text(git).partition("gitdir:")[2].strip())
    common = os.path.join(git, "commondir")
    shared = os.path.join(git, _text(common).strip()) if os.path.isfile(common) else git
    shallow = mark_of(os.path.join(shared, "shallow"))
    head = _text(os.path.join(git, "HEAD")).strip()
    if not head.startswith("ref: "):
        return [full, head, shallow]
    name = head[5:]
    loose = os.path.join(shared, *name.split("/"))
    if os.path.isfile(loose):
        return [full, _text(loose).strip(), shallow]
    packed = os.path.join(shared, "packed-refs")
    lines = _text(packed).splitlines() if os.path.isfile(packed) else []
    commit = next((line.partition(" ")[0] for line in lines if line.partition(" ")[2] == name), None)
    return [full, commit, shallow] if commit else None


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
