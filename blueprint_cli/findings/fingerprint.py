"""The name under which a finding is known again after an edit: one recipe for every report and comparison."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePath

from blueprint_cli.digest import sha256_of
from blueprint_cli.document import Problem
from blueprint_cli.files import repository_root
from blueprint_cli.findings.finding import Finding

#: Changes when the recipe does, so that old and new names are never taken for each other.
VERSION = "1"


def fingerprints(path: str, problems: Sequence[Problem | Finding]) -> Iterator[str]:
    """Yield the fingerprint of each problem of one file, in their order.

    Of findings, all of the file are needed, and `path` may be another one than theirs: the one before a file was moved.

    A hash of rule, path from the root of the repository, address, detail, and the occurrence where all of these are
    the same; never a line, a column or an index, so that edits elsewhere in the file change nothing.
    """
    root_path = repository_path(path)
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        key = problem.rule, problem.anchor, problem.detail
        seen[key] += 1
        words = "\0".join((VERSION, problem.rule, root_path, problem.anchor, problem.detail, str(seen[key])))
        yield f"{VERSION}:{sha256_of(words.encode('utf-8', 'surrogatepass'))[:20]}"


def repository_path(path: str) -> str:
    """Return the path from the root of its git repository, else from the working folder, with `/`."""
    full = os.path.abspath(path)
    return PurePath(os.path.relpath(full, _root(os.path.dirname(full)))).as_posix()


@cache
def _root(folder: str) -> str:
    return repository_root(folder) or os.getcwd()
