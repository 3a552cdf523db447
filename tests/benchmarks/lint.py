"""How long `bp lint` takes beside its peers: `python tests/benchmarks/lint.py --peers FOLDER`.

Whole processes, one after the other and in turn, so that all see the same load of the machine; the table shows medians.
The blueprints are made (`corpus.py`), the same each time. Into the folder of `--peers`, yamllint, check-jsonschema and
ruff are installed from PyPI and Spectral from npm, once; without it, or without npm, their rows stay empty. "Cold" is
`--no-cache`; check-jsonschema and Spectral check against bp's schema alone, yamllint runs as it comes, ruff with
`--no-cache`. Nothing is asserted: times belong to a machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from clock import Clock, measure, processor_time
from corpus import LINES, write_blueprint, write_corpus, write_python

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schemas" / "blueprint.schema.json"
PYPI = ("yamllint", "check-jsonschema", "ruff")
NPM = ("@stoplight/spectral-cli",)


class Bar(NamedTuple):
    """A promise: the time of one command is at most so many times that of another."""

    work: str
    ours: str
    peer: str
    theirs: str
    most: float


BARS = (
    Bar("1 small file, cold", "bp small", "yamllint", "yamllint small", 0.9),
    Bar("", "bp small", "check-jsonschema", "check-jsonschema small", 0.35),
    Bar("", "bp small", "Spectral", "spectral small", 0.1),
    Bar("100 medium files, cold", "bp medium", "yamllint", "yamllint medium", 0.08),
    Bar("", "bp medium", "check-jsonschema", "check-jsonschema medium", 0.08),
    Bar("", "bp medium", "Spectral", "spectral medium", 0.15),
    Bar("1 file of 5,000 lines, cold", "bp large", "yamllint", "yamllint large", 0.2),
    Bar("1,000 medium files, unchanged", "bp unchanged", "`python -c pass`", "python", 10),
    Bar("1,000 medium files, cold", "bp many", "ruff, Python of that size", "ruff many", 10),
)
#: The work, and the work of ten times as much, above start-up.
GROWTH = (
    ("10 × the files (100 to 1,000 medium)", "bp medium", "bp many", 11.0),
    ("10 × the lines (500 to 5,000)", "bp 500 lines", "bp large", 11.0),
)
MOST_MEMORY = 80


def main() -> int:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run (default: 5)")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where the peers are, or are to be installed")
    parser.add_argument("--cpu", action="store_true", help="count processor time, of all cores, instead of wall time")
    parser.add_argument("--only", default="", help="the work to measure, by a part of its name: small, medium, many …")
    given = parser.parse_args()
    clock: Clock = processor_time if given.cpu else time.perf_counter
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(work / "cache")
        commands = dict(_commands(work, _peers(given.peers)))
        if given.only:
            commands = {name: command for name, command in commands.items() if given.only in name}
        times = measure(commands, given.rounds, clock, work / "compiled", codes=(0, 1))
        median = {name: sorted(seconds)[len(seconds) // 2] for name, seconds in times.items()}
        _print_bars(median)
        _print_growth(median, clock)
        if not given.only:
            _print_memory(commands)
    return 0


def _commands(work: Path, peers: Callable[[str], list[str] | None]) -> Iterator[tuple[str, list[str]]]:
    """Write the files, and yield the commands by their names."""
    bp = [sys.executable, "-m", "blueprint_cli"]
    cold = [*bp, "lint", "--no-cache"]
    sizes = {"small": ("small", 1), "medium": ("medium", 100), "large": ("large", 1), "many": ("medium", 1_000)}
    for name, (size, count) in sizes.items():
        write_corpus(work / name, size, count)
    (work / "python").mkdir()
    for number in range(1_000):
        (work / "python" / f"module_{number:04}.py").write_text(write_python(LINES["medium"], number + 1), "utf-8")
    (work / "500 lines.blueprint.yaml").write_text(write_blueprint(500), "utf-8")
    ruleset = work / "spectral.json"
    then = {"function": "schema", "functionOptions": {"schema": json.loads(SCHEMA.read_text("utf-8"))}}
    ruleset.write_text(json.dumps({"rules": {"language": {"given": "$", "severity": "error", "then": then}}}), "utf-8")
    yield "python", [sys.executable, "-c", "pass"]
    yield "bp start", [*bp, "--version"]
    yield "bp 500 lines", [*cold, str(work / "500 lines.blueprint.yaml")]
    for name in sizes:
        files = sorted(str(file) for file in (work / name).iterdir())
        yield f"bp {name}", [*cold, str(work / name)]
        if name == "many":
            continue
        if yamllint := peers("yamllint"):
            yield f"yamllint {name}", [*yamllint, str(work / name)]
        if name != "large" and (check := peers("check-jsonschema")):
            yield f"check-jsonschema {name}", [*check, "--schemafile", str(SCHEMA), *files]
        if name != "large" and (spectral := peers("spectral")):
            yield f"spectral {name}", [*spectral, "lint", "--quiet", "-r", str(ruleset), *files]
    yield "bp unchanged", [*bp, "lint", str(work / "many")]
    if ruff := peers("ruff"):
        yield "ruff many", [*ruff, "check", "--no-cache", "--isolated", str(work / "python")]


def _peers(folder: Path | None) -> Callable[[str], list[str] | None]:
    """Install what is not there yet, and return what finds the command of a peer."""
    if folder is None:
        return lambda _: None
    folder = folder.resolve()
    python, node = folder / "python", folder / "node"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(python)], check=True)
        subprocess.run([str(python / "bin" / "pip"), "install", "-q", *PYPI], check=True)
    if not node.exists():
        node.mkdir(parents=True)
        try:
            subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", *NPM], cwd=node, check=True)
        except (OSError, subprocess.CalledProcessError):
            print("npm did not install Spectral: its rows stay empty.\n")
    places = (python / "bin", node / "node_modules" / ".bin")
    return lambda name: next(([str(place / name)] for place in places if (place / name).exists()), None)


def _print_bars(median: dict[str, float]) -> None:
    print("| work | bp | against | | ratio | bar | |")
    print("|---|---:|---|---:|---:|---:|---|")
    for bar in BARS:
        ours, theirs = median.get(bar.ours), median.get(bar.theirs)
        if ours is None:
            continue
        ratio = ours / theirs if theirs else None
        cells = [bar.work, _ms(ours), bar.peer, _ms(theirs), _ratio(ratio), f"≤ {bar.most:g}", _met(ratio, bar.most)]
        print("| " + " | ".join(cells) + " |")


def _print_growth(median: dict[str, float], clock: Clock) -> None:
    if "bp start" not in median:
        return
    print(f"\n| growth above start-up ({_ms(median['bp start'])}) | | | ratio | bar | |\n|---|---:|---:|---:|---:|---|")
    for work, little, much, most in GROWTH:
        if little in median and much in median:
            less, more = (median[name] - median["bp start"] for name in (little, much))
            cells = [work, _ms(less), _ms(more), _ratio(more / less), f"≤ {most:g}", _met(more / less, most)]
            print("| " + " | ".join(cells) + " |")


def _print_memory(commands: dict[str, list[str]]) -> None:
    """Show the most memory that a process takes; each is asked in a process of its own."""
    print("\n| memory at most | MiB | bar | |\n|---|---:|---:|---|")
    for name in ("bp small", "bp medium", "bp many", "bp unchanged", "bp large"):
        ask = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", ask, *commands[name]], capture_output=True, text=True, check=True)
        # Bytes on macOS, else KiB.
        most = int(done.stdout) / (2**20 if sys.platform == "darwin" else 2**10)
        print(f"| {name} | {most:.0f} | ≤ {MOST_MEMORY} | {_met(most, MOST_MEMORY)} |")


def _ms(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.0f} ms"


def _ratio(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.3f}" if ratio < 1 else f"{ratio:.1f}"


def _met(value: float | None, most: float) -> str:
    return "" if value is None else "met" if value <= most else "missed"


if __name__ == "__main__":
    sys.exit(main())
