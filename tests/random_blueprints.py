"""Random blueprints as YAML: dense, with every annotation, hubs and awkward words; the same for the same seed."""

from __future__ import annotations

import json
import random

LAYERS = ("customer", "frontstage", "backstage", "support")
WORDS = (
    "Asks for an appointment",
    "Signs",
    "Checks the papers against the register of the district, and writes a short note for the file",
    'Says "we have your parcel" & waves',
    "Grüßt die Gäste",
    "確認書類を受け取り、控えを渡す",
    "Prints <label> with 100 % of the width",
    "Pays \\ signs",
    "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
    "🙂 Smiles",
)
THINGS = ("Letter", "Sign at the door", "Ticket", 'The "blue" form', "SMS")


def make_blueprint(seed: int, *, steps: int = 30, cell: int = 3, hub: int = 20) -> str:
    """Return a blueprint of up to `steps` steps, `cell` cards a cell, and some cards with up to `hub` links.

    The text is JSON, which is YAML too. It has no structural error; its pitfalls are whatever chance made them.
    """
    r = random.Random(seed)
    count = r.randint(1, steps)
    systems = {f"sys{i}": {"name": f"System {i}", "owner": "IT"} for i in range(4)}
    actors = {name: {"name": name.title(), "team": r.choice(["Desk", "Yard"])} for name in ("ann", "ben", "cleo")}
    made = []
    ids: list[str] = []
    for number in range(count):
        step: dict[str, object] = {"id": f"s{number}", "name": f"Step {number + 1}"}
        if count > 6:
            step["phase"] = f"Phase {1 + number * 3 // count}"
        if r.random() < 0.6:
            step["evidence"] = r.sample(THINGS, r.randint(1, cell - 1 or 1))
        for layer in LAYERS:
            cards = [_card(r, layer, f"{layer[0]}{number}{i}", systems, actors) for i in range(r.randint(0, cell))]
            ids += [str(card["id"]) for card in cards]
            if cards:
                step[layer] = cards
        made.append(step)
    cards_by_id = {card["id"]: card for step in made for layer in LAYERS for card in step.get(layer, [])}  # type: ignore[attr-defined]
    for _ in range(round(len(ids) * r.uniform(0.3, 1.5))):
        _link(r, cards_by_id, r.choice(ids), r.choice(ids))
    for _ in range(r.randint(0, 2) if ids else 0):
        centre = r.choice(ids)
        for other in r.sample(ids, min(len(ids), r.randint(4, hub))):
            _link(r, cards_by_id, *((centre, other) if r.random() < 0.5 else (other, centre)))
    data = {
        "blueprint": 1,
        "service": f"Random service {seed}",
        "owner": "Service owner",
        "actors": actors,
        "systems": systems,
        "policies": {"law": {"name": "The law"}},
        "steps": made or [{"name": "Nothing"}],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _card(
    r: random.Random, layer: str, name: str, systems: dict[str, dict[str, str]], actors: dict[str, dict[str, str]]
) -> dict[str, object]:
    card: dict[str, object] = {"id": name, "does": r.choice(WORDS)}
    choices: dict[str, object] = {
        "takes": r.choice(["5 min", "1-2 h", "3 wd"]),
        "waits": r.choice(["4 h", "2 d"]),
        "pain": {"what": "Nobody knows", "severity": "high"},
        "fails": {"what": "It breaks", "recovery": "Starts again", "owner": "Desk"},
        "question": "How often?",
        "measures": {"name": "Complaints", "now": "12 %", "target": "3 %"},
    }
    if layer == "customer":
        choices |= {"moment": True, "feels": r.randint(-2, 2)}
    else:
        choices |= {
            "by": r.choice(["ann", ["ann", "ben"], "sys1"]),
            "uses": r.sample([*systems], r.randint(1, 3)),
            "automation": r.choice(["manual", "assisted", "automatic"]),
            "follows": "law",
            "sla": "5 d",
            "repeats": "weekly",
            "idea": {"what": "Let them do it", "kind": r.choice(["automate", "augment"])},
        }
    if layer == "frontstage":
        choices["channel"] = r.choice(["phone", "branch", ["web", "app"]])
    card |= {key: value for key, value in choices.items() if r.random() < 0.25}
    return card


def _link(r: random.Random, cards: dict[str, dict[str, object]], source: str, target: str) -> None:
    link: dict[str, object] = {"card": target}
    if r.random() < 0.3:
        link["carries"] = r.choice(["file", "the whole order form", "ja"])
    if r.random() < 0.2:
        link["kind"] = r.choice(["notifies", "rework"])
    if r.random() < 0.1:
        link["mutual"] = True
    if r.random() < 0.1:
        link["pain"] = "Gets lost"
    links = cards[source].setdefault("to", [])
    if isinstance(links, list) and all(one["card"] != target for one in links):
        links.append(link)
