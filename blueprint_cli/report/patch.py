"""What `bp lint --diff` shows: a unified diff that `git apply` and `patch -p1` take."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator


def write_patch(path: str, before: bytes, after: bytes) -> bytes:
    r"""Return the unified diff of a file, with three lines around each change; nothing where nothing changes.

    Lines end where Git ends them, so that a `\r` stays part of its line, as do bytes that are no UTF-8.
    """
    if before == after:
        return b""
    # A tab ends a name that has blanks in it.
    end = "\t" if " " in path else ""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}{end}", f"b/{path}{end}", lineterm="\n")
    return "".join(_ended(lines)).encode("utf-8", "surrogateescape")


def _lines(data: bytes) -> list[str]:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _ended(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
