"""Edits of a parsed blueprint, and its text with the lines of every node.

A tree is of `dict`, `list` and `Text`; every text is the source text of a scalar. Selection makes lists of cells and
mappings of the cards selected, so that nodes are told apart by identity, before and after an edit.
"""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from itertools import product
from typing import Any

LAYERS = ("evidence", "customer", "frontstage", "backstage", "support")
_TABLES = ("goals", "actors", "systems", "policies", "processes")
_PLAIN = {"true", "false", "yes", "no"}


class Text(str):
    """A scalar that can be told apart from an equal one."""


def planted_tree(node: Any) -> Any:
    """Return a copy of a tree with every scalar a `Text` of its own, and without its nulls."""
    if isinstance(node, dict):
        return {str(k): planted_tree(v) for k, v in node.items() if str(v) not in ("null", "~")}
    if isinstance(node, list):
        return [planted_tree(item) for item in node]
    return Text(node)


def slug(name: str) -> str:
    """Return a step's id by its name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _patterns(path: str) -> list[str]:
    # `{book,arrive}/frontstage/*` stands for both steps.
    parts = [part.split(",") if braces else [part] for braces, part in re.findall(r"(\{)?([^{}]+)\}?", path)]
    return ["".join(chosen) for chosen in product(*parts)]


def cell(step: dict[str, Any], layer: str) -> list[Any]:
    """Return the cards of a cell as the list that stands in the tree."""
    value = step.get(layer)
    if value is None:
        return []
    if not isinstance(value, list):
        value = step[layer] = [value]
    return value


def _as_mapping(cards: list[Any], index: int, layer: str) -> dict[str, Any]:
    card = cards[index]
    if not isinstance(card, dict):
        card = cards[index] = {"name" if layer == "evidence" else "does": card}
    return card


def select(tree: dict[str, Any], path: str) -> list[tuple[Any, list[Any] | dict[str, Any] | None, str]]:
    """Return (node, where it stands, its layer) for each node at a path of the plants' notation."""
    if path == "":
        return [(tree, None, "")]
    found = [hit for pattern in _patterns(path) for hit in _select_one(tree, pattern)]
    assert found, f"no node at {path!r}"
    return found


def _select_one(tree: dict[str, Any], path: str) -> list[tuple[Any, Any, str]]:
    parts = path.split("/")
    if parts[0] in _TABLES:
        table = tree[parts[0]]
        if isinstance(table, list):
            return [(table[int(parts[1]) - 1], table, "")]
        if not isinstance(table[parts[1]], dict):
            table[parts[1]] = {"name": table[parts[1]]}
        return [(table[parts[1]], table, "")]
    if parts[0] == "steps":
        parts = parts[1:]
    steps = [step for step in tree["steps"] if fnmatchcase(slug(step["name"]), parts[0])]
    if not steps:
        return _by_id(tree, parts[0])
    if len(parts) == 1:
        return [(step, tree["steps"], "step") for step in steps]
    hits: list[tuple[Any, Any, str]] = []
    for step in steps:
        for layer in LAYERS[1:] if parts[1] == "*" else [parts[1]]:
            cards = cell(step, layer)
            wanted = parts[2] if len(parts) > 2 else ("1" if len(cards) == 1 else "")
            assert wanted or not cards, f"{path!r} has {len(cards)} cards: say which"
            for index in range(len(cards)):
                if wanted in ("*", str(index + 1)):
                    # A bare support word is its system; it stays bare where all cards are meant.
                    node = cards[index] if wanted == "*" else _as_mapping(cards, index, layer)
                    hits.append((node, step, layer))
    return hits


def _by_id(tree: dict[str, Any], name: str) -> list[tuple[Any, Any, str]]:
    return [
        (card, step, layer)
        for step in tree["steps"]
        for layer in LAYERS
        for card in cell(step, layer)
        if isinstance(card, dict) and card.get("id") == name
    ]


def _merge(target: dict[str, Any], change: dict[str, Any]) -> None:
    for key, value in change.items():
        if str(value) in ("null", "~"):
            target.pop(key, None)
        elif isinstance(value, dict) and key == "to" and isinstance(target.get(key), Text) and "card" not in value:
            target[key] = {"card": target[key], **planted_tree(value)}
        elif isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = planted_tree(value)
    for key in [key for key, value in target.items() if value in ({}, [])]:
        del target[key]


def _add(node: dict[str, Any], added: dict[str, Any], first: bool) -> list[Any]:
    touched = []
    for key, value in added.items():
        existing = node.get(key, [])
        cards = existing if isinstance(existing, list) else [existing]
        new = [planted_tree(item) for item in (value if isinstance(value, list) else [value])]
        node[key] = new + cards if first else cards + new
        touched += new
    return touched


def apply_edit(tree: dict[str, Any], edit: dict[str, Any]) -> list[Any]:
    """Apply one edit in place; return the nodes in which its finding may stand."""
    touched: list[Any] = []
    for node, parent, layer in select(tree, edit["at"]):
        place = node
        if "does" in edit:
            node["name" if layer == "evidence" else "does"] = Text(edit["does"])
        if "set" in edit and isinstance(node, dict):
            _merge(node, edit["set"])
        if "unuse" in edit and isinstance(node, dict):
            for key in ("uses", "by"):
                value = node.get(key, [])
                left = [name for name in (value if isinstance(value, list) else [value]) if name != edit["unuse"]]
                node.pop(key, None)
                if left:
                    node[key] = left
        if "remove" in edit or "move" in edit:
            assert isinstance(parent, dict)
            rest = [card for card in cell(parent, layer) if card is not node]
            parent.pop(layer)
            if rest:
                parent[layer] = rest
            place = parent
        if "move" in edit:
            parent[edit["move"]] = [*cell(parent, edit["move"]), node]
            place = node
        if "add" in edit or "add-first" in edit:
            touched += _add(node, edit.get("add") or edit["add-first"], "add-first" in edit)
        else:
            touched.append(place)
    return touched


def write(tree: Any) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return a tree as YAML in block style, and the first and last line (1-based) of each node by its identity."""
    lines: list[str] = []
    places: dict[int, tuple[int, int]] = {}

    def emit(node: Any, indent: str, lead: str, key: str) -> None:
        first = len(lines) + 1
        if isinstance(node, dict) and node:
            for number, (name, value) in enumerate(node.items()):
                start = lead if number == 0 else indent
                if isinstance(value, (dict, list)) and value:
                    lines.append(f"{start}{name}:")
                    key_line = len(lines)
                    emit(value, indent + "  ", indent + "  ", name)
                    places[id(value)] = (key_line, len(lines))
                else:
                    emit(value, indent, f"{start}{name}: ", name)
        elif isinstance(node, list) and node:
            for item in node:
                emit(item, indent + "  ", f"{indent}- ", key)
        else:
            lines.append(lead + _scalar(node, key))
        places[id(node)] = (first, len(lines))

    emit(tree, "", "", "")
    return "\n".join(lines) + "\n", places


def _scalar(node: Any, key: str) -> str:
    if isinstance(node, (dict, list)):
        return "[]" if isinstance(node, list) else "{}"
    # Numbers and booleans are read in these fields only; everywhere else quoted text is the same as plain text.
    return str(node) if key in ("blueprint", "feels") or node in _PLAIN else json.dumps(str(node), ensure_ascii=False)
