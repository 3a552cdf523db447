"""A repository, its revisions and the files of one."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from blueprint_cli.git.command import GitError, ask_git, complaint, decode

if TYPE_CHECKING:
    from subprocess import CompletedProcess

#: Also what `git clone --depth` and `--single-branch` leave out, which `git fetch` alone does not bring.
_EVERY_BRANCH = 'origin "+refs/heads/*:refs/remotes/origin/*"'


@dataclass(frozen=True)
class Repository:
    """A repository and its working tree; of a bare one, `root` is the current folder, as if the tree lay there."""

    #: Absolute, without symbolic links.
    root: str
    bare: bool = False
    shallow: bool = False

    def path_of(self, path: str) -> str | None:
        """Return the path from the root, with `/`; None for a file outside, or in a repository further in."""
        folder, name = os.path.split(os.path.abspath(path))
        # The folder may be reached by a link; a file that is a link is a file of its own to git.
        full = os.path.join(os.path.realpath(folder), name)
        try:
            found = PurePath(os.path.relpath(full, self.root)).as_posix()
        except ValueError:  # Windows: another drive.
            return None
        return None if found == ".." or found.startswith("../") else found

    def from_here(self, name: str) -> str:
        """Return the path from the working folder of what has this path from the root."""
        try:
            return PurePath(os.path.relpath(os.path.join(self.root, name))).as_posix()
        except ValueError:  # Windows: another drive.
            return PurePath(os.path.join(self.root, name)).as_posix()

    @cached_property
    def partial(self) -> bool:
        """Whether files of older revisions may not have been fetched (`git clone --filter`)."""
        return self.ask("config", "--get-regexp", r"^remote\..*\.promisor$").stdout.strip() != b""

    @cached_property
    def one_branch(self) -> bool:
        """Whether `git fetch` brings some branches only (`git clone --single-branch`, which `--depth` implies)."""
        fetched = decode(self.ask("config", "--get-all", "remote.origin.fetch").stdout)
        return bool(fetched) and "refs/heads/*:" not in fetched

    def ask(self, *arguments: str) -> CompletedProcess[bytes]:
        """Run one command of git at the root, whatever it answers. Raises `GitError` as `ask_git` does."""
        return ask_git(self.root, *arguments)

    def answer(self, *arguments: str) -> bytes:
        """Run one command of git at the root and return what it wrote; raises `GitError` with its words if it fails."""
        done = self.ask(*arguments)
        if done.returncode:
            raise GitError(f"Git refused `git {arguments[0]}`: {complaint(done)}.")
        return done.stdout


def open_repository(path: str = ".") -> Repository:
    """Find the repository that a folder, or the folder of a file, belongs to: the innermost, as in a submodule.

    Raises `GitError` where there is none, or git does not trust its owner.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder) or "."
    done = ask_git(folder, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-toplevel")
    bare, shallow, *top = [*decode(done.stdout).split("\n", 2), "", ""][:3]
    if done.returncode == 0:
        return Repository(os.path.realpath(top[0].removesuffix("\n")), shallow=shallow == "true")
    if bare == "true":
        return Repository(os.path.realpath(os.getcwd()), bare=True, shallow=shallow == "true")
    said = complaint(done)
    if "dubious ownership" in said or "safe.directory" in decode(done.stderr):
        where = re.search("'(.+)'", said)
        raise GitError(
            "Git does not trust this repository, because it belongs to another user. If you do: "
            f"`git config --global --add safe.directory {where[1] if where else os.path.realpath(folder)}`"
        )
    if "not a git repository" in said:
        where_words = "The current folder" if folder == "." else f"“{folder}”"
        raise GitError(f"{where_words} is in no git repository, so that there is nothing to compare with.")
    if "work tree" in said:
        raise GitError("This is the inside of a `.git` folder. Go to the folder of the blueprints.")
    raise GitError(f"Git cannot read the repository here: {said}.")


def resolve(repository: Repository, revision: str) -> str:
    """Return the commit that a revision names: a branch, a tag, a hash, `HEAD~2`.

    `A...B` is their merge base, where either may be left out and is `HEAD` then: `main...` is where this branch left
    main. Raises `GitError` for what is not there, and says so of a shallow clone.
    """
    one, dots, other = revision.partition("...")
    if dots:
        return merge_base(repository, one or "HEAD", other or "HEAD")
    found = _commit(repository, revision)
    if found:
        return found
    if revision == "HEAD":
        raise GitError("This repository has no commit yet.")
    one, dots, other = revision.partition("..")
    if dots:
        raise GitError(
            f"“{revision}” is a range, and one revision is needed: `{one or other}...` is where this branch left it."
        )
    if "/" not in revision and _commit(repository, f"origin/{revision}"):
        raise GitError(f"There is no revision “{revision}” here. Did you mean “origin/{revision}”?")
    if repository.shallow:
        raise GitError(f"There is no revision “{revision}” here. {_deeper(repository)}")
    fetch = f"git fetch {_EVERY_BRANCH}" if repository.one_branch else "git fetch"
    raise GitError(
        f"There is no revision “{revision}” here. Name a branch, a tag or a commit; one that only the server knows has "
        f"to be fetched first (`{fetch}`)."
    )


def _deeper(repository: Repository) -> str:
    what, which = (
        ("a shallow clone of one branch", f" {_EVERY_BRANCH}") if repository.one_branch else ("a shallow clone", "")
    )
    return (
        f"This is {what}, which holds the newest commits only: fetch the others with `git fetch --unshallow{which}` "
        "(in GitHub Actions: `fetch-depth: 0` under `with:` of actions/checkout)."
    )


def _commit(repository: Repository, revision: str) -> str:
    if not revision or revision.startswith("-") or "\0" in revision:
        return ""
    # In two steps, because a search such as `:/words` takes all that follows.
    named = repository.ask("rev-parse", "--verify", "--quiet", revision)
    if named.returncode:
        return ""
    name = decode(named.stdout).strip()
    return decode(repository.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").stdout).strip()


def merge_base(repository: Repository, one: str, other: str) -> str:
    """Return the commit at which two revisions parted. Raises `GitError` where one is unknown or there is none."""
    done = repository.ask("merge-base", resolve(repository, one), resolve(repository, other))
    if done.returncode == 0:
        return decode(done.stdout).strip()
    deeper = f" {_deeper(repository)}" if repository.shallow else ""
    raise GitError(f"“{one}” and “{other}” have no commit in common.{deeper}")


def list_files(repository: Repository, commit: str, suffixes: tuple[str, ...] = ()) -> list[str]:
    """Return the files of a commit, sorted, as paths from the working folder; `suffixes` in small letters choose some.

    Submodules are left out: they are repositories of their own.
    """
    found = []
    for entry in repository.answer("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        kind, _, name = entry.partition(b"\t")
        if name and not kind.startswith(b"160000"):
            path = decode(name)
            if not suffixes or path.lower().endswith(suffixes):
                found.append(repository.from_here(path))
    return sorted(found)
