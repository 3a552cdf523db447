"""Generated clean blueprints: a walk through a museum, in as many columns as asked for."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

_HEAD = """
blueprint: 1
service: Museum visit
state: current
version: 1.0.0
owner: Head of Visits
review: {date: 2026-11-01, by: Visit round, every: 365 d}
customer: Visitor
starts: The visitor stands before the house
ends: The visitor talks about it at home
goals:
  - {name: Visitors who come again within a year, now: 20 %, target: 30 %, source: Survey 2026}
actors:
  guard: {name: Room guard, team: House}
  keeper: {name: Collection keeper, team: Collection}
systems:
  till: {name: Cash desk, kind: payments, owner: House}
  archive: {name: Collection archive, kind: records, owner: Collection}
  climate: {name: Climate control, kind: building, owner: House}
steps: []
"""

# Per column: name, evidence, customer, frontstage (guard), backstage (keeper), support and its system.
_COLUMNS = (
    ("Arrive", "Stone steps", "Climbs the steps", "Opens the door", "Lights the rooms", "Warms the halls", "climate"),
    ("Look", "Picture labels", "Stands before a picture", "Points out a detail", "Hangs the pictures",
     "Holds the story of each picture", "archive"),
    ("Ask", "Visitor book", "Asks who painted it", "Tells about the painter", "Studies letters of the painter",
     "Holds the letters", "archive"),
    ("Rest", "Bench", "Sits down", "Brings a folding stool", "Chooses quiet corners", "Cools the air", "climate"),
    ("Shop", "Postcards", "Chooses a postcard", "Wraps the postcard", "Chooses motifs", "Prices the postcards", "till"),
    ("Plan", "Floor plan", "Chooses a route", "Explains the floors", "Draws the route", "Dims empty rooms", "climate"),
    ("Listen", "Loudspeaker", "Listens to a tale", "Reads a tale aloud", "Writes tales", "Holds the tales", "archive"),
    ("Draw", "Pencils", "Draws a statue", "Lends pencils", "Sharpens pencils", "Lights the statue", "climate"),
)  # fmt: skip
_ROOMS = ("bronze", "glass", "silk", "amber", "iron", "marble", "paper", "silver", "oak", "ivory", "clay", "gold")


def museum(columns: int) -> dict[str, Any]:
    """Return a blueprint of so many columns, as a tree of mappings, lists and source text."""
    tree: dict[str, Any] = YAML(typ="base").load(_HEAD)
    for number in range(columns):
        name, evidence, customer, front, back, support, system = _COLUMNS[number % len(_COLUMNS)]
        lap = number // len(_COLUMNS)
        room = f" of {_ROOMS[(lap - 1) % len(_ROOMS)]}" if lap else ""
        step: dict[str, Any] = {
            "name": f"{name}{room}",
            "evidence": evidence,
            "customer": {"does": f"{customer}{room}"},
            "frontstage": {"does": f"{front}{room}", "by": "guard", "channel": "hall", "uses": "archive"},
            "backstage": {"does": f"{back}{room}", "by": "keeper", "uses": "archive"},
            "support": {"does": f"{support}{room}", "by": system, "automation": "automatic"},
        }
        if number == 1:
            step["customer"] |= {"moment": "true", "feels": "2"}
            step["backstage"]["fails"] = {"what": "A frame breaks", "recovery": "A copy hangs", "owner": "House"}
        tree["steps"].append(step)
    return tree
