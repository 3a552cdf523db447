"""The files of one revision, read without checking it out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from blueprint_cli.files import DISK
from blueprint_cli.git.command import GitError, decode, start_git
from blueprint_cli.git.repository import Repository, open_repository
from blueprint_cli.history import commit_days

if TYPE_CHECKING:
    from subprocess import Popen


class Revision:
    """The files of one commit, as `blueprint_cli.files.Files`: nothing is checked out.

    A file outside the repository is that of the disk, because nothing tells an older state of it; one in a submodule
    is that of the commit that is recorded for it. One process of git serves all reads; `close` (or `with`) ends it.
    """

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository = repository
        self.commit = commit
        self._process: Popen[bytes] | None = None
        self._owner = 0
        self._modules: dict[str, Revision] | None = None

    def __enter__(self) -> Revision:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file as committed; None where there is none. Symbolic links inside are followed.

        Raises `GitError` where git broke off, or the clone does not hold the file.
        """
        name = self.repository.path_of(path)
        if name is None:
            return DISK.read(path)
        spec = f"{self.commit}:{name}"
        if "\n" in name:
            # The process takes one name a line.
            spec = decode(self.repository.ask("rev-parse", "--verify", "--quiet", spec).stdout).strip()
        data = self._ask(spec) if spec else None
        if data is None and (module := self._submodule(name)):
            return module.read(path)
        if data is None and self.repository.partial and self._has(name):
            raise self._not_fetched()
        return data

    def committed_after(self, paths: Iterable[str], day: date, until: date) -> dict[str, date]:
        """Return the files committed after one day and up to another, as of this commit, with the last such day."""
        names = {name: path for path in paths if (name := self.repository.path_of(path))}
        found: dict[str, date] = {}
        for name, when in commit_days(self.repository.root, list(names), day, self.commit):
            if name in names and day < when <= until:
                found[names[name]] = max(when, found.get(names[name], when))
        return found

    def close(self) -> None:
        """End the process; a later read starts another."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            # It reads until its input ends; where it has ended by itself, there is nobody to tell.
            with suppress(OSError):
                process.communicate()
        for module in (self._modules or {}).values():
            module.close()

    def _not_fetched(self) -> GitError:
        return GitError(
            f"This clone does not hold all files of the revision {self.commit[:10]}, because it was made with "
            "`--filter` and git fetches nothing for bp. Clone without that (in GitHub Actions: without `filter:`)."
        )

    def _has(self, name: str) -> bool:
        return b" blob " in self.repository.ask("ls-tree", "-z", "--full-tree", self.commit, "--", name).stdout

    def _find_modules(self) -> dict[str, Revision]:
        """Return the submodules that are checked out, by path, each as of the commit that this one records."""
        found: dict[str, Revision] = {}
        for entry in self._links():
            kind, _, path = entry.partition(b"\t")
            folder = os.path.join(self.repository.root, decode(path))
            if os.path.exists(os.path.join(folder, ".git")):
                found[decode(path)] = Revision(open_repository(folder), decode(kind.split()[2]))
        return found

    def _links(self) -> list[bytes]:
        if self.repository.bare or self._ask(f"{self.commit}:.gitmodules") is None:
            return []
        listed = self.repository.answer("ls-tree", "-r", "-z", "--full-tree", self.commit).split(b"\0")
        return [entry for entry in listed if entry.startswith(b"160000 ")]

    def _submodule(self, name: str) -> Revision | None:
        if self._modules is None:
            self._modules = self._find_modules()
        return next((module for path, module in self._modules.items() if name.startswith(f"{path}/")), None)

    def _ask(self, spec: str) -> bytes | None:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both ends are pipes")
        try:
            process.stdin.write(spec.encode("utf-8", "surrogateescape") + b"\n")
            process.stdin.flush()
            # `HASH blob SIZE`, or `NAME missing`, or `dangling SIZE` and the like for links that lead nowhere.
            head = process.stdout.readline().split()
            if head and not head[-1].isdigit():
                return None
            data = process.stdout.read(int(head[-1])) if head else b""
            whole = process.stdout.read(1) == b"\n"
        except OSError:
            whole = False
        if not whole:
            self.close()
            raise self._not_fetched() if self.repository.partial else GitError("Git broke off in reading old files.")
        if head[0] == b"symlink":
            return DISK.read(os.path.join(self.repository.root, decode(data)))
        return data if head[-2] == b"blob" else None

    def _running(self) -> Popen[bytes]:
        """Return the process that reads, started by this process: a forked one must not share its pipes."""
        if self._process is None or self._owner != os.getpid():
            self._process = start_git(self.repository.root, "cat-file", "--batch", "--follow-symlinks")
            self._owner = os.getpid()
        return self._process
