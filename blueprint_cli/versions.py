"""What is to be compared: two names, the working tree against a revision, or what git hands to a diff driver.

A state is the disk, a revision in git, or standard input. Nothing is checked out: files of a revision, and whatever
they refer to, are read through `blueprint_cli.git.Revision`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from blueprint_cli.discovery import SUFFIXES, find_files
from blueprint_cli.files import DISK, Files
from blueprint_cli.load import load_blueprint

if TYPE_CHECKING:
    from blueprint_cli.git import Repository, Revision

STDIN = "-"


class DiffProblem(Exception):  # noqa: N818 - the user's mistake, told as a sentence
    """What was to be compared cannot be found; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Version:
    """One file in one state: `path` from the working folder, which links and the configuration go by."""

    path: str
    data: bytes
    files: Files = DISK
    #: What the user called it, such as `main:returns.blueprint.yaml`; empty: the path.
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two versions of one blueprint; one of them is None where it was added or deleted."""

    old: Version | None
    new: Version | None
    #: Whether they are one file that has been renamed: two files may as well be two blueprints.
    moved: bool = False

    @property
    def path(self) -> str:
        """Where it is now, or was at last."""
        newest = self.new or self.old
        return newest.path if newest else ""


@dataclass(slots=True)
class Pairs:
    """What is to be compared."""

    pairs: list[Pair] = field(default_factory=list)
    base: str = ""
    missing: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    same: int = 0

    def close(self) -> None:
        """End what reads the revisions; they can be read again all the same."""
        for pair in self.pairs:
            for version in (pair.old, pair.new):
                if version and version.files is not DISK:
                    from blueprint_cli.git import Revision

                    if isinstance(version.files, Revision):
                        version.files.close()


def pair_named(old: str, new: str, stdin: bytes = b"") -> Pairs:
    """Return what two names lead to: files, folders, `REV:path`, or `-` for `stdin`.

    Raises DiffProblem where they do not go together or are not there, GitError where git cannot answer.
    """
    if old == new == STDIN:
        raise DiffProblem("Only one of the two can come from standard input.")
    if old == STDIN or new == STDIN:
        other = new if old == STDIN else old
        found = _find(other)
        if isinstance(found, dict):
            raise DiffProblem(f"Standard input is one blueprint, and {other} is a folder. Name a file.")
        # What it refers to is looked for beside the file that it is compared with.
        given = Version(found.path, stdin, found.files, label="stdin")
        return Pairs([Pair(given, found) if old == STDIN else Pair(found, given)])
    one, other_ = _find(old), _find(new)
    if isinstance(one, Version) and isinstance(other_, Version):
        return Pairs([Pair(one, other_)])
    if isinstance(one, Version) or isinstance(other_, Version):
        raise DiffProblem(f"{old} and {new} do not go together: compare two files, or two folders.")
    return Pairs(list(_pair_folders(one, other_)))


def _find(name: str) -> Version | dict[str, Version]:
    """Return a file, or the blueprints of a folder by their paths in it."""
    if os.path.isdir(name):
        found = find_files([name])
        return {os.path.relpath(path, name).replace(os.sep, "/"): _on_disk(path) for path in found.files}
    if os.path.exists(name):
        return _on_disk(PurePath(os.path.normpath(name)).as_posix())
    revision, colon, path = name.partition(":")
    if colon and len(revision) > 1:
        return _in_git(revision, path, name)
    raise DiffProblem(f"{name}: This path does not exist. Check its spelling and folder.")


def _on_disk(path: str) -> Version:
    return Version(path, Path(path).read_bytes())


def _in_git(revision: str, path: str, name: str) -> Version | dict[str, Version]:
    """Find `REV:path`, a path from the root of the repository as git reads it, or from here (`REV:./path`)."""
    from blueprint_cli.git import Revision, open_repository, resolve

    repository = open_repository()
    commit = resolve(repository, revision)
    with Revision(repository, commit) as files:
        return _found_in(repository, files, revision, path, name)


def _found_in(
    repository: Repository, files: Revision, revision: str, path: str, name: str
) -> Version | dict[str, Version]:
    from blueprint_cli.git import list_files

    commit = files.commit
    places = [path] if path.startswith(("./", "../")) else [repository.from_here(path), path]
    for place in dict.fromkeys(os.path.normpath(place or ".") for place in places):
        place = PurePath(place).as_posix()
        data = files.read(place)
        if data is not None:
            return Version(place, data, files, label=name)
        inside = [file for file in list_files(repository, commit, SUFFIXES) if _is_below(file, place)]
        if inside:
            return {
                os.path.relpath(file, place).replace(os.sep, "/"): Version(file, data, files, f"{revision}:{file}")
                for file in inside
                if (data := files.read(file)) is not None
            }
    raise DiffProblem(f"{name}: There is no such file or folder in that revision. Its path goes from the root.")


def _is_below(file: str, folder: str) -> bool:
    return (folder == "." and not file.startswith("../")) or file.startswith(f"{folder}/")


def _pair_folders(old: Mapping[str, Version], new: Mapping[str, Version]) -> Iterator[Pair]:
    gone = {name: version for name, version in old.items() if name not in new}
    come = {name: version for name, version in new.items() if name not in old}
    for one, other in _moved(gone, come):
        yield Pair(gone.pop(one), come.pop(other), moved=True)
    for name in sorted({*old, *new}):
        if name in old and name in new:
            yield Pair(old[name], new[name])
        elif name in gone:
            yield Pair(gone[name], None)
        elif name in come:
            yield Pair(None, come[name])


def _moved(gone: Mapping[str, Version], come: Mapping[str, Version]) -> list[tuple[str, str]]:
    """Pair files of two folders that have another name and the same content, or are the only ones of their service."""
    pairs: list[tuple[str, str]] = []
    keys: tuple[Callable[[Version], object], ...] = (lambda version: version.data, _said)
    for key in keys:
        left = {name: key(version) for name, version in gone.items() if name not in {one for one, _ in pairs}}
        right = {name: key(version) for name, version in come.items() if name not in {two for _, two in pairs}}
        for one, said in left.items():
            others = [name for name, other in right.items() if other == said]
            if said and len(others) == 1 and list(left.values()).count(said) == 1:
                pairs.append((one, others[0]))
    return pairs


def _said(version: Version) -> object:
    blueprint = load_blueprint(version.path, version.data, version.files).blueprint
    return blueprint.service and (blueprint.service, blueprint.customer, blueprint.state)


def pair_since(base: str, paths: Sequence[str] = ()) -> Pairs:
    """Return the blueprints that differ between the working tree and where it parted from `base`.

    Added, deleted and renamed ones are among them, and those that refer to a file which differs (a catalog, a current
    state, a process model). `paths` are files and folders, there now or then; without any, the whole repository.
    Raises GitError where git cannot answer.
    """
    from blueprint_cli.git import Revision, merge_base, open_repository

    repository = open_repository()
    commit = merge_base(repository, base, "HEAD")
    with Revision(repository, commit) as then:
        return _since(repository, then, base, paths)


def _since(repository: Repository, then: Revision, base: str, paths: Sequence[str]) -> Pairs:
    from blueprint_cli.git import find_file_changes, list_files

    commit = then.commit
    changes = find_file_changes(repository, commit)
    origin = changes.renamed
    differing = {*changes.added, *changes.changed, *changes.deleted, *origin, *origin.values()}
    now = set(list_files(repository, commit, SUFFIXES)) - {*changes.deleted, *origin.values()}
    now |= {path for path in (*changes.added, *origin) if path.lower().endswith(SUFFIXES)}
    found = Pairs(base=base)
    named = [PurePath(os.path.normpath(path)).as_posix() for path in paths]
    for path in named:
        old = then.read(path) is not None or any(_is_below(file, path) for file in changes.deleted)
        if not (os.path.exists(path) or old):
            found.missing.append(path)
    for path in sorted({*now, *(path for path in named if os.path.isfile(path))}):
        if not _is_meant(path, named):
            continue
        new = _read_now(path, found)
        if new is None:
            continue
        before = origin.get(path, path)
        data = then.read(before)
        same = path not in differing and not _mentions(new.data, differing)
        if same or (data == new.data and path == before and not _mentions(new.data, differing)):
            found.same += 1
        else:
            found.pairs.append(Pair(_then(repository, then, before, data, base), new, moved=path != before))
    for path in changes.deleted:
        if path.lower().endswith(SUFFIXES) and _is_meant(path, named):
            found.pairs.append(Pair(_then(repository, then, path, then.read(path), base), None))
    return found


def _then(repository: Repository, revision: Revision, path: str, data: bytes | None, base: str) -> Version | None:
    label = f"{base}:{repository.path_of(path) or path}"
    return None if data is None else Version(path, data, revision, label)


def _read_now(path: str, found: Pairs) -> Version | None:
    try:
        return _on_disk(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        found.refused.append((path, error.strerror or type(error).__name__))
        return None


def _is_meant(path: str, named: Sequence[str]) -> bool:
    return not named or any(path == name or _is_below(path, name) for name in named)


def _mentions(data: bytes, paths: set[str]) -> bool:
    """Whether a file may refer to one of these; to compare once too often does no harm."""
    names = {os.path.basename(path).encode("utf-8", "surrogateescape") for path in paths}
    return any(name in data for name in names)


def pair_driven(arguments: Sequence[str]) -> Pairs | None:
    """Return the pair that git hands to an external diff driver; None where these are not its arguments.

    `path old-file old-hex old-mode new-file new-hex new-mode`, and for a rename the new path and its likeness
    (gitattributes(5), "Defining an external diff driver"; git(1), GIT_EXTERNAL_DIFF).
    """
    if len(arguments) not in (7, 9) or "GIT_DIFF_PATH_COUNTER" not in os.environ:
        return None
    path, old, _, _, new, _, _, *moved = arguments
    before = _driven(path, old, f"a/{path}")
    now = moved[0] if moved else path
    return Pairs([Pair(before, _driven(now, new, f"b/{now}"), moved=bool(moved))])


def _driven(path: str, file: str, label: str) -> Version | None:
    return None if file == os.devnull or file == "/dev/null" else Version(path, Path(file).read_bytes(), label=label)
