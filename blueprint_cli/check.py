"""From files to findings: the whole of `bp lint`, without its options and its reports.

What is remembered is not looked for again (`cache`); the rest is shared out among processes (`workers`). Nothing that
lints is imported before there is a file to lint.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from blueprint_cli.cache.facts import Facts, Recorder, mark_of, root_of
from blueprint_cli.digest import sha256_of
from blueprint_cli.files import DISK
from blueprint_cli.findings.plain import from_plain, to_plain, unread
from blueprint_cli.findings.run import FileResult, Run
from blueprint_cli.settings import Settings

if TYPE_CHECKING:
    from blueprint_cli.cache import Cache
    from blueprint_cli.config.configs import Configs
    from blueprint_cli.in_force import InForce


class Task(NamedTuple):
    """A file to lint: the name that findings carry, its content where that is no file, and what is in force for it."""

    path: str
    data: bytes | None
    in_force: InForce


class Answer(NamedTuple):
    """What was found; and what it rests on, where that can be told: marks and hash of the file, and other facts."""

    result: FileResult
    own: list[Any] | None = None
    facts: Facts | None = None


def check_files(
    files: Sequence[str],
    settings: Settings,
    *,
    stdin: bytes | None = None,
    stdin_name: str = "stdin.blueprint.yaml",
    on_file: Callable[[int, int], None] | None = None,
    configs: Configs | None = None,
    cache: Cache | None = None,
    jobs: int | None = 1,
) -> Run:
    """Lint files; `-` stands for `stdin`, reported under `stdin_name`.

    A file that the operating system refuses is told in its result, and the others are still checked. `on_file` hears
    how many of how many files are done. `configs` are those of `settings`, where somebody has read them already. `jobs`
    is the number of processes; None takes as many as pay. Raises UnknownRule, ConfigProblem and ValueError for settings
    that make no sense.
    """
    configs = configs or settings.configs()
    results: list[FileResult] = []

    def done(result: FileResult) -> None:
        results.append(result)
        if on_file:
            on_file(len(results), len(files))

    rest: list[str] = []
    for file in files:
        found = cache.find(file, configs.nearest(file)) if cache and file != "-" else None
        if found is None:
            rest.append(file)
        else:
            done(found)
    if rest or not files:
        configs.levels(None, {})
    tasks = [
        Task(stdin_name, stdin or b"", configs.in_force(stdin_name))
        if file == "-"
        else Task(file, None, configs.in_force(file))
        for file in rest
    ]
    for task, answer in _answers(tasks, settings, jobs, recording=cache is not None):
        done(answer.result)
        if cache and answer.own and answer.facts is not None:
            config = configs.of(task.path)
            facts = answer.facts | cache.facts_of(config.sources if config else ())
            cache.keep(task.path, configs.nearest(task.path), answer.own, facts, to_plain(answer.result))
    if cache:
        cache.save()
    return Run(sorted(results, key=lambda result: result.path), settings.fail_on)


def _answers(
    tasks: Sequence[Task], settings: Settings, jobs: int | None, *, recording: bool
) -> Iterator[tuple[Task, Answer]]:
    """Yield each task with its answer, as they come."""
    if not tasks:
        return
    from blueprint_cli.workers import how_many, share_out

    if (jobs := how_many(jobs, len(tasks))) == 1:
        for task in tasks:
            yield task, _answer(task, settings, recording=recording)
        return
    # Imported once, before there are several processes.
    from blueprint_cli.lint import broken_off

    def work(number: int) -> list[Any]:
        result, own, facts = _answer(tasks[number], settings, recording=recording)
        return [to_plain(result), own, facts, result.text if tasks[number].data is not None else ""]

    def crashed(number: int, how: str) -> list[Any]:
        return [to_plain(broken_off(tasks[number].path, how)), None, None, ""]

    for number, (plain, own, facts, text) in share_out(len(tasks), work, jobs, crashed):
        result = from_plain(tasks[number].path, plain)
        if tasks[number].data is not None:
            result = FileResult(result.path, text, result.findings, result.skipped, result.ignored)
        yield tasks[number], Answer(result, own, facts)


def _answer(task: Task, settings: Settings, *, recording: bool) -> Answer:
    from blueprint_cli.lint import lint_or_tell

    path = task.path
    if task.data is not None:
        return Answer(lint_or_tell(path, task.data, settings, task.in_force))
    try:
        mark = mark_of(path)
        data = Path(path).read_bytes()
    except OSError as error:
        return Answer(FileResult(path, refused=error.strerror or type(error).__name__))
    recorder = Recorder(DISK)
    result = lint_or_tell(path, data, settings, task.in_force, recorder if recording else DISK)
    if not (recording and mark and recorder.sure) or any(f.rule == "rule-crashed" for f in result.findings):
        return Answer(unread(result))
    folder = os.path.dirname(path)
    return Answer(unread(result), [mark, sha256_of(data)], recorder.facts | {f"root {folder}": root_of(folder)})
