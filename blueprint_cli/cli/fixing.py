"""The options of `bp lint` that change files: `--fix`, `--diff`, `--unsafe`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from blueprint_cli.cli.options import complete_rules, split_names
from blueprint_cli.cli.terminal import complain, refuse, write_bytes

if TYPE_CHECKING:
    from blueprint_cli.config.configs import Configs
    from blueprint_cli.discovery import Found
    from blueprint_cli.findings.run import Run
    from blueprint_cli.fixes import FixedFile
    from blueprint_cli.lint import Settings

FixOption = Annotated[
    bool,
    typer.Option("--fix", help="Mend in place what can be mended without changing what is meant, report the rest."),
]
DiffOption = Annotated[
    bool,
    typer.Option("--diff", help="Show what --fix would change, as a diff, and write nothing. Exit 1 if that is any."),
]
UnsafeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unsafe",
        metavar="RULE…",
        autocompletion=complete_rules,
        help="With --fix or --diff: make the fixes of these rules too that need a look afterwards.",
    ),
]


@dataclass(slots=True, eq=False, repr=False)
class Fixing:
    """What the options ask for, then what was done; `stdin` is standard input as it is by then."""

    wanted: bool
    diff: bool
    unsafe: tuple[str, ...]
    files: list[FixedFile] = field(default_factory=list)
    stdin: bytes | None = None

    @contextmanager
    def beside_text(self) -> Iterator[None]:
        """Write fixed standard input to standard output, and what is printed meanwhile to standard error."""
        if not (self.wanted and self.stdin is not None):
            yield
            return
        write_bytes(self.stdin)
        with redirect_stdout(sys.stderr):
            yield


def read_fixing(*, fix: bool, diff: bool, unsafe: Sequence[str] | None, reports: bool) -> Fixing:
    """Return what is to be fixed; ends the command for options that make no sense together.

    `reports` says that some report was asked for by an option.
    """
    if diff and reports:
        refuse("--diff shows a diff and no report: leave out --format, --output and --statistics.")
    return Fixing(fix or diff, diff, _read_unsafe(unsafe, wanted=fix or diff) if unsafe is not None else ())


def _read_unsafe(values: Sequence[str], *, wanted: bool) -> tuple[str, ...]:
    """Return the rules of `--unsafe`; ends the command for a rule that nobody has or that has no fixes."""
    from blueprint_cli.rules.file_rules import FILE_RULES
    from blueprint_cli.rules.levels import UnknownRule
    from blueprint_cli.rules.registry import RULES

    names = split_names(values)
    fixable = {rule.name: rule.fixable for rule in RULES} | {rule.name: rule.fixable for rule in FILE_RULES}
    if not (wanted and names):
        refuse("--unsafe names the rules whose unsafe fixes --fix or --diff is to make: give one of these with it.")
    for name in names:
        if name not in fixable:
            refuse(f"--unsafe: {UnknownRule(name, fixable)}")
        if not fixable[name]:
            refuse(f"--unsafe: there is no fix for findings of “{name}”. `bp rules` marks the rules that have some.")
    return names


def fix_found(
    fixing: Fixing, found: Found, settings: Settings, configs: Configs, *, stdin: bytes | None, stdin_name: str
) -> bytes | None:
    """Fix files and write them, and return standard input as it is then; for a diff, show it and end the command.

    Without `--fix` and `--diff` nothing is done.
    """
    if not fixing.wanted:
        return stdin
    from blueprint_cli.fixes import fix_files, write_fixes

    fixing.files = fix_files(found.files, settings, configs, unsafe=fixing.unsafe, stdin=stdin, stdin_name=stdin_name)
    if fixing.diff:
        _show(fixing.files, found, stdin_name)
    write_fixes(fixing.files)
    fixing.stdin = next((file.after for file in fixing.files if file.path == "-"), None)
    return fixing.stdin


def _show(files: Sequence[FixedFile], found: Found, stdin_name: str) -> None:
    from blueprint_cli.discovery import NO_SUCH_PATH
    from blueprint_cli.report.patch import write_patch

    for file in files:
        write_bytes(write_patch(stdin_name if file.path == "-" else file.path, file.before, file.after))
    number = sum(len(file.made) for file in files)
    changed = sum(file.changed for file in files)
    where = f"{changed} file{'s' * (changed != 1)}"
    complain(
        f"--fix would mend {number} finding{'s' * (number != 1)} in {where}."
        if number
        else "--fix would change nothing."
    )
    unread = [*found.unreadable, *((file.path, file.unread) for file in files if file.unread)]
    for path, words in unread:
        complain(f"{path}: This could not be read: {words}.")
    for path in found.missing:
        complain(f"{path}: {NO_SUCH_PATH}")
    raise typer.Exit(3 if unread else 2 if found.missing else int(changed > 0))


def tell_fixes(fixing: Fixing, run: Run, *, verbose: bool) -> None:
    """Add to a run what was fixed, and what was not and why."""
    for file in fixing.files:
        place = "standard input" if file.path == "-" else file.path
        if file.unwritten:
            run.unwritten.append(file.path)
            run.notes.append(f"{place} was not written, and is as it was: {file.unwritten}.")
            continue
        run.fixed += len(file.made)
        if verbose:
            run.notes += [f"{place}:{f.span.line}: fixed ({f.fix.description}) [{f.rule}]" for f in file.made if f.fix]
        run.notes += [
            f"{place}:{f.span.line}: not fixed, because the file would not read as before elsewhere: {f.message}"
            for f in file.left
        ]
        if file.waits:
            run.notes.append(
                f"{place}: some names and ignore comments are left as they are until the other errors are mended by "
                "hand, for these may hide what they are about. Then run --fix again."
            )
