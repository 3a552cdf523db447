"""Who and what a blueprint names: actors, systems, policies, processes, from the file and its catalogs.

The file's own entry wins whole, then the catalogs in their order. Where nothing of a kind is declared at all, any
text is a name; else every reference must match an id or a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypedDict, TypeVar

from blueprint_cli.blueprint.addresses import slug
from blueprint_cli.blueprint.fields import as_text, described, items_of, map_of, text_of
from blueprint_cli.blueprint.model import Actor, Measure, Policy, Process, System
from blueprint_cli.document import Document, Map, Problem, Related, Span
from blueprint_cli.document.suggest import closest, guess

#: Reads a file relative to the blueprint: its path, the schema it should follow. None where there is no such file.
Load = Callable[[str, str], Document | None]
Entry = TypeVar("Entry", Actor, System, Policy, Process)


class Names(Generic[Entry]):
    """The entries of one kind, found by id, else by name."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._by_name: dict[str, Entry] = {}

    def add(self, entry: Entry) -> None:
        """Add an entry, unless its id is taken: the first one wins."""
        if entry.id not in self.entries:
            self.entries[entry.id] = entry
            self._by_name.setdefault(entry.name.casefold(), entry)

    def find(self, text: str) -> Entry | None:
        """Return the entry of that id or name."""
        return self.entries.get(text) or self._by_name.get(text.casefold())

    @property
    def meanings(self) -> dict[str, str]:
        """The ids and the names, each with the id that it stands for."""
        return {entry.name: entry.id for entry in self.entries.values()} | {name: name for name in self.entries}


class Register:
    """All that can be referred to by `by`, `uses`, `follows` and `process`, and what was wrong with the references."""

    def __init__(self, data: Map, load: Load, *, broken: bool = False, shared: Sequence[str] = ()) -> None:
        """Read what `data` and its catalogs declare, then the `shared` catalogs that a configuration names.

        `broken` says that not all its actors and systems could be read.
        """
        self.problems: list[Problem] = []
        self.actors: Names[Actor] = Names()
        self.systems: Names[System] = Names()
        self.policies: Names[Policy] = Names()
        self.processes: Names[Process] = Names()
        # Names of files that declare none of the kind, by slug.
        self._bare_actors: dict[str, Actor] = {}
        self._bare_systems: dict[str, System] = {}
        self._bare_policies: dict[str, Policy] = {}
        self._bare_processes: dict[str, Process] = {}
        self._used: set[str] = set()
        self._add_all(data, own=True)
        for value, span in items_of(data, "catalog"):
            if path := as_text(value):
                self._add_catalog(path, span, load)
        for path in shared:
            # What is wrong with it is the configuration's affair, and an old revision may not have it yet.
            if (document := load(path, "catalog")) and document.data is not None:
                self._add_all(document.data, own=False, path=document.path)
        #: Any text is a name: nobody is declared, or not in a way that tells who is meant and who is not.
        self.free = (
            not (self.actors.entries or self.systems.entries)
            or broken
            or any(data.get(kind) is not None and not isinstance(data[kind], Map) for kind in ("actors", "systems"))
        )

    def _add_all(self, data: Map, *, own: bool, path: str = "") -> None:
        for actor in _actors(data, own):
            self.actors.add(actor)
        for system in _systems(data, own):
            if other := self.actors.entries.get(system.id):
                if own and other.own:
                    self.problems.append(_taken(system, other))
                continue
            self.systems.add(system)
        for policy in _policies(data, own):
            self.policies.add(policy)
        for process in _processes(data, own):
            process.declared_in = path
            self.processes.add(process)

    def _add_catalog(self, path: str, span: Span, load: Load) -> None:
        document = load(path, "catalog")
        if document is None:
            self.problems.append(
                Problem(
                    "unknown-reference",
                    span,
                    f"There is no catalog “{path}” beside this blueprint.",
                    "The path is relative to this file. Correct it, or take the line out.",
                    detail=path,
                )
            )
            return
        errors = [problem for problem in document.problems if problem.severity in (None, "error")]
        if errors:
            first = errors[0]
            more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
            self.problems.append(
                Problem(
                    first.rule,
                    span,
                    f"The catalog “{path}” has an error in line {first.span.line}{more}.",
                    f"{first.message} {first.help}".strip(),
                    detail=path,
                    related=(Related(first.span, first.message, document.path),),
                )
            )
        if document.data is not None:
            self._add_all(document.data, own=False, path=document.path)

    def expect_systems(self, used: set[str]) -> None:
        """Say which bare names are used as systems, so that the same names in `by` are the same systems."""
        self._used = {slug(text) for text in used}

    def party(self, text: str, span: Span) -> Actor | System | None:
        """Resolve a `by`."""
        found = self.actors.find(text) or self.systems.find(text)
        if found or not self.free:
            if not found:
                self._unknown(text, span, "actor or system", self.systems.meanings | self.actors.meanings)
            return found
        if slug(text) in self._used:
            return self._bare_system(text)
        return self._bare_actors.setdefault(slug(text), Actor(id=slug(text), name=text, declared=False, span=span))

    def system(self, text: str, span: Span) -> System | None:
        """Resolve a `uses`."""
        found = self.systems.find(text)
        if found or not self.free:
            if not found:
                actor = self.actors.find(text)
                hint = f"“{actor.name}” is an actor, and `uses` takes systems." if actor else ""
                self._unknown(text, span, "system", self.systems.meanings, hint)
            return found
        return self._bare_system(text)

    def policy(self, text: str, span: Span) -> Policy | None:
        """Resolve a `follows`."""
        found = self.policies.find(text)
        if not found and self.policies.entries:
            self._unknown(text, span, "policy", self.policies.meanings)
            return None
        return found or self._bare_policies.setdefault(slug(text), Policy(id=slug(text), name=text, declared=False))

    def process(self, text: str, span: Span) -> Process | None:
        """Resolve a `process`."""
        found = self.processes.find(text)
        if not found and self.processes.entries:
            self._unknown(text, span, "process", self.processes.meanings)
            return None
        return found or self._bare_processes.setdefault(slug(text), Process(id=slug(text), name=text, declared=False))

    def _bare_system(self, text: str) -> System:
        return self._bare_systems.setdefault(slug(text), System(id=slug(text), name=text, declared=False))

    def _unknown(self, text: str, span: Span, kind: str, known: Mapping[str, str], hint: str = "") -> None:
        plural = {"actor or system": "`actors` or `systems`", "policy": "`policies`", "process": "`processes`"}
        place = plural.get(kind, f"`{kind}s`")
        near = closest(text, known)
        meant = guess(text, known)
        hint_at = f" Did you mean “{meant.value if meant else near}”?" if near else ""
        self.problems.append(
            Problem(
                "unknown-reference",
                span,
                f"There is no {kind} “{_short(text)}”.{hint_at}",
                hint or f"Use the id or name of one that is declared, or declare it under {place}.",
                detail=text,
                meant=meant,
            )
        )


