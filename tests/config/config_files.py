"""What the tests of configurations share."""

from __future__ import annotations

from collections.abc import Callable

#: Writes a file and returns its path; runs `bp` and returns exit code, standard output, standard error.
Put = Callable[[str, str], str]
Run = Callable[..., tuple[int, str, str]]

#: A blueprint with one finding of `empty-step` (warning in all profiles) and one of `long-card` (off, info, info).
LONG = "Reads the letter that came this morning and then the other one that came last week"
FLAWED = f"""\
blueprint: 1
service: Example
steps:
  - name: Read
    customer: {LONG}
  - name: Nothing
"""
