"""Paths and words as CI services take them: from the root of the repository, and in text that is valid Unicode."""

from __future__ import annotations

import re

from blueprint_cli.findings.fingerprint import repository_path

#: Half characters: from `"\ud800"` in a file, or bytes of a file name that are not UTF-8 (these Python keeps in U+DC80
#: to U+DCFF). No format that programs exchange has room for them.
_HALVES = re.compile("[\ud800-\udfff]")
_HALVES_OF_TEXT = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def whole(text: str) -> str:
    """Return the text with U+FFFD for half characters."""
    return _HALVES.sub("\ufffd", text)


def visible(text: str) -> str:
    """Return the text with U+FFFD for half and for control characters, tabs and line breaks aside."""
    return _CONTROLS.sub("\ufffd", whole(text))


def root_path(path: str) -> str:
    """Return the path from the root of the repository, as people read it."""
    return _bytes(path).decode("utf-8", "replace")


def root_uri(path: str) -> str:
    """Return the path from the root of the repository as a relative URI: all but letters, digits, `-._~/` escaped."""
    from urllib.parse import quote

    return quote(_bytes(path), safe="/")


def _bytes(path: str) -> bytes:
    return _HALVES_OF_TEXT.sub("\ufffd", repository_path(path)).encode("utf-8", "surrogateescape")
