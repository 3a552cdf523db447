"""Asking git. Nothing here checks out, fetches or writes, and nothing else runs its command.

Paths are those of `Files`: from the working folder (or absolute), with `/`. Names that are not UTF-8 are kept as Python
keeps them (`surrogateescape`).
"""

from blueprint_cli.git.command import GitError
from blueprint_cli.git.file_changes import FileChanges, find_file_changes
from blueprint_cli.git.repository import Repository, list_files, merge_base, open_repository, resolve
from blueprint_cli.git.revision import Revision

__all__ = [
    "FileChanges",
    "GitError",
    "Repository",
    "Revision",
    "find_file_changes",
    "list_files",
    "merge_base",
    "open_repository",
    "resolve",
]
