"""Times whole processes, one after the other and in turn."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Collection
from pathlib import Path

Clock = Callable[[], float]


def measure(
    commands: dict[str, list[str]], rounds: int, clock: Clock, cache: Path, codes: Collection[int] = (0,)
) -> dict[str, list[float]]:
    """Run the commands in turn, so many rounds and one more that does not count; return the seconds of each run.

    That first round compiles bp's modules into `cache`, as an installation does. Raises RuntimeError where a command
    ends with another code than `codes`.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(cache)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(rounds + 1):
        for name, command in commands.items():
            begin = clock()
            done = subprocess.run(command, check=False, env=environment, capture_output=True)
            if round_:
                seconds[name].append(clock() - begin)
            if done.returncode not in codes:
                raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
    return seconds


def processor_time() -> float:
    """Return the seconds that processors have worked for the processes that have ended, on all cores."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
