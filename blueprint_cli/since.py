"""Findings that were there at a revision: a second lint run, on files as they were then, without checking them out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blueprint_cli.discovery import SUFFIXES
from blueprint_cli.document.decode import decode
from blueprint_cli.files import repository_root
from blueprint_cli.findings.baseline_file import NAME as BASELINE
from blueprint_cli.findings.fingerprint import fingerprints
from blueprint_cli.findings.run import FileResult
from blueprint_cli.git import FileChanges, GitError, Repository, Revision, find_file_changes, open_repository, resolve
from blueprint_cli.lint import lint_document
from blueprint_cli.settings import Settings

if TYPE_CHECKING:
    from blueprint_cli.config.configs import Configs

#: Drawings and prose, which no blueprint rests on: a change of theirs changes no finding.
_APART = (".svg", ".png", ".pdf", ".md", ".html", ".mmd", ".dot")
_PLAIN = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(slots=True)
class Earlier:
    """What a revision knows: fingerprints of findings, as they would be under the paths that files have now."""

    fingerprints: set[str] = field(default_factory=set)
    #: The commits that were compared with, shortened: one for each repository.
    commits: list[str] = field(default_factory=list)


def lint_earlier(results: Iterable[FileResult], revision: str, settings: Settings, configs: Configs) -> Earlier:
    """Lint the files of a run once more, as they and all that they link were at a revision.

    Settings and date are those of today, so that a stricter profile makes nothing new. A finding that was acknowledged
    or ignored then does not count as known. Each file is compared in its own repository, and under the name that it had
    where git knows of a renaming. Raises GitError where the revision or the repository is not there.
    """
    earlier = Earlier()
    by_root: dict[str, list[FileResult]] = {}
    here = repository_root(".")
    for result in results:
        by_root.setdefault(_root(result.path, here), []).append(result)
    for root in sorted(by_root) or ["."]:
        repository = open_repository(root)
        commit = resolve(repository, revision)
        earlier.commits.append(commit[:10])
        changes = find_file_changes(repository, commit)
        with Revision(repository, commit) as old:
            for result in by_root.get(root, []):
                if result.refused is None:
                    earlier.fingerprints |= _earlier_in(result, old, changes, settings, configs)
    return earlier


def _root(path: str, here: str | None) -> str:
    """Return the root of the repository to compare a file in: that of the working folder wherever it holds the file.

    So a file in a submodule is compared with the state that was recorded for it. A folder without a repository stands
    for itself, and git will complain of it.
    """
    full = os.path.abspath(path)
    if here and full.startswith(os.path.join(here, "")):
        return here
    return repository_root(os.path.dirname(full)) or os.path.relpath(os.path.dirname(full))


def _earlier_in(
    result: FileResult, old: Revision, changes: FileChanges, settings: Settings, configs: Configs
) -> set[str]:
    path = result.path
    former = changes.renamed.get(path, path)
    data = old.read(former)
    if data is None:
        return set()
    touched = {*changes.added, *changes.changed, *changes.deleted, *changes.renamed, *changes.renamed.values()}
    # What a moved file links has moved away from it.
    same = former == path and decode(data).text == result.text
    if same and not _may_rest_on(result.text, touched - {path}):
        return {finding.fingerprint for finding in result.findings if not finding.acknowledged}
    try:
        then = lint_document(former, data, settings, configs.in_force(path), old)
    except GitError:
        raise
    except Exception:
        # Whatever is wrong with bp itself has been told of the file as it is now, or concerns nobody any more.
        if os.environ.get("BP_DEBUG"):
            raise
        return set()
    names = fingerprints(path, then.findings)
    return {name for name, finding in zip(names, then.findings, strict=True) if not finding.acknowledged}


def _may_rest_on(text: str, touched: Iterable[str]) -> bool:
    """Whether a file that has not changed may be judged otherwise because of those that have.

    Another blueprint counts where it is named in the text; anything else may be a catalog, or a model that only a
    catalog names.
    """
    for path in touched:
        name = os.path.basename(path)
        if name.lower().endswith(SUFFIXES):
            # Other signs may be written in several ways.
            if name in text or not _PLAIN.fullmatch(name):
                return True
        elif name != BASELINE and not name.lower().endswith(_APART):
            return True
    return False


def former_names(results: Iterable[FileResult], renamed: Mapping[str, str]) -> dict[str, str]:
    """Return, for each finding in a file that was renamed, the fingerprint that it had under the old path."""
    found: dict[str, str] = {}
    for result in results:
        if result.path in renamed:
            before = fingerprints(renamed[result.path], result.findings)
            found |= {finding.fingerprint: name for finding, name in zip(result.findings, before, strict=True)}
    return found


def renamed_since(folder: str, revisions: Iterable[str], followed: str | None = None) -> dict[str, str]:
    """Return the old path of each file that was renamed since one of some revisions, by its new one.

    `followed` is a file whose last commit counts as a revision too. Empty where git cannot say.
    """
    found: dict[str, str] = {}
    try:
        repository = open_repository(folder)
        commits = [*revisions]
        if followed and (name := repository.path_of(followed)):
            commits.append(_last_commit(repository, name))
        for commit in dict.fromkeys(filter(None, commits)):
            found = find_file_changes(repository, resolve(repository, commit)).renamed | found
    except GitError:
        pass
    return found


def _last_commit(repository: Repository, name: str) -> str:
    return repository.ask("log", "-1", "--format=%H", "--", f":(literal){name}").stdout.decode().strip()
