"""The command itself: how it is run so that no hook, setting or variable of the user changes its answer."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import CompletedProcess, Popen

#: Set by git for its hooks, or by a user for commands typed by hand: each would lead to another repository or answer.
_UNWANTED = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_GRAFT_FILE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_IMPLICIT_WORK_TREE"),
    *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
    *("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
)
_WANTED = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_PAGER": "cat",
}
#: No hook for watching files, no signature check, no file that says in which order to list, and no transport, for
#: versions that don't know GIT_NO_LAZY_FETCH.
_SETTINGS = ("core.fsmonitor=false", "log.showSignature=false", "diff.orderFile=/dev/null", "protocol.allow=never")
_SECONDS = 120


class GitError(Exception):
    """Git could not answer: one sentence or two for the user, on what is wrong and what to do."""


def ask_git(folder: str, *arguments: str, seconds: int = _SECONDS) -> CompletedProcess[bytes]:
    """Run one command of git in a folder, whatever it answers.

    Raises `GitError` where there is no git, or it takes too long.
    """
    # Most runs ask git nothing.
    import subprocess

    try:
        return subprocess.run(
            _command(folder, arguments),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"Git gave no answer within {seconds} seconds (`git {arguments[0]}`).") from None
    except OSError as error:
        raise _not_run(error) from None


def start_git(folder: str, *arguments: str) -> Popen[bytes]:
    """Start one command of git in a folder and leave it running, with pipes at both ends. Raises `GitError`."""
    import subprocess

    try:
        return subprocess.Popen(
            _command(folder, arguments),
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise _not_run(error) from None


def decode(data: bytes) -> str:
    """Return the text that git wrote: a message, a name."""
    return data.decode("utf-8", "surrogateescape")


def complaint(answer: CompletedProcess[bytes]) -> str:
    """Return what git complained of, in its own words."""
    lines = decode(answer.stderr).splitlines()
    fatal = next((line for line in lines if line.startswith(("fatal: ", "error: "))), lines[0] if lines else "")
    return fatal.partition(": ")[2] or fatal or f"exit code {answer.returncode}"


def _command(folder: str, arguments: Sequence[str]) -> list[str | bytes]:
    given = ("git", "-C", folder, *(word for setting in _SETTINGS for word in ("-c", setting)), *arguments)
    return [text if os.name == "nt" else text.encode("utf-8", "surrogateescape") for text in given]


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in _UNWANTED} | _WANTED


def _not_run(error: OSError) -> GitError:
    if isinstance(error, FileNotFoundError):
        return GitError("Git is not installed, or not on the PATH, and this needs it.")
    return GitError(f"Git could not be run: {error.strerror or type(error).__name__}.")
