"""Blueprints of the sizes that speed is measured on: services with every annotation, whose links run a few steps on."""

from __future__ import annotations

import json
import random

#: Steps of each size, for about 20, 60 and 420 boxes with 15, 50 and 380 arrows, as the pictures of the study had.
SIZES = {"small": 3, "medium": 10, "large": 68}

_DOES = {
    "customer": ("Looks for a repair shop", "Books a visit", "Brings the bicycle", "Waits for a call", "Pays"),
    "frontstage": ("Greets at the counter", "Writes down what is broken", "Tells the price", "Hands the bicycle back"),
    "backstage": ("Orders the missing parts", "Repairs the gears", "Tests the brakes", "Writes the bill"),
    "support": ("Keeps the parts in stock", "Trains the mechanics", "Calibrates the test bench"),
}
_EVIDENCE = ("Web page", "Sign at the door", "Ticket on the handlebar", "Text message", "Bill")
_SYSTEMS = ("Till", "Stock list", "Calendar", "Messages")


def make_sized(steps: int, seed: int = 1) -> str:
    """Return a blueprint of so many steps as JSON, which is YAML too; the same for the same seed."""
    r = random.Random(seed)
    systems = {name.split()[0].lower(): {"name": name, "owner": "Office"} for name in _SYSTEMS}
    actors = {name: {"name": name.title(), "team": "Shop"} for name in ("clerk", "mechanic", "apprentice")}
    made: list[dict[str, object]] = []
    cards: list[tuple[int, dict[str, object]]] = []
    for number in range(steps):
        step: dict[str, object] = {"id": f"s{number}", "name": f"Step {number + 1}"}
        if steps > 4:
            step["phase"] = f"Phase {1 + number * 4 // steps}"
        if r.random() < 0.8:
            step["evidence"] = r.sample(_EVIDENCE, r.choice([1, 1, 2]))
        for layer, chance in (("customer", 1.0), ("frontstage", 0.9), ("backstage", 0.85), ("support", 0.6)):
            count = 1 if layer == "customer" else r.choice([0, 1, 1, 1, 2, 2]) if r.random() < chance else 0
            here = [_card(r, layer, f"{layer[0]}{number}{'ab'[place]}", systems, actors) for place in range(count)]
            if here:
                step[layer] = here
                cards += [(number, card) for card in here]
        made.append(step)
    _link(r, cards)
    data = {
        "blueprint": 1,
        "service": "Bicycle repair",
        "state": "current",
        "version": "3",
        "owner": "Shop keeper",
        "customer": "Somebody who rides to work",
        "actors": actors,
        "systems": systems,
        "policies": {"warranty": {"name": "Warranty terms"}},
        "steps": made,
    }
    return json.dumps(data, indent=1)


def _card(
    r: random.Random, layer: str, name: str, systems: dict[str, dict[str, str]], actors: dict[str, dict[str, str]]
) -> dict[str, object]:
    card: dict[str, object] = {"id": name, "does": r.choice(_DOES[layer])}
    pain = {"what": "Nobody says when it will be ready", "severity": "high"}
    fails = {"what": "The part does not fit", "recovery": "Orders another one", "owner": "Mechanic"}
    more: list[tuple[float, str, object]] = [(0.2, "pain", pain), (0.1, "question", "How many never come back?")]
    if layer == "customer":
        more += [(0.3, "feels", r.randint(-2, 2)), (0.1, "moment", True)]
    else:
        card["by"] = r.choice([*actors])
        more += [
            (0.45, "uses", r.sample([*systems], r.choice([1, 1, 2]))),
            (0.3, "takes", r.choice(["5 min", "20 min", "1-2 h"])),
            (0.15, "waits", r.choice(["4 h", "2 d", "1 wk"])),
            (0.2, "automation", r.choice(["manual", "assisted", "automatic"])),
            (0.15, "follows", "warranty"),
            (0.15, "fails", fails),
            (0.15, "measures", {"name": "Done in a day", "now": "40 %", "target": "80 %"}),
        ]
    if layer == "frontstage":
        card["channel"] = r.choice(["phone", "branch", "web"])
    return card | {key: value for chance, key, value in more if r.random() < chance}


def _link(r: random.Random, cards: list[tuple[int, dict[str, object]]]) -> None:
    """Link cards to later ones, most of them near."""
    wanted, seen = round(len(cards) * 1.2), set()
    while len(seen) < wanted:
        one, two = sorted(r.sample(range(len(cards)), 2))
        (step, source), (later, target) = cards[one], cards[two]
        if (one, two) in seen or later - step > r.choice([0, 1, 1, 2, 4]):
            continue
        seen.add((one, two))
        link: dict[str, object] = {"card": target["id"]}
        if r.random() < 0.2:
            link["carries"] = r.choice(["bicycle", "order", "price"])
        elif r.random() < 0.1:
            link["kind"] = "notifies"
        links = source.setdefault("to", [])
        assert isinstance(links, list)
        links.append(link)
