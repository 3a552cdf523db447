"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one go: to a temporary file beside it, which then takes its place.

    Missing folders are made. An existing file keeps its permissions, a link stays one and its target is replaced;
    whatever fails, the old file is still there. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        # A folder refuses, a device or a pipe takes what comes: neither can be replaced.
        with target.open("wb") as stream:
            stream.write(data)
        return
    _make_folder(target)
    mode = _permissions(target)
    # Not by `tempfile`, whose import takes longer than the writing.
    name = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
    try:
        with name.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        if isinstance(error, OSError):
            # Nobody knows the temporary file.
            error.filename, error.filename2 = str(path), None
        raise


def create_file(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, and make missing folders. Raises FileExistsError, or another OSError."""
    _make_folder(path)
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            path.unlink()
            raise


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        # The name is taken by a file, which is not what `create_file` calls existing.
        raise NotADirectoryError(20, "Not a folder", str(path.parent)) from error


def _permissions(path: Path) -> int:
    """Return those of the file, or those that the process gives to new files."""
    try:
        found = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    return stat.S_IMODE(found.st_mode)