def _taken(system: System, actor: Actor) -> Problem:
    return Problem(
        "duplicate-id",
        system.span,
        f"“{system.id}” is both an actor and a system.",
        "Actors and systems share one name space, so that `by` is never ambiguous: give one of them another id.",
        detail=system.id,
        related=(Related(actor.span, "the actor"),),
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def _entries(data: Map, key: str) -> Iterator[tuple[str, Map, Span]]:
    table = map_of(data, key)
    for name in table:
        value = table[name]
        node = value if isinstance(value, Map) else Map(table.value_spans[name])
        if isinstance(value, str):
            node["name"], node.value_spans["name"] = value, table.value_spans[name]
        yield name, node, table.key_spans[name]
    for name, span in table.empty.items():
        yield name, Map(span), span


class _Shared(TypedDict):
    """What every entry has, whatever its kind."""

    id: str
    name: str
    own: bool
    span: Span
    fields: Mapping[str, Span]


def _shared(entry: tuple[str, Map, Span], own: bool) -> _Shared:
    name, node, span = entry
    return {"id": name, "name": text_of(node, "name") or name, "own": own, "span": span, "fields": node.value_spans}


def _actors(data: Map, own: bool) -> Iterator[Actor]:
    for entry in _entries(data, "actors"):
        node = entry[1]
        yield Actor(kind=text_of(node, "kind") or "person", team=text_of(node, "team"), **_shared(entry, own))


def _systems(data: Map, own: bool) -> Iterator[System]:
    for entry in _entries(data, "systems"):
        node = entry[1]
        yield System(
            kind=text_of(node, "kind"),
            owner=text_of(node, "owner"),
            status=text_of(node, "status"),
            vendor=text_of(node, "vendor"),
            link=text_of(node, "link"),
            **_shared(entry, own),
        )


def _policies(data: Map, own: bool) -> Iterator[Policy]:
    for entry in _entries(data, "policies"):
        yield Policy(source=text_of(entry[1], "source"), **_shared(entry, own))


def _processes(data: Map, own: bool) -> Iterator[Process]:
    for entry in _entries(data, "processes"):
        node = entry[1]
        yield Process(
            model=text_of(node, "model"),
            owner=text_of(node, "owner"),
            measures=measures_of(node),
            **_shared(entry, own),
        )


def measures_of(node: Map, key: str = "measures") -> list[Measure]:
    """Return the measures or goals under `key`; a bare text is the name of one."""
    return [
        Measure(
            name=name,
            now=text_of(fields, "now"),
            target=text_of(fields, "target"),
            source=text_of(fields, "source"),
            span=span,
            fields=fields.value_spans,
        )
        for name, fields, span in described(node, key, "name")
    ]
