"""Several processes for the work on many files, where the system can fork: they need no start-up of their own."""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

#: With fewer files for each, starting a process takes longer than what it saves (two cores, files of 600 lines).
FEWEST_FILES = 4
_MOST = 16


def how_many(jobs: int | None, files: int) -> int:
    """Return how many processes are to work on so many files; None leaves it to the number of processors."""
    if not hasattr(os, "fork") or os.environ.get("BP_DEBUG"):
        return 1
    if jobs is None:
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        jobs = min(processors, _MOST, files // FEWEST_FILES)
    return max(1, min(jobs, files))


@dataclass(slots=True, eq=False, repr=False)
class _Worker:
    """A process, the end of its pipe, the numbers of its tasks that it has not answered, and bytes of an answer."""

    process: int
    pipe: int
    tasks: list[int]
    answered: int = 0
    bytes: bytearray = field(default_factory=bytearray)


def share_out(
    tasks: int, work: Callable[[int], Any], jobs: int, crashed: Callable[[int, str], Any]
) -> Iterator[tuple[int, Any]]:
    """Yield the number and the answer of each task, as they come; `work` runs in so many processes.

    Answers are plain data (lists, texts, numbers, None). Where a process dies, the task that it worked on is answered
    by `crashed`, which hears how it died, and the others go to a new process.
    """
    import selectors

    sys.stdout.flush()
    sys.stderr.flush()
    workers: dict[int, _Worker] = {}
    try:
        with selectors.DefaultSelector() as selector:
            for number in range(jobs):
                _start(list(range(number, tasks, jobs)), work, workers, selector.register)
            while workers:
                for key, _ in selector.select():
                    worker = workers[key.fd]
                    chunk = os.read(key.fd, 1 << 16)
                    if chunk:
                        worker.bytes += chunk
                        yield from _answers(worker)
                        continue
                    selector.unregister(key.fd)
                    how = _end(workers.pop(key.fd))
                    left = worker.tasks[worker.answered :]
                    if left:
                        yield left[0], crashed(left[0], how)
                        _start(left[1:], work, workers, selector.register)
    finally:
        for worker in workers.values():
            os.kill(worker.process, signal.SIGTERM)
            _end(worker)


def _start(
    tasks: list[int],
    work: Callable[[int], Any],
    workers: dict[int, _Worker],
    register: Callable[[int, int], object],
) -> None:
    if not tasks:
        return
    inner, outer = os.pipe()
    process = os.fork()
    if process == 0:
        _answer_all(tasks, work, outer)
    os.close(outer)
    workers[inner] = _Worker(process, inner, tasks)
    register(inner, 1)


def _answer_all(tasks: Sequence[int], work: Callable[[int], Any], pipe: int) -> NoReturn:
    """Answer the tasks one by one, and end the process without anything that its parent has still to do."""
    # Control-C is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with os.fdopen(pipe, "wb") as stream:
            for task in tasks:
                answer = marshal.dumps(work(task))
                stream.write(len(answer).to_bytes(8, "big") + answer)
                stream.flush()
    except BaseException:
        os._exit(1)
    os._exit(0)


def _answers(worker: _Worker) -> Iterator[tuple[int, Any]]:
    """Take the answers out that are complete."""
    data = worker.bytes
    while len(data) >= 8 and len(data) >= (end := 8 + int.from_bytes(data[:8], "big")):
        answer = marshal.loads(bytes(data[8:end]))
        del data[:end]
        worker.answered += 1
        yield worker.tasks[worker.answered - 1], answer


def _end(worker: _Worker) -> str:
    """Wait for a process to end and say how it did."""
    os.close(worker.pipe)
    _, status = os.waitpid(worker.process, 0)
    code = os.waitstatus_to_exitcode(status)
    return f"killed by signal {-code}" if code < 0 else f"ended with code {code}"
