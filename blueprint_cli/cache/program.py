"""Which bp it is: another version, another Python, or a changed file of bp itself may find something else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from zlib import crc32

from blueprint_cli import __version__

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
#: In a source tree the schemas are beside the package.
_PARTS = (_PACKAGE, os.path.join(os.path.dirname(_PACKAGE), "schemas"))
_PARSER = "_ruamel_yaml"


def program_token() -> str:
    """Return a text that is another one where bp, its YAML parser or Python is another: by sizes and times of files."""
    marks = "\n".join(sorted(mark for part in _PARTS for mark in _marks(part)))
    parser = next((mark for folder in sys.path for mark in _parser(folder)), "")
    return f"{__version__} {sys.version} {crc32(marks.encode()):08x} {marks.count(chr(10))} {parser}"


def _marks(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _marks(entry.path)
        else:
            found = entry.stat()
            yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"


def _parser(folder: str) -> Iterator[str]:
    try:
        names = [name for name in os.listdir(folder or ".") if name.startswith(_PARSER)]
    except OSError:
        return
    for name in names:
        found = os.stat(os.path.join(folder, name))
        yield f"{name} {found.st_size} {found.st_mtime_ns}"
