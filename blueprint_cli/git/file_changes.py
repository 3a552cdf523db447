"""What became of files between two revisions, or since one: changed, added, deleted, renamed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from blueprint_cli.git.command import GitError, decode
from blueprint_cli.git.repository import Repository
from blueprint_cli.git.revision import Revision


@dataclass(slots=True)
class FileChanges:
    """What became of files between two states, as paths from the working folder, each sorted."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    #: The old path of each file that git takes for renamed, by the new one; it is not among the others.
    renamed: dict[str, str] = field(default_factory=dict)


def find_file_changes(repository: Repository, old: str, new: str | None = None) -> FileChanges:
    """Compare two commits, or a commit with the working tree; there, files that git does not track yet are added ones.

    A file that was only touched may count as changed; of a submodule that has changed, its folder is told. Renames are
    what git takes for such (half of the content is the same); a file moved without `git mv` or `git add` counts as
    renamed where its content is that of a deleted one.
    """
    options = ("-r", "-z", "-M", "--name-status", "--no-ext-diff", "--ignore-submodules=untracked")
    if new is not None:
        return _read_changes(repository, repository.answer("diff-tree", *options, old, new))
    if repository.bare:
        raise GitError("A bare repository has no working tree to compare with.")
    changes = _read_changes(repository, repository.answer("diff-index", *options[1:], old, "--"))
    listed = repository.answer("ls-files", "-z", "--others", "--exclude-standard", "--full-name")
    # What was taken out of the index and still lies there has not been deleted.
    loose = sorted({repository.from_here(decode(name)) for name in listed.split(b"\0") if name})
    kept = set(changes.deleted).intersection(loose)
    changes.deleted = [path for path in changes.deleted if path not in kept]
    changes.changed = sorted((*changes.changed, *kept))
    _find_moved(repository, old, changes, [path for path in loose if path not in kept])
    return changes


def _read_changes(repository: Repository, text: bytes) -> FileChanges:
    found = FileChanges()
    parts = iter(text.split(b"\0"))
    for status in parts:
        if not status:
            continue
        path = repository.from_here(decode(next(parts)))
        if status[:1] == b"R":
            found.renamed[repository.from_here(decode(next(parts)))] = path
        else:
            {b"A": found.added, b"D": found.deleted}.get(status[:1], found.changed).append(path)
    for paths in (found.added, found.changed, found.deleted):
        paths.sort()
    return found


def _find_moved(repository: Repository, old: str, changes: FileChanges, loose: Sequence[str]) -> None:
    """Pair files that git does not track with deleted ones of the same bytes and the same kind of name."""
    gone: dict[bytes, list[str]] = {}
    suffixes = {os.path.splitext(path)[1] for path in changes.deleted}
    candidates = [path for path in loose if os.path.splitext(path)[1] in suffixes]
    if candidates:
        with Revision(repository, old) as revision:
            for path in changes.deleted:
                if data := revision.read(path):
                    gone.setdefault(data, []).append(path)
    for path in candidates:
        try:
            with open(path, "rb") as file:
                same = gone.get(file.read(), [])
        except OSError:
            continue
        if same:
            changes.renamed[path] = same.pop(0)
    moved = set(changes.renamed.values())
    changes.deleted = [path for path in changes.deleted if path not in moved]
    changes.added = sorted((*changes.added, *(path for path in loose if path not in changes.renamed)))
