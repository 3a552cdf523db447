"""Whatever stands in a configuration: it is taken, or refused in sentences; nothing else is raised."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from config_files import Put

from blueprint_cli.config.configs import ConfigProblem, Configs

BASE = """\
extends: base.yaml
profile: strict
rules:
  no-evidence: off
  long-card: {severity: info, words: 12}
  stale-review:
    every: 90 d
overrides:
  - files: [drafts/**, "[ab]*.yaml"]
    profile: draft
    vocabulary: [Save Button, "C++"]
exclude: [archive/, "*.template.blueprint.yaml"]
catalog: catalog.yaml
vocabulary: Gateway Desk
diff:
  levels: {evidence-removed: info}
  approve:
    - {change: evidence-removed a/b, reason: It is gone, until: 2027-01-31}
"""
PIECES = [
    "",
    " ",
    "\n",
    ":",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "null",
    "~",
    "*",
    "&a ",
    "!",
    "#",
    "'",
    '"',
    "\t",
    "ü",
    "0",
    "[*",
    "a: ",
]


def mutate(text: str, pick: random.Random) -> str:
    for _ in range(pick.randint(1, 4)):
        if pick.random() < 0.3:
            lines = text.split("\n")
            start = pick.randrange(len(lines))
            lines[start : start + pick.randint(0, 2)] = pick.sample(lines, pick.randint(0, 2))
            text = "\n".join(lines)
        else:
            at = pick.randrange(len(text) + 1)
            text = text[:at] + pick.choice(PIECES) + text[at + pick.randint(0, 3) :]
    return text


@pytest.mark.parametrize("seed", range(8))
def test_no_text_raises_anything_else(seed: int, put: Put) -> None:
    put("base.yaml", "rules: {too-fine: off}\n")
    put("catalog.yaml", "systems: {crm: CRM}\n")
    pick, taken = random.Random(seed), 0
    for _ in range(60):
        put("bp.yaml", mutate(BASE, pick))
        try:
            configs = Configs()
            configs.in_force("drafts/a.blueprint.yaml")
            configs.excluded_by("drafts/a.blueprint.yaml")
            taken += 1
        except ConfigProblem as problem:
            for line in str(problem).splitlines():
                assert re.match(r"(?:bp|base|catalog)\.yaml:\d+:\d+: \S|… and \d+ more\.$", line)
                assert not re.search(r"\b(?:None|True|False)\b|<class|\{'", line)
    assert taken
    assert Path("bp.yaml").exists()
