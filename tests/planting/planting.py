"""The plants of this folder, and what the linter finds in each that it does not find in the clean file."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from edits import apply_edit, planted_tree, select, write
from museum import museum
from ruamel.yaml import YAML

from blueprint_cli.findings.finding import Finding
from blueprint_cli.lint import Settings, lint_document
from blueprint_cli.rules.levels import chosen_levels
from blueprint_cli.rules.registry import RULES

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
TODAY = date(2026, 11, 21)
_BASES = {
    "theatre": SAMPLES / "theatre-visit.blueprint.yaml",
    "parcel": SAMPLES / "webshop-parcel.blueprint.yaml",
    "return": SAMPLES / "product-return-target.blueprint.yaml",
    "laundry": HERE / "laundry.blueprint.yaml",
    "blank": HERE / "blank.blueprint.yaml",
}
REGISTERED = {rule.name for rule in RULES}


@dataclass
class Plant:
    """One pitfall planted in one clean blueprint, and what came of it."""

    rule: str
    data: dict[str, Any]
    label: str
    new: list[Finding] = field(default_factory=list)
    found: bool = False
    text: str = ""

    @property
    def kept(self) -> bool:
        """Whether it is of the third that is kept for the last run."""
        return "kept" in self.data

    @property
    def accepted(self) -> set[str]:
        """The rule, and the one that tells its cause as the bigger finding on the same card (`told-by`)."""
        return {self.rule, *([self.data["told-by"]] if "told-by" in self.data else [])}

    @property
    def extra(self) -> list[Finding]:
        """New findings beyond the first of the rule and those that the plant itself announces (`also`)."""
        announced = {*self.accepted, *self.data.get("also", ())}
        mine = [f for f in self.new if f.rule in self.accepted]
        again = [] if self.rule in self.data.get("also", ()) else mine[1:]
        return again + [f for f in self.new if f.rule not in announced]


def read_plants() -> list[Plant]:
    """Return every plant of the data files, rules that are not yet built among them."""
    plants = []
    for path in sorted(HERE.glob("plants-*.yaml")):
        for rule, rows in YAML(typ="base").load(path.read_text(encoding="utf-8")).items():
            plants += [Plant(rule, row, f"{rule} {number} in {row['in']}") for number, row in enumerate(rows, 1)]
    return plants


@cache
def _base(name: str) -> Any:
    if name.startswith("museum-"):
        return museum(int(name.removeprefix("museum-")))
    return YAML(typ="base").load(_BASES[name].read_text(encoding="utf-8"))


def base_tree(name: str) -> dict[str, Any]:
    """Return a fresh tree of a clean blueprint."""
    tree: dict[str, Any] = planted_tree(copy.deepcopy(_base(name)))
    return tree


def _path_of(base: str) -> str:
    # A sample's relative paths (catalog, from, models) are read from its own folder.
    return str(_BASES.get(base, SAMPLES / "museum.blueprint.yaml").parent / f"planted-{base}.blueprint.yaml")


def lint_text(base: str, text: str, today: date) -> list[Finding]:
    """Lint text as the file `base`, strict."""
    levels = chosen_levels("strict", (), ())
    return lint_document(_path_of(base), text.encode(), Settings(today, "strict"), levels).findings


@cache
def findings_before(base: str) -> tuple[Finding, ...]:
    """Return the findings of the clean file; a museum of any length is compared with one of eight columns."""
    name = "museum-8" if base.startswith("museum-") else base
    return tuple(lint_text(name, write(base_tree(name))[0], TODAY))


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.rule, finding.card, finding.message)


def grow(plant: Plant) -> Plant:
    """Plant, lint and compare; the plant tells what was found."""
    data, base = plant.data, plant.data["in"]
    tree = base_tree(base)
    edits = [data] if "at" in data else []
    touched: list[Any] = []
    for edit in [*edits, *data.get("edits", []), *data.get("fix", [])]:
        nodes = apply_edit(tree, edit)
        # What is planted all over the file may be told anywhere in it.
        touched += [tree] if set(edit["at"]) & set("*{") else nodes
    where = data.get("found", "")
    if where == "any" or not touched:
        touched = [tree]
    elif where:
        touched = [node for node, _, _ in select(tree, where)]
    plant.text, places = write(tree)
    known = Counter(map(_key, findings_before(base)))
    today = date.fromisoformat(data["today"]) if "today" in data else TODAY
    for finding in lint_text(base, plant.text, today):
        if known[_key(finding)]:
            known[_key(finding)] -= 1
        else:
            plant.new.append(finding)
    spans = [places[id(node)] for node in touched if id(node) in places]
    assert spans, f"{plant.label}: nothing of the plant is in the file"
    plant.found = any(
        finding.rule in plant.accepted and any(first <= finding.span.line <= last for first, last in spans)
        for finding in plant.new
    )
    return plant
