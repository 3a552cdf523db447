"""The blueprint as its readers see it: steps, cards, links, actors, systems, each with its address and its place.

Built once by `blueprint_cli.blueprint.build`; nothing here reads files or judges. A text that was not given is None
or empty: what is not said is unknown, not false.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from blueprint_cli.blueprint.duration import Duration
from blueprint_cli.document import START, Map, Problem, Span

Layer = Literal["evidence", "customer", "frontstage", "backstage", "support"]
LAYERS: tuple[Layer, ...] = ("evidence", "customer", "frontstage", "backstage", "support")
#: Where the provider works; what "provider card" means in every rule.
PROVIDER_LAYERS: tuple[Layer, ...] = ("frontstage", "backstage", "support")

#: `to`, `notifies`, `rework` and `needs` are written down; `time`, `order` and `stem` are implied; `uses` leads to the
#: box of a system, in pictures alone.
LinkKind = Literal["to", "notifies", "rework", "needs", "time", "order", "stem", "uses"]


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Element:
    """Anything with a place: `span` is what a finding about it underlines, `fields` the values of its keys."""

    span: Span = START
    fields: Mapping[str, Span] = field(default_factory=dict)

    def at(self, *names: str) -> Span:
        """Return the place of the first of these fields that is given, else of the element itself."""
        for name in names:
            if name in self.fields:
                return self.fields[name]
        return self.span


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Text(Element):
    """A word or sentence of a list, with its place."""

    text: str


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Actor(Element):
    """A person, team or partner; `declared` is False for a bare name in a file that declares nobody."""

    id: str
    name: str
    kind: str | None = None
    team: str | None = None
    declared: bool = True
    #: Declared in this file, not in a catalog.
    own: bool = True


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class System(Element):
    """A system, tool or medium; systems act (`by: website`) and are used."""

    id: str
    name: str
    kind: str | None = None
    owner: str | None = None
    status: str | None = None
    vendor: str | None = None
    link: str | None = None
    declared: bool = True
    own: bool = True


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Policy(Element):
    """A rule of the house or of the law that cards follow."""

    id: str
    name: str
    source: str | None = None
    declared: bool = True
    own: bool = True


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Process(Element):
    """A child process; `model` is a file relative to the declaring one, with an optional `#element`."""

    id: str
    name: str
    model: str | None = None
    owner: str | None = None
    measures: list[Measure] = field(default_factory=list)
    declared: bool = True
    own: bool = True
    #: The catalog that declares it; empty for the blueprint itself.
    declared_in: str = ""


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Measure(Element):
    """A measure or goal: what it is, where it stands, where it should stand."""

    name: str
    now: str | None = None
    target: str | None = None
    source: str | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Pain(Element):
    """A pain point; `cause` is the card that it comes from."""

    what: str
    id: str | None = None
    severity: str | None = None
    cause: Card | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Fail(Element):
    """A fail point (Shostack 1984), with how the service recovers and who sees to it."""

    what: str
    recovery: str | None = None
    owner: str | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Idea(Element):
    """An idea for the target state; `answers` are the ids of pains."""

    what: str
    id: str | None = None
    kind: str | None = None
    owner: str | None = None
    answers: list[Text] = field(default_factory=list)


@dataclass(kw_only=True, eq=False, repr=False)
class Card(Element):
    """One action of one layer in one step; in `evidence` a thing, named by `does`."""

    does: str
    layer: Layer
    step: Step
    #: From 1, within the layer of the step.
    position: int
    #: The whole entry, from its first key to its last value.
    extent: Span = START
    id: str | None = None
    #: Shortest unambiguous address: `record`, `inspect/carrier`, `refund/customer`, `inspect/backstage/2`.
    address: str = ""
    #: The same, but with the normalised words and their occurrence where the address would be a number.
    anchor: str = ""
    by: list[Actor | System] = field(default_factory=list)
    owner: str | None = None
    channels: list[str] = field(default_factory=list)
    uses: list[System] = field(default_factory=list)
    follows: list[Policy] = field(default_factory=list)
    process: Process | None = None
    takes: Duration | None = None
    waits: Duration | None = None
    sla: Duration | None = None
    repeats: str | None = None
    automation: str | None = None
    enters: list[Text] = field(default_factory=list)
    approves: str | None = None
    moment: bool = False
    feels: int | None = None
    pains: list[Pain] = field(default_factory=list)
    fails: list[Fail] = field(default_factory=list)
    ideas: list[Idea] = field(default_factory=list)
    #: Ids of pains of the current state that this card of a target answers.
    answers: list[Text] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    basis: str | None = None
    source: str | None = None
    note: str | None = None
    question: str | None = None
    #: Of evidence: where it can be seen.
    link: str | None = None
    #: Of a support card that is a bare word: the declared system that it is.
    is_system: System | None = None

    @property
    def is_provider(self) -> bool:
        """Whether the provider does it: frontstage, backstage or support."""
        return self.layer in PROVIDER_LAYERS

    @property
    def marked(self) -> bool:
        """Whether the author has marked the card itself with a pain, a fail point or an idea."""
        return bool(self.pains or self.fails or self.ideas)

    @property
    def actors(self) -> list[Actor]:
        """Those in `by` that are people, teams, partners or bare names."""
        return [who for who in self.by if isinstance(who, Actor)]

    @property
    def acting_systems(self) -> list[System]:
        """The systems that do the card."""
        return [who for who in self.by if isinstance(who, System)]


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Link(Element):
    """A link between two cards, written (`to`, `needs`) or implied.

    A `needs` is held in the direction in which it is drawn: from the needed card to the one that needs it.
    `written_on` is the card whose key it is; None when implied.
    """

    source: Card
    target: Card
    kind: LinkKind
    carries: str | None = None
    via: str | None = None
    mutual: bool = False
    pains: list[Pain] = field(default_factory=list)
    fails: list[Fail] = field(default_factory=list)
    written_on: Card | None = None

    @property
    def explicit(self) -> bool:
        """Whether somebody wrote it down."""
        return self.written_on is not None

    @property
    def is_dependency(self) -> bool:
        """Whether the target depends on the source: `to`, `needs`, order; notifies, rework, time and stems do not."""
        return self.kind in ("to", "needs", "order")

    @property
    def marked(self) -> bool:
        """Whether the author has marked the link with a pain or a fail point."""
        return bool(self.pains or self.fails)


@dataclass(kw_only=True, eq=False, repr=False)
class Step(Element):
    """A column: a step of the customer's time."""

    id: str
    #: From 0.
    index: int
    #: The whole entry, from its first key to its last value.
    extent: Span = START
    name: str | None = None
    phase: str | None = None
    note: str | None = None
    takes: Duration | None = None
    waits: Duration | None = None
    layers: dict[Layer, list[Card]] = field(default_factory=lambda: {layer: [] for layer in LAYERS})

    @property
    def title(self) -> str:
        """What people call the step: its name, else its id."""
        return self.name or self.id

    @property
    def cards(self) -> Iterator[Card]:
        """All cards of the step, layer by layer, evidence included."""
        for layer in LAYERS:
            yield from self.layers[layer]

    @property
    def provider_cards(self) -> Iterator[Card]:
        """The frontstage, backstage and support cards."""
        for layer in PROVIDER_LAYERS:
            yield from self.layers[layer]

    @property
    def systems(self) -> list[System]:
        """The systems that the step's cards use, in the order of first use: one box each in the picture."""
        return list(dict.fromkeys(system for card in self.cards for system in card.uses))

    @property
    def marked(self) -> bool:
        """Whether any card of the step carries a pain, a fail point or an idea."""
        return any(card.marked for card in self.cards)


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Promise(Element):
    """What the customer was told: `within` a time from the start of one step to the end of another."""

    within: Duration
    first: Step | None = None
    last: Step | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Review(Element):
    """The last review: `date` as typed (checked to be a date), `every` the cadence."""

    date: str | None = None
    by: str | None = None
    every: Duration | None = None
    content: str | None = None


