"""A blueprint that uses every field of the language, a catalog, and seeded ways to spoil them."""

from __future__ import annotations

import copy
import random
from typing import Any

from blueprint_cli.document import Map, Seq

_PAIN = {"id": "slow", "what": "Nobody knows", "severity": "high", "cause": "pay/finance"}
_FAIL = {"what": "The mail bounces", "recovery": "A call", "owner": "Sales"}
_MEASURE = {"name": "Contacts", "now": "31 %", "target": 5, "source": "Log"}
_PROVIDER = {
    "does": "Reviews the case",
    "id": "review",
    "by": ["finance", "crm"],
    "owner": "Finance",
    "channel": ["email", "post"],
    "uses": "crm",
    "follows": ["window"],
    "process": "inspection",
    "to": [{"card": "pay/finance", "carries": "A form", "via": "e-mail", "kind": "rework", "mutual": True,
            "pain": _PAIN, "fails": [_FAIL, "Nothing arrives"]}, "ask/customer"],
    "needs": ["ask/customer"],
    "takes": "5-15 min",
    "waits": "7 d",
    "sla": 4,
    "repeats": "weekly",
    "automation": "manual",
    "enters": ["number", 12],
    "approves": "The refund",
    "pain": ["Slow", _PAIN],
    "fails": _FAIL,
    "idea": {"id": "rule", "what": "Decide by rule", "kind": "automate", "owner": "IT", "answers": ["slow"]},
    "answers": "slow",
    "measures": [_MEASURE, "Contacts"],
    "basis": "observed",
    "source": "A visit",
    "question": "How many?",
    "note": "Only on Mondays",
}  # fmt: skip
_DECLARED = {
    "actors": {"finance": {"name": "Analyst", "kind": "person", "team": "Finance"}, "sales": "Sales", "x": None},
    "systems": {"crm": {"name": "CRM", "kind": "crm", "owner": "IT", "status": "retired", "vendor": "V", "link": "L"}},
    "policies": {"window": {"name": "30 days", "source": "Terms"}},
    "processes": {"inspection": {"name": "Inspect", "model": "a.bpmn#b", "owner": "IT", "measures": _MEASURE}},
}
BLUEPRINT: dict[str, Any] = {
    "$schema": "../schemas/blueprint.schema.json",
    "blueprint": 1,
    "service": "Return",
    "summary": "A summary",
    "state": "target",
    "from": "current.blueprint.yaml",
    "version": 1.1,
    "owner": "Owner",
    "review": {"date": "2026-10-02", "by": "Head", "every": "180 d", "content": "sha256:00"},
    "customer": "Shopper",
    "starts": "A",
    "ends": None,
    "takes": "10 d",
    "promise": {"within": "5 d", "from": "ask", "to": "pay"},
    "goals": [_MEASURE],
    "pain": "Too slow",
    "accepts": {"old-pain": "Not ours", "other": None},
    "note": True,
    "language": "pt-BR",
    "basis": "assumed",
    "lanes": "layer",
    "catalog": ["a.yaml"],
    **_DECLARED,
    "steps": [
        {
            "name": "Ask",
            "phase": "Before",
            "note": "n",
            "takes": "1 d",
            "waits": "2 d",
            "evidence": [
                "Page",
                {"name": "Form", "id": "form", "channel": "web", "owner": "IT", "link": "l", "note": "n"},
            ],
            "customer": [{"does": "Asks", "moment": False, "feels": -2, "pain": "Waits"}, "Waits"],
            "frontstage": "Answers",
            "backstage": [_PROVIDER],
            "support": {"does": "Pays", "to": "pay/finance"},
        },
        {"id": "pay", "customer": None, "evidence": "Letter", "backstage": []},
    ],
}  # fmt: skip
CATALOG: dict[str, Any] = {"$schema": None, "note": "Shared", **_DECLARED}

_WORDS = (
    "does",
    "name",
    "feels",
    "moment",
    "if",
    "label",
    "what",
    "a b",
    "customer",
    "Ünïcödé",
    "card",
    "to",
    "",
    "$ref",
)
_SCALARS = (
    None, True, False, 0, 1, 2, -2, 3, 1.0, 1.5, -2.0, "", " ", "1", "yes", "no", "true", "current", "future", "weekly",
    "customer", "a/b", "a b", "kürzel-1", "id\n", "2026-13-01", "2026-10-02\n", "de\n", "high", "notifies", "Text",
)  # fmt: skip


_REQUIRED = ("blueprint", "service", "steps", "name", "does", "what", "card", "within")


def spoil(data: dict[str, Any], r: random.Random) -> dict[str, Any]:
    """Return a thinned copy in which one to three things are taken away, renamed, put in or replaced."""
    data = _thin(data, r)
    for _ in range(r.choice((1, 1, 1, 2, 3))):
        places = list(_containers(data))
        _change(r.choice(places), places, r)
    return data


def _thin(value: Any, r: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: _thin(item, r) for key, item in value.items() if key in _REQUIRED or r.random() < 0.5}
    if isinstance(value, list):
        return [_thin(item, r) for item in value]
    return value


def _change(place: Any, places: list[Any], r: random.Random) -> None:
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    way = r.choice(("remove", "replace", "replace", "rename", "wrap", "put in", "swap"))
    if not keys or way == "put in":
        if isinstance(place, dict):
            place[r.choice(_WORDS)] = _value(places, r)
        else:
            place.append(_value(places, r))
        return
    key = r.choice(keys)
    if way == "remove":
        del place[key]
    elif way == "rename" and isinstance(place, dict):
        place[r.choice((*_WORDS, *_slips(str(key))))] = place.pop(key)
    elif way == "wrap":
        place[key] = r.choice(([place[key]], {"does": place[key]}, {"what": place[key]}))
    elif way == "swap":
        place[key] = copy.deepcopy(r.choice(places))
    else:
        place[key] = _value(places, r)


def _value(places: list[Any], r: random.Random) -> Any:
    return copy.deepcopy(r.choice((*_SCALARS, [], {}, ["Text"], {"does": "Text"}, r.choice(places))))


def _slips(key: str) -> tuple[str, str, str]:
    return key.upper(), key + "s", key[1:]


def _containers(value: Any) -> Any:
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _containers(inner)


def as_tree(value: Any) -> Any:
    """Return plain data as the reader would give it, empty values set aside; the places are all the same."""
    if isinstance(value, dict):
        tree = Map()
        for key, item in value.items():
            tree.key_spans[key] = tree.span
            if item is None:
                tree.empty[key] = tree.span
            else:
                tree[key] = as_tree(item)
                tree.value_spans[key] = tree.span
        return tree
    if isinstance(value, list):
        seq = Seq()
        seq.extend(as_tree(item) for item in value)
        seq.item_spans.extend(seq.span for _ in value)
        return seq
    return value
