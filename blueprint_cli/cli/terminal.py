"""What the commands share on their way out: where text goes, whether it may be coloured, how far the work is."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn, TextIO

import typer

#: A bar for less would only flicker.
_FILES, _SECONDS = 20, 0.5
_WIDEST = 110


def refuse(sentence: str, code: int = 2) -> NoReturn:
    """End the command with one sentence on standard error; 2 says that the command was not understood."""
    complain(sentence)
    raise typer.Exit(code)


def refuse_settings(mistakes: str) -> NoReturn:
    """End the command because of a configuration or a baseline; a line for each mistake, `bp.yaml:3:5: …`.

    In a GitHub workflow each is shown at its line as well.
    """
    if os.environ.get("GITHUB_ACTIONS") == "true":
        from blueprint_cli.report.workflow import annotate_places

        write(annotate_places(mistakes))
    refuse(mistakes)


def complain(sentence: str) -> None:
    """Say one sentence on standard error."""
    if sys.stderr is not None:
        print(f"bp: {sentence}", file=sys.stderr)


def tell_error(error: Exception, path: str = "") -> str:
    """Return the sentence for an error that nobody foresaw, or that the operating system raised about a file."""
    if isinstance(error, OSError) and error.strerror:
        where = error.filename if isinstance(error.filename, str) else path
        return f"{where}: {error.strerror}." if where else f"{error.strerror}."
    words = " ".join(str(error).split())
    where = f" with {path}" if path else ""
    return (
        f"Something went wrong inside bp{where} ({type(error).__name__}{': ' if words else ''}{words}). This is a bug: "
        "please report it with the command and the file, and with what the same command shows under BP_DEBUG=1."
    )


def debugging() -> bool:
    """Whether tracebacks are wanted: BP_DEBUG=1."""
    return os.environ.get("BP_DEBUG", "0") not in {"", "0"}


def write(text: str, stream: TextIO | None = None) -> None:
    """Write what people read, to standard output unless told otherwise; what it cannot show is escaped."""
    encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
    write_bytes(text.encode(encoding, "backslashreplace"), stream)


def write_bytes(data: bytes, stream: TextIO | None = None) -> None:
    """Write what programs read, to standard output unless told otherwise.

    A reader that has seen enough (`bp lint | head`) is no error: the exit code stays what the run says.
    """
    stream = stream or sys.stdout
    if stream is None:
        return
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        # Python flushes once more at its end, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_terminal(stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether people read along: on a terminal, or where FORCE_COLOR says so (a CI log)."""
    return _forced(environ) or (stream is not None and stream.isatty())


def wants_colour(stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether to colour: never with NO_COLOR, always with FORCE_COLOR, else on a terminal that is not `dumb`."""
    if environ.get("NO_COLOR"):
        return False
    return _forced(environ) or (is_terminal(stream, environ) and environ.get("TERM") != "dumb")


def _forced(environ: Mapping[str, str]) -> bool:
    return environ.get("FORCE_COLOR", "0") not in {"", "0"}


def line_width() -> int:
    """Return how many columns a line may have: those of the terminal, as far as lines read well."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


@contextmanager
def show_progress(what: str, total: int) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what to call after each file with how many are done of how many, or None where nobody would see it.

    The bar is drawn on standard error when that is a terminal, for many files, once the work is known to take a while.
    """
    if total < _FILES or sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    started = time.monotonic()
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("files"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task(what, total=total)

    def tell(done: int, of: int) -> None:
        bar.update(task, completed=done, total=of)
        if not bar.live.is_started and time.monotonic() - started > _SECONDS:
            bar.start()

    try:
        yield tell
    finally:
        bar.stop()
