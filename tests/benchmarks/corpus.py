"""Files to measure linters on, the same for the same seed: blueprints as people write them, and Python of like length.

The blueprints use most of the language, hold few mistakes, and no two say the same; lines are kept short, so that a
linter of YAML has little to say of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

#: Lines of each size.
LINES = {"small": 120, "medium": 600, "large": 5_000}

_THINGS = tuple(
    f"{kind} {thing}"
    for kind in ("spring", "winter", "family", "guest", "member", "weekend", "evening", "group")
    for thing in ("booking", "ticket", "invoice", "parcel", "permit", "claim", "contract", "refund", "visit", "lesson")
)
_DOES = {
    "customer": ("Asks for the {}", "Chooses a {}", "Pays for the {}", "Signs the {}", "Receives the {}"),
    "frontstage": ("Explains the {}", "Hands over the {}", "Confirms the {}", "Answers about the {}"),
    "backstage": ("Checks the {}", "Prepares the {}", "Prices the {}", "Files the {}", "Updates the {}"),
    "support": ("Stores the {}", "Looks up the {}", "Prints the {}", "Archives the {}"),
}
_CHANNELS = ("phone", "web", "branch", "post")
_WHY = ("after the holidays", "at the end of the month", "when it rains", "on busy days", "early in the morning")
_ACTORS = ("clerk", "adviser", "planner", "cashier", "inspector", "driver")
_SYSTEMS = ("website", "ledger", "calendar", "archive", "scanner", "mailer")


def write_blueprint(lines: int, seed: int = 1) -> str:
    """Return a blueprint of about so many lines."""
    r = random.Random(seed)
    # A short file has two people and two systems, so that each of them has something to do.
    known = 2 if lines < 300 else len(_ACTORS)
    text = list(_head(r, seed, known))
    number = 0
    while len(text) < lines - 20:
        text += _step(r, number, known)
        number += 1
    return "\n".join(text) + "\n"


def write_python(lines: int, seed: int = 1) -> str:
    """Return a Python module of about so many lines in which ruff's default rules find nothing."""
    r = random.Random(seed)
    text = [f'"""Prices of the {r.choice(_THINGS)}."""', "", "import math", "from dataclasses import dataclass", ""]
    number = 0
    while len(text) < lines - 8:
        name = r.choice(_THINGS).replace(" ", "_")
        text += [
            "",
            "@dataclass",
            f"class {name.title().replace('_', '')}{number}:",
            f'    """A {name.replace("_", " ")} {r.choice(_WHY)}."""',
            "",
            "    name: str",
            f"    price: float = {r.randint(1, 900) / 10}",
            "",
            f"    def total(self, count: int, rate: float = {r.randint(1, 30) / 100}) -> float:",
            f'        """Return the price of so many, {r.choice(_WHY)}."""',
            f"        if count > {r.randint(2, 40)}:",
            f"            rate = rate / {r.randint(2, 9)}",
            "        prices = [self.price * (1 + rate) for _ in range(count)]",
            f'        return math.fsum(prices) if self.name != "{name}" else 0.0',
            "",
        ]
        number += 1
    return "\n".join(text) + "\n"


def write_corpus(folder: Path, size: str, count: int) -> list[Path]:
    """Write so many blueprints of a size into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"service-{number:04}.blueprint.yaml" for number in range(count)]
    for number, file in enumerate(files):
        file.write_text(write_blueprint(LINES[size], seed=number + 1), encoding="utf-8")
    return files


def _head(r: random.Random, seed: int, known: int) -> Iterator[str]:
    thing = r.choice(_THINGS)
    yield from (
        "---",
        "blueprint: 1",
        f"service: The {thing}, number {seed}",
        f"summary: How somebody gets a {thing} {r.choice(_WHY)}.",
        "state: current",
        f'version: "{r.randint(1, 9)}"',
        "owner: Head of service design",
        f"customer: Somebody with a {thing}",
        f"starts: The {thing} is wanted",
        f"ends: The {thing} is used",
        "goals:",
        f"  - name: Satisfied with the {thing}",
        f"    now: {r.randint(20, 60)} %",
        f"    target: {r.randint(70, 95)} %",
        "actors:",
    )
    for name in _ACTORS[:known]:
        yield from (f"  {name}:", f"    name: {name.title()}", f"    team: {r.choice(('Front', 'Back'))} office")
    yield "systems:"
    for name in _SYSTEMS[:known]:
        kind = {"website": "web", "ledger": "records", "archive": "records"}.get(name, "software")
        yield from (f"  {name}:", f"    name: {name.title()}", f"    kind: {kind}", "    owner: Digital team")
    yield from ("policies:", "  terms:", "    name: Terms of the house", "    source: Handbook, chapter 4", "steps:")


def _step(r: random.Random, number: int, known: int) -> Iterator[str]:
    thing = _THINGS[(number * 7 + r.randrange(5)) % len(_THINGS)]
    yield from (f"  - id: s{number}", f"    name: The {thing} {number + 1}", f"    phase: Phase {1 + number // 4}")
    yield from ("    evidence:", f"      - name: Page of the {thing} {number}", "        channel: web")
    for layer in ("customer", "frontstage", "backstage", "support"):
        count = 1 if layer in ("customer", "support") else r.choice((1, 2))
        yield f"    {layer}:"
        for place in range(count):
            yield from _card(r, layer, number, place, known)


def _card(r: random.Random, layer: str, number: int, place: int, known: int) -> Iterator[str]:
    thing = r.choice(_THINGS)
    yield f"      - id: {layer[0]}{number}{'ab'[place]}"
    yield f"        does: {r.choice(_DOES[layer]).format(thing)}"
    if layer == "customer":
        yield f"        feels: {r.randint(-1, 2)}"
        if number % 5 == 1:
            yield "        moment: true"
    else:
        yield f"        by: {r.choice((_SYSTEMS if layer == 'support' else _ACTORS)[:known])}"
        yield f"        takes: {r.choice(('5 min', '10 min', '20 min', '1-2 h'))}"
    if layer == "frontstage":
        yield f"        channel: {r.choice(_CHANNELS)}"
        if r.random() < 0.5:
            yield from ("        measures:", f"          - name: Answers {r.choice(_WHY)}")
            yield from (f"            now: {r.randint(20, 60)} %", f"            target: {r.randint(70, 95)} %")
    if layer == "backstage":
        yield f"        uses: [{', '.join(r.sample(_SYSTEMS[:known], r.choice((1, 2))))}]"
        yield "        follows: terms"
        if r.random() < 0.5:
            yield from ("        fails:", f"          what: The {thing} is missing {r.choice(_WHY)}")
            yield from ("          recovery: Calls the customer back", "          owner: Team lead")
        if r.random() < 0.4:
            yield from ("        pain:", f"          id: p{number}{place}")
            yield f"          what: Nobody knows the {thing} {r.choice(_WHY)}"
            yield "          severity: low"
        yield from ("        to:", f"          - card: f{number}a", f"            carries: {thing}")
    if layer == "support":
        yield f"        note: Kept for {r.randint(2, 10)} years, {r.choice(_WHY)}."
        yield from ("        to:", f"          - card: b{number}a", f"            carries: {thing}")
