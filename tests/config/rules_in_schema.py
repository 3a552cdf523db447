"""Writes into `schemas/config.schema.json` what comes from the code: rules, their options, kinds of change.

    python tests/config/rules_in_schema.py

A test fails where the file is not what this would write.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from blueprint_cli.changes.kinds import KINDS
from blueprint_cli.rules.catalogue import list_rules
from blueprint_cli.rules.engine import ALWAYS_ERRORS
from blueprint_cli.rules.registry import RULES

FILE = Path(__file__).parents[2] / "schemas" / "config.schema.json"
LEVEL = {"$ref": "#/$defs/severity"}
#: Beside `LEVEL` and not in it: there an editor would show it in place of what the rule finds.
SEVERITY = {
    "title": "severity",
    "description": "How severe its findings are; off turns the rule off. Errors make the exit code 1, unless --fail-on "
    "says otherwise.",
    **LEVEL,
}


def complete(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with every rule, option and kind of change."""
    done: dict[str, Any] = json.loads(json.dumps(schema))
    done["$defs"]["rules"]["properties"] = rules()
    done["$defs"]["changes"]["properties"] = {
        kind.name: {"description": f"{kind.words}. {kind.why} Usually {kind.level}.", "$ref": "#/$defs/changeLevel"}
        for kind in KINDS.values()
    }
    return done


def rules() -> dict[str, Any]:
    options = {rule.name: rule.options for rule in RULES}
    found = {}
    for entry in list_rules():
        if entry.name in ALWAYS_ERRORS:
            continue
        levels = ", ".join(f"{level} in {profile}" for profile, level in entry.severities.items())
        own = {
            option.name: {
                "title": option.name,
                "description": f"{option.description} It is {option.takes}; {option.default} unless said otherwise.",
                "default": option.default,
                **option.schema(),
            }
            for option in options.get(entry.name, ())
        }
        found[entry.name] = {
            "title": entry.name,
            "description": f"{entry.documentation.summary} Severity: {levels}.",
            "anyOf": [
                LEVEL,
                {"type": "object", "properties": {"severity": SEVERITY, **own}, "additionalProperties": False},
            ],
        }
    return found


def write(schema: dict[str, Any]) -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(write(complete(json.loads(FILE.read_text("utf-8")))), "utf-8")
