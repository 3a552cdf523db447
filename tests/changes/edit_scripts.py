"""Random edits of a blueprint's data, each with the change that it makes; the same for the same seed.

An edit takes the data and a random generator, changes the data in place and returns what it should be told as: the
kind, and the words of the element after the edit (None where either of two may be named). It returns nothing, and
changes nothing, where it finds no place.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from blueprint_cli.document import read_document

LAYERS = ("evidence", "customer", "frontstage", "backstage", "support")
WORK = LAYERS[2:]
Data = dict[str, Any]
Told = tuple[str, str | None]

#: Cards that are like no card of the samples.
FRESH = (
    "Waters the plants of the lobby",
    "Hums a melody to the goldfish",
    "Paints seven fences in purple",
    "Tunes an old violin",
    "Feeds pigeons behind the barn",
    "Juggles oranges at dusk",
    "Knits woollen socks",
    "Polishes brass trumpets",
    "Bakes rhubarb tarts",
    "Sweeps autumn leaves",
)
WORDS = ("carefully", "twice", "quickly", "together", "again", "politely", "briefly")
THINGS = ("Glass marble", "Velvet curtain", "Copper kettle", "Wooden spoon", "Silk umbrella")
TIMES = ("1 min", "3 min", "40 min", "9 h", "6 d", "20 d")


def plain_data(path: str) -> Data:
    """Return the data of a file as plain mappings and lists, cards as mappings in lists, everywhere alike."""
    with open(path, "rb") as file:
        document = read_document(path, file.read())
    data: Data = json.loads(json.dumps(document.data))
    for step in data["steps"]:
        for layer in LAYERS:
            if layer in step:
                cards = step[layer] if isinstance(step[layer], list) else [step[layer]]
                key = "name" if layer == "evidence" else "does"
                names = {entry.get("name") for entry in data.get("systems", {}).values()}
                step[layer] = [card if isinstance(card, dict) or card in names else {key: card} for card in cards]
    return data


def as_text(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def cards(data: Data, *layers: str) -> list[tuple[Data, str, Data]]:
    """Return step, layer and card of all cards that are mappings."""
    return [
        (step, layer, card)
        for step in data["steps"]
        for layer in layers or LAYERS
        for card in step.get(layer, [])
        if isinstance(card, dict)
    ]


def words(card: Data) -> str:
    return str(card.get("does") or card["name"])


class Script:
    """A random sequence of edits on different cards and steps."""

    def __init__(self, data: Data, seed: int) -> None:
        self.r = random.Random(seed)
        self.data = copy.deepcopy(data)
        self.told: list[Told] = []
        self._touched: set[str] = set()
        self._fresh = list(FRESH)
        self._things = list(THINGS)
        self.r.shuffle(self._fresh)
        self.r.shuffle(self._things)

    def run(self, count: int, sound: Callable[[Data], bool]) -> None:
        """Make `count` edits; one that makes the blueprint unsound, such as by an address that is gone, is undone."""
        tries = 0
        while len(self.told) < count and tries < 400:
            tries += 1
            before, touched = copy.deepcopy(self.data), set(self._touched)
            told = self.r.choice(EDITS)(self)
            if told and sound(self.data):
                self.told.append(told)
            else:
                self.data, self._touched = before, touched

    def card(self, *layers: str, having: str = "", lacking: str = "") -> tuple[Data, str, Data] | None:
        """Choose a card that no edit has touched."""
        found = [
            (step, layer, card)
            for step, layer, card in cards(self.data, *layers)
            if words(card) not in self._touched
            and step["name"] not in self._touched
            and (not having or having in card)
            and (not lacking or lacking not in card)
        ]
        if not found:
            return None
        chosen = self.r.choice(found)
        self._touched.add(words(chosen[2]))
        return chosen

    def step(self) -> Data | None:
        """Choose a step that no edit has touched, nor any of its cards."""
        found = [
            step
            for step in self.data["steps"]
            if step["name"] not in self._touched
            and not any(words(card) in self._touched for other, _, card in cards(self.data) if other is step)
        ]
        if not found:
            return None
        chosen = self.r.choice(found)
        self._touched.add(chosen["name"])
        self._touched.update(words(card) for other, _, card in cards(self.data) if other is chosen)
        return chosen

    def fresh(self, layer: str) -> Data:
        """Return a new card."""
        if layer == "evidence":
            return {"name": self._things.pop()}
        card: Data = {"does": self._fresh.pop()}
        self._touched.add(card["does"])
        return card

    def once(self, name: str) -> bool:
        """Whether this is the first edit of its sort."""
        if name in self._touched:
            return False
        self._touched.add(name)
        return True


def _reword(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS)):
        return None
    _, layer, card = found
    key = "does" if "does" in card else "name"
    text = card[key].split()
    if len(text) < 3:
        return None
    if s.r.random() < 0.5:
        text.insert(s.r.randint(1, len(text)), s.r.choice(WORDS))
    else:
        text[s.r.randrange(len(text))] = s.r.choice(WORDS)
    card[key] = " ".join(text)
    s._touched.add(card[key])
    return "evidence-reworded" if layer == "evidence" else "card-reworded", card[key]


NAMES = dict(zip(LAYERS, ("evidence", "customer-action", "response", "backstage-card", "support-card"), strict=True))


def _remove_card(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS)):
        return None
    step, layer, card = found
    step[layer].remove(card)
    if not step[layer]:
        del step[layer]
    return f"{NAMES[layer]}-removed", words(card)


def _add_card(s: Script) -> Told | None:
    layer = s.r.choice(LAYERS)
    step = s.r.choice(s.data["steps"])
    card = s.fresh(layer)
    place = step.setdefault(layer, [])
    place.insert(s.r.randint(0, len(place)), card)
    return f"{NAMES[layer]}-added", words(card)


def _move_to_step(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS)):
        return None
    step, layer, card = found
    other = s.r.choice([other for other in s.data["steps"] if other is not step])
    step[layer].remove(card)
    if not step[layer]:
        del step[layer]
    other.setdefault(layer, []).append(card)
    return "evidence-moved" if layer == "evidence" else "card-moved", words(card)


def _move_to_layer(s: Script) -> Told | None:
    if not (found := s.card(*WORK)):
        return None
    step, layer, card = found
    other = s.r.choice([name for name in WORK if name != layer])
    step[layer].remove(card)
    if not step[layer]:
        del step[layer]
    step.setdefault(other, []).append(card)
    if "frontstage" in (layer, other):
        return "card-exposed" if other == "frontstage" else "card-hidden", words(card)
    return "card-to-support" if other == "support" else "card-to-backstage", words(card)


def _reorder(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS)):
        return None
    step, layer, card = found
    place = step[layer]
    if len(place) < 2:
        return None
    at = place.index(card)
    place.remove(card)
    to = s.r.choice([to for to in range(len(place) + 1) if to != at])
    place.insert(to, card)
    kind = "evidence-reordered" if layer == "evidence" else "card-reordered"
    return kind, words(card) if abs(to - at) > 1 else None


def _add_step(s: Script) -> Told | None:
    if not s.once("a step comes"):
        return None
    step = {"name": "Interlude", "customer": [s.fresh("customer")], "backstage": [s.fresh("backstage")]}
    s._touched.add("Interlude")
    s.data["steps"].insert(s.r.randint(0, len(s.data["steps"])), step)
    return "customer-step-added", "Interlude"


def _remove_step(s: Script) -> Told | None:
    if len(s.data["steps"]) < 4 or not s.once("a step goes") or not (step := s.step()):
        return None
    s.data["steps"].remove(step)
    return "customer-step-removed" if step.get("customer") else "step-removed", step["name"]


def _move_step(s: Script) -> Told | None:
    if not s.once("a step moves") or not (step := s.step()):
        return None
    steps = s.data["steps"]
    at = steps.index(step)
    steps.remove(step)
    to = s.r.choice([to for to in range(len(steps) + 1) if to != at])
    steps.insert(to, step)
    return "step-moved", step["name"] if abs(to - at) > 1 else None


def _rename_step(s: Script) -> Told | None:
    if not s.once("a step is renamed") or not (step := s.step()):
        return None
    step["name"] = s.r.choice((f"{step['name']} {s.r.choice(WORDS)}", "Moonrise"))
    s._touched.add(step["name"])
    return "step-renamed", step["name"]


def _set(
    key: str, values: tuple[Any, ...], kinds: tuple[str, str, str], *layers: str
) -> Callable[[Script], Told | None]:
    """Return an edit of a text of a card: kinds for one that comes, goes, changes."""

    def edit(s: Script) -> Told | None:
        found = s.card(*layers)
        if not found:
            return None
        card = found[2]
        old = card.get(key)
        if isinstance(old, (list, dict)):
            return None
        if old is not None and s.r.random() < 0.3:
            del card[key]
            return kinds[1], words(card)
        card[key] = s.r.choice([value for value in values if value != old])
        return kinds[0] if old is None else kinds[2], words(card)

    return edit


def _longer(key: str, name: str, *layers: str) -> Callable[[Script], Told | None]:
    def edit(s: Script) -> Told | None:
        found = s.card(*layers, lacking=key) if s.r.random() < 0.4 else s.card(*layers, having=key)
        if not found:
            return None
        card = found[2]
        if key not in card:
            card[key] = s.r.choice(TIMES)
            return f"{name}-added" if name == "sla" else f"{name}-stated", words(card)
        choice = s.r.random()
        if choice < 0.3:
            del card[key]
            return f"{name}-removed" if name == "sla" else f"{name}-unstated", words(card)
        card[key] = "90 d" if choice < 0.65 else "1 s"
        longer = choice < 0.65
        if name == "sla":
            return "sla-loosened" if longer else "sla-tightened", words(card)
        return f"{name}-longer" if longer else f"{name}-shorter", words(card)

    return edit


def _feels(s: Script) -> Told | None:
    if not (found := s.card("customer", having="feels")):
        return None
    card = found[2]
    old = int(card["feels"])
    card["feels"] = s.r.choice([value for value in range(-2, 3) if value != old])
    return "feels-better" if card["feels"] > old else "feels-worse", words(card)


def _automation(s: Script) -> Told | None:
    degrees = ["manual", "assisted", "automatic"]
    if not (found := s.card(*WORK, having="automation")):
        return None
    card = found[2]
    old = degrees.index(card["automation"])
    new = s.r.choice([degree for degree in range(3) if degree != old])
    card["automation"] = degrees[new]
    return "automation-raised" if new > old else "automation-lowered", words(card)


def _list(key: str, table: str, kinds: tuple[str, str, str], *layers: str) -> Callable[[Script], Told | None]:
    """Return an edit of a list of references: one more, one less, another one."""

    def edit(s: Script) -> Told | None:
        names = list(s.data.get(table, {}))
        found = s.card(*layers)
        if not found or not names:
            return None
        card = found[2]
        old = card.get(key, [])
        old = list(old) if isinstance(old, list) else [old]
        free = [name for name in names if name not in old]
        way = s.r.choice(("more", "less", "other"))
        if way == "more" and free:
            card[key] = [*old, s.r.choice(free)]
            return kinds[0], words(card)
        if way == "less" and old:
            old.remove(s.r.choice(old))
            card[key] = old
            if not old:
                del card[key]
            return kinds[1], words(card)
        if way == "other" and old and free:
            old[s.r.randrange(len(old))] = s.r.choice(free)
            card[key] = old
            return kinds[2], words(card)
        return None

    return edit


def _marks(card: Data, key: str) -> list[Data]:
    """Make the marks of a card a list of mappings."""
    old = card.get(key, [])
    old = old if isinstance(old, list) else [old]
    card[key] = [mark if isinstance(mark, dict) else {"what": mark} for mark in old]
    found: list[Data] = card[key]
    return found


def _add_mark(key: str, kind: str, **more: str) -> Callable[[Script], Told | None]:
    def edit(s: Script) -> Told | None:
        if not (found := s.card(*LAYERS[1:])):
            return None
        what = s._fresh.pop()
        _marks(found[2], key).append({"what": what, **more})
        return kind, what

    return edit


def _remove_mark(key: str, kind: str) -> Callable[[Script], Told | None]:
    def edit(s: Script) -> Told | None:
        if not (found := s.card(*LAYERS[1:], having=key)):
            return None
        marks = _marks(found[2], key)
        gone = marks.pop(s.r.randrange(len(marks)))
        if not marks:
            del found[2][key]
        bare = key == "fails" and "recovery" not in gone
        return f"bare-{kind}" if bare else kind, gone["what"]

    return edit


def _severity(s: Script) -> Told | None:
    levels = ["low", "medium", "high"]
    if not (found := s.card(*LAYERS[1:], having="pain")):
        return None
    pain = s.r.choice(_marks(found[2], "pain"))
    if "severity" not in pain:
        pain["severity"] = "high"
        return "pain-severity-changed", pain["what"]
    old = levels.index(pain["severity"])
    new = s.r.choice([level for level in range(3) if level != old])
    pain["severity"] = levels[new]
    return "pain-worse" if new > old else "pain-milder", pain["what"]


def _recovery(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS[1:], having="fails")):
        return None
    fail = s.r.choice(_marks(found[2], "fails"))
    if "recovery" in fail:
        del fail["recovery"]
        return "recovery-removed", fail["what"]
    fail["recovery"] = "Somebody calls back"
    return "recovery-added", fail["what"]


def _links(card: Data) -> list[Data]:
    old = card.get("to", [])
    old = old if isinstance(old, list) else [old]
    card["to"] = [link if isinstance(link, dict) else {"card": link} for link in old]
    found: list[Data] = card["to"]
    return found


def _add_link(s: Script) -> Told | None:
    found = s.card(*LAYERS[1:])
    ends = [card for _, _, card in cards(s.data, *LAYERS[1:]) if "id" in card and found and card is not found[2]]
    if not found or not ends:
        return None
    end = s.r.choice(ends)
    if words(end) in s._touched:
        return None
    s._touched.add(words(end))
    _links(found[2]).append({"card": end["id"], "carries": "A feather"})
    return "link-added", None


def _remove_link(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS[1:], having="to")):
        return None
    links = _links(found[2])
    links.pop(s.r.randrange(len(links)))
    if not links:
        del found[2]["to"]
    return "link-removed", None


def _carries(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS[1:], having="to")):
        return None
    s.r.choice(_links(found[2]))["carries"] = "A golden feather"
    return "carries-changed", None


def _link_kind(s: Script) -> Told | None:
    if not (found := s.card(*LAYERS[1:], having="to")):
        return None
    link = s.r.choice(_links(found[2]))
    if link.pop("kind", None) is None:
        link["kind"] = "notifies"
    return "link-kind-changed", None


def _file(key: str, value: str, kind: str) -> Callable[[Script], Told | None]:
    def edit(s: Script) -> Told | None:
        if not s.once(f"file {key}"):
            return None
        s.data[key] = value
        return kind, s.data["service"]

    return edit


def _promise(s: Script) -> Told | None:
    promise = s.data.get("promise")
    if not promise or not s.once("promise"):
        return None
    longer = s.r.random() < 0.5
    if isinstance(promise, dict):
        promise["within"] = "99 d" if longer else "1 min"
    else:
        s.data["promise"] = "99 d" if longer else "1 min"
    return "promise-longer" if longer else "promise-shorter", s.data["service"]


def _entry(table: str, key: str, value: str, kind: str) -> Callable[[Script], Told | None]:
    def edit(s: Script) -> Told | None:
        entries = s.data.get(table)
        if not entries or not s.once(f"{table} {key}"):
            return None
        name = s.r.choice(list(entries))
        if not s.once(f"entry {name}"):
            return None
        if not isinstance(entries[name], dict):
            return None
        entries[name][key] = value
        return kind, entries[name]["name"]

    return edit


def _declare(table: str, kind: str) -> Callable[[Script], Told | None]:
    def edit(s: Script) -> Told | None:
        if table not in s.data or not s.once(f"new {table}"):
            return None
        name = s._things.pop()
        s.data[table]["brandnew"] = {"name": name}
        return kind, name

    return edit


def _goal(s: Script) -> Told | None:
    goals = s.data.get("goals")
    if not isinstance(goals, list) or not s.once("goals"):
        return None
    goal = s.r.choice(goals)
    goal["target"] = "97.5 %"
    return "measure-target-changed", goal["name"]


def _step_time(s: Script) -> Told | None:
    if not (step := s.step()):
        return None
    if "takes" not in step:
        step["takes"] = "77 h"
        return "step-time-stated", step["name"]
    step["takes"] = "88 d"
    return "step-time-longer", step["name"]


def _phase(s: Script) -> Told | None:
    if not s.once("phase") or not (step := s.step()):
        return None
    step["phase"] = "Interlude"
    return "phase-changed", step["name"]


EDITS: tuple[Callable[[Script], Told | None], ...] = (
    *([_reword] * 4),
    *([_remove_card] * 4),
    *([_add_card] * 4),
    *([_move_to_step] * 3),
    *([_move_to_layer] * 3),
    _reorder, _reorder, _add_step, _remove_step, _remove_step, _move_step, _move_step, _rename_step, _rename_step,
    _longer("takes", "provider-time", *WORK),
    _longer("waits", "provider-wait", *WORK),
    _longer("waits", "customer-wait", "customer"),
    _longer("sla", "sla", *WORK),
    _feels,
    _automation,
    _set("owner", ("Ann’s team", "Ben’s team"), ("owner-changed",) * 3, *WORK),
    _set("channel", ("phone", "sms", "kiosk"), ("channel-added", "channel-removed", "channel-changed"), "frontstage"),
    _set("note", ("Ask Ann", "Ask Ben"), ("note-changed",) * 3, *LAYERS),
    _set("question", ("How many?", "Which?"), ("question-raised", "question-settled", "question-reworded"), *WORK),
    _set("approves", ("The goose", "The duck"), ("approval-added", "approval-removed", "approval-changed"), *WORK),
    _list("by", "actors", ("performer-added", "performer-removed", "performer-changed"), *WORK),
    _list("uses", "systems", ("system-used-added", "system-used-removed", "system-used-changed"), *WORK),
    _list("follows", "policies", ("policy-followed", "policy-unfollowed", "policy-followed-changed"), *WORK),
    _add_mark("pain", "pain-added", severity="low"),
    _remove_mark("pain", "pain-removed"),
    _severity,
    _add_mark("fails", "bare-fail-added"),
    _add_mark("fails", "fail-added", recovery="Somebody calls back"),
    _remove_mark("fails", "fail-removed"),
    _recovery,
    _add_mark("idea", "idea-added"),
    _remove_mark("idea", "idea-removed"),
    _add_link, _add_link, _remove_link, _remove_link, _carries, _link_kind,
    _file("version", "77.7.7", "version-changed"),
    _file("owner", "Somebody else", "owner-changed"),
    _file("summary", "Geese and ducks", "summary-changed"),
    _promise,
    _goal,
    _entry("actors", "team", "The geese", "actor-team-changed"),
    _entry("systems", "status", "retired", "system-retired"),
    _entry("systems", "vendor", "Goose Ltd", "system-details-changed"),
    _entry("policies", "source", "Goose law", "policy-changed"),
    _declare("actors", "actor-declared"),
    _declare("systems", "system-declared"),
    _declare("policies", "policy-declared"),
    _step_time,
    _phase,
)  # fmt: skip


def told_of(changes: Iterator[Any] | list[Any], wild: set[str]) -> list[Told]:
    """Return changes as edits tell them: a link that is a handoff is a link, and links have no words."""
    found = []
    for change in changes:
        kind = change.kind.replace("handoff-", "link-")
        no_words = change.subject == "link" or kind in wild
        found.append((kind, None if no_words else change.title))
    return sorted(found, key=repr)
