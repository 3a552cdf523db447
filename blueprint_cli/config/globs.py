"""Globs over the files below a folder, as people know them from `.gitignore`."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache


def matches(pattern: str, path: str, folder: str) -> bool:
    """Whether a glob of a configuration in `folder` matches a file, by their paths from the working folder.

    `*` and `?` stand for anything but `/`, `[ab]` for one of some characters, `**` for any number of folders. A glob
    without `/`, or with one at its end only, holds at any depth; any other starts in `folder`. One that matches a
    folder matches all in it. Umlauts may be spelled as one character or as two (Unicode NFC and NFD).
    """
    parts = _parts(path, folder, os.getcwd())
    # The file itself, and each folder above it; `archive/` means a folder and no file.
    fits = _compiled(pattern).fullmatch
    return any(map(fits, parts[1:] if pattern.endswith("/") else parts))


@lru_cache(maxsize=16)
def _parts(path: str, folder: str, working_folder: str) -> list[str]:
    """Return a path from `folder`, and each of the folders above it there: `a/b/c`, `a/b`, `a`."""
    whole = os.path.normpath(os.path.join(working_folder, path))
    inner = os.path.relpath(whole, os.path.join(working_folder, folder)).replace(os.sep, "/")
    parts = unicodedata.normalize("NFC", inner).split("/")
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]


def what_is_wrong(pattern: str) -> str:
    """Say why a text is no glob, as the end of a sentence; empty where it is one."""
    if pattern.startswith("!"):
        return "nothing that one glob takes out can be taken in again with `!`: write the globs so that they miss it"
    if re.search(r"\{[^{}]*,[^{}]*\}", pattern):
        return "there is no `{a,b}` in globs here: write a list with one glob for each"
    if "\\" in pattern:
        return "folders are divided by `/`, on Windows as well"
    if not pattern.strip("/. "):
        return "it names neither a file nor a folder below this one"
    try:
        _compiled(pattern)
    except re.error:
        return "a range in its brackets runs backwards"
    return ""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = unicodedata.normalize("NFC", pattern)
    while pattern.startswith("./"):
        pattern = pattern[2:]
    anywhere = "/" not in pattern.rstrip("/")
    body = _translate(pattern.strip("/"))
    return re.compile(f"(?:.*/)?{body}" if anywhere else body, re.DOTALL)


def _translate(pattern: str) -> str:
    out, index = [], 0
    while index < len(pattern):
        rest = pattern[index:]
        if match := re.match(r"\*\*/", rest):
            out.append("(?:.*/)?")
        elif match := re.match(r"\*+", rest):
            out.append(".*" if match[0] == "**" and index + 2 == len(pattern) else "[^/]*")
        elif match := re.match(r"\?", rest):
            out.append("[^/]")
        elif match := re.match(r"\[(!?)([^\]/]+)\]", rest):
            inner = re.sub(r"([^\w-])", r"\\\1", match[2]).replace("--", r"-\-")
            out.append(f"[{'^/' if match[1] else ''}{inner}]")
        else:
            match = re.match(r".", rest, re.DOTALL)
            assert match is not None
            out.append(re.escape(match[0]))
        index += match.end()
    return "".join(out)