@dataclass(kw_only=True, eq=False, repr=False)
class Blueprint(Element):
    """One service, one scenario, one kind of customer, one state."""

    path: str
    service: str = ""
    summary: str | None = None
    state: Literal["current", "target"] | None = None
    version: str | None = None
    owner: str | None = None
    customer: str | None = None
    starts: str | None = None
    ends: str | None = None
    language: str = "en"
    basis: str | None = None
    note: str | None = None
    lanes: str = "layer"
    review: Review | None = None
    promise: Promise | None = None
    takes: Duration | None = None
    goals: list[Measure] = field(default_factory=list)
    pains: list[Pain] = field(default_factory=list)
    accepts: dict[str, str] = field(default_factory=dict)
    #: The path of the current state that this target answers, as written.
    from_path: str | None = None
    #: That file, where it was read.
    current: Blueprint | None = None
    #: The paths of the shared catalogs, as written.
    catalogs: list[Text] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    systems: dict[str, System] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    processes: dict[str, Process] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    #: Written links, in the order of the file.
    links: list[Link] = field(default_factory=list)
    #: Implied arrows (`time`, `order`) and stems.
    implied: list[Link] = field(default_factory=list)
    #: What the file says, as it was parsed: for the fingerprint of its content alone.
    written: Map = field(default_factory=Map)
    #: What the model found wrong: unknown references, double ids, ambiguous addresses, bad durations.
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def cards(self) -> list[Card]:
        """Every card in reading order: step by step, layer by layer, evidence included."""
        return [card for step in self.steps for card in step.cards]

    def layer(self, *layers: Layer) -> list[Card]:
        """Return the cards of these layers, in reading order."""
        return [card for card in self.cards if card.layer in layers]

    @cached_property
    def provider_cards(self) -> list[Card]:
        """Frontstage, backstage and support cards, in reading order."""
        return [card for card in self.cards if card.is_provider]

    @cached_property
    def by_address(self) -> dict[str, Card]:
        """Cards by their own (shortest) address."""
        return {card.address: card for card in self.cards}

    @cached_property
    def incoming(self) -> dict[Card, list[Link]]:
        """Written and implied links by the card that they run into."""
        return self._links_by("target")

    @cached_property
    def outgoing(self) -> dict[Card, list[Link]]:
        """Written and implied links by the card that they run out of."""
        return self._links_by("source")

    def _links_by(self, end: Literal["source", "target"]) -> dict[Card, list[Link]]:
        found: dict[Card, list[Link]] = {card: [] for card in self.cards}
        for link in (*self.links, *self.implied):
            found[getattr(link, end)].append(link)
        return found

    @property
    def is_target(self) -> bool:
        """Whether it shows a service to come; a file that does not say is taken for a current state."""
        return self.state == "target"
