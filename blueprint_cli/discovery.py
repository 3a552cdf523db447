"""Which files are meant by the paths on the command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

#: What a blueprint is called, so that `bp lint` finds it without being told.
SUFFIXES = (".blueprint.yaml", ".blueprint.yml", ".blueprint.json")
STDIN = "-"
#: What every command says of a named path that is not there.
NO_SUCH_PATH = "This path does not exist. Check its spelling and folder."

#: Beside hidden ones: other people's files, and what programs make.
_SKIPPED_FOLDERS = frozenset(("node_modules", "__pycache__", "site-packages", "build", "dist"))
#: What every virtual environment of Python has, whatever its name.
_ENVIRONMENT = "pyvenv.cfg"


@dataclass(slots=True, eq=False, repr=False)
class Found:
    """The files that were meant, sorted and each once: relative to the current folder where they can be, with `/`."""

    files: list[str] = field(default_factory=list)
    #: Named paths that do not exist, as they were named.
    missing: list[str] = field(default_factory=list)
    #: Folders that the operating system refused, with its own words.
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    #: Files that a configuration excludes, each with the line that does.
    excluded: list[tuple[str, str]] = field(default_factory=list)

    def leave_out(self, excluded_by: Callable[[str], object | None], stdin_name: str = STDIN) -> None:
        """Take out the files for which `excluded_by` names a reason, even those that were named themselves."""
        for file in list(self.files):
            name = stdin_name if file == STDIN else file
            if reason := excluded_by(name):
                self.files.remove(file)
                self.excluded.append((name, str(reason)))

    def why_none(self, paths: Sequence[str], verb: str) -> str:
        """Say why there is no file to `verb`, and what to do."""
        if self.excluded:
            number, reason = len(self.excluded), self.excluded[0][1]
            which = f"{self.excluded[0][0]} is" if number == 1 else f"all {number} files are"
            return f"No file to {verb}: {which} excluded by {reason}. Say --allow-empty where that is all right."
        where = f"in {', '.join(paths)}" if paths else "below the current folder"
        return (
            f"No file to {verb}: there is no *.blueprint.yaml, .yml or .json {where}. Name a file, or say "
            "--allow-empty where that is all right."
        )


def find_files(paths: Sequence[str]) -> Found:
    """Find the blueprints below folders, and take named files whatever they are called.

    Without a path the current folder is searched. Hidden folders, virtual environments of Python, `node_modules`,
    `build`, `dist` and the like are left out unless they are named; links to folders are not followed, so that a
    search ends. `-` is standard input and stays `-`.
    """
    found = Found()
    files: set[str] = set()
    for path in paths or (".",):
        if path == STDIN:
            files.add(path)
        elif os.path.isdir(path):
            files.update(_search(path, found.unreadable))
        elif os.path.exists(path):
            files.add(plain_path(path))
        elif path not in found.missing:
            found.missing.append(path)
    found.files = sorted(files)
    found.unreadable = sorted(set(found.unreadable))
    return found


def _search(folder: str, unreadable: list[tuple[str, str]]) -> list[str]:
    def refused(error: OSError) -> None:
        unreadable.append((plain_path(error.filename or folder), error.strerror or type(error).__name__))

    files: list[str] = []
    for place, folders, names in os.walk(folder, onerror=refused):
        if _ENVIRONMENT in names and place != folder:
            folders[:] = []
            continue
        folders[:] = [name for name in folders if not (name.startswith(".") or name in _SKIPPED_FOLDERS)]
        here = plain_path(place)
        here = "" if here == "." else here.rstrip("/") + "/"
        for name in names:
            path = os.path.join(place, name)
            # A pipe of that name would never end; a link to nowhere is for the reader to complain about.
            if name.lower().endswith(SUFFIXES) and (os.path.isfile(path) or os.path.islink(path)):
                files.append(here + name)
    return files


def plain_path(path: str) -> str:
    """Return a path as results show it: from the current folder, where there is a way, and with `/`."""
    try:
        path = os.path.relpath(path)
    except ValueError:  # Windows: another drive.
        path = os.path.abspath(path)
    return path.replace(os.sep, "/")
