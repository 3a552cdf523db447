"""How facts are written: both blueprints with their matching, and the changes of an element that is there or gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from blueprint_cli.blueprint import (
    Actor,
    Blueprint,
    Card,
    Element,
    Fail,
    Idea,
    Link,
    Measure,
    Pain,
    Policy,
    Process,
    Step,
    System,
)
from blueprint_cli.changes.change import Change, Subject
from blueprint_cli.changes.matching import Matching
from blueprint_cli.changes.pairs import Pair
from blueprint_cli.changes.similarity import plain
from blueprint_cli.document import Span

Item = TypeVar("Item")
#: Where a mark stands: on a card, a link, a process; None is the file.
Holder = Card | Link | Process | None


@dataclass(frozen=True, slots=True)
class Both:
    """The two blueprints and which element of one is which of the other."""

    old: Blueprint
    new: Blueprint
    matching: Matching


@dataclass(frozen=True, slots=True)
class About:
    """The element that changes are about, on one side or both, and where it is shown."""

    subject: Subject
    old: Element | None = None
    new: Element | None = None
    old_holder: Holder = None
    new_holder: Holder = None
    pair: Pair[Any] | None = None

    def change(
        self,
        kind: str,
        field: str = "",
        before: str | None = None,
        after: str | None = None,
        *,
        parts: Sequence[Change] = (),
        old_span: Span | None = None,
        new_span: Span | None = None,
    ) -> Change:
        """Return a change of the element; its place is that of the field, else of the element."""
        old_card, new_card = (_card_of(it, holder) for it, holder in self._sides())
        old_step, new_step = (
            it if isinstance(it, Step) else card.step if card else None
            for it, card in ((self.old, old_card), (self.new, new_card))
        )
        element = self.new or self.old
        return Change(
            kind=kind,
            subject=self.subject,
            title=words_of(element),
            field=field,
            before=before,
            after=after,
            old_address=address_of(self.old, self.old_holder) if self.old else "",
            new_address=address_of(self.new, self.new_holder) if self.new else "",
            old_span=old_span or _span(self.old, field),
            new_span=new_span or _span(self.new, field),
            old=self.old,
            new=self.new,
            old_card=old_card,
            new_card=new_card,
            old_step=old_step,
            new_step=new_step,
            how=self.pair.how if self.pair else None,
            score=self.pair.score if self.pair else None,
            parts=tuple(parts),
        )

    def _sides(self) -> tuple[tuple[Element | None, Holder], tuple[Element | None, Holder]]:
        return (self.old, self.old_holder), (self.new, self.new_holder)

    def text(self, kind: str, field: str, before: str | None, after: str | None) -> Iterator[Change]:
        """Yield a change where the two texts differ in more than blanks."""
        if _folded(before) != _folded(after):
            yield self.change(kind, field, before, after)

    def text_or_none(
        self, kinds: tuple[str, str, str], field: str, before: str | None, after: str | None
    ) -> Iterator[Change]:
        """Yield a change where the two texts differ: kinds for one that came, one that went, one that changed."""
        if _folded(before) == _folded(after):
            return
        yield self.change(kinds[0] if before is None else kinds[1] if after is None else kinds[2], field, before, after)

    def items(
        self,
        kinds: tuple[str, str, str],
        field: str,
        before: Sequence[Item],
        after: Sequence[Item],
        same: Callable[[Item, Item], bool],
        say: Callable[[Item], str],
    ) -> Iterator[Change]:
        """Yield changes of a list whose order says nothing; one that went and one that came are one change."""
        gone = [item for item in before if not any(same(item, other) for other in after)]
        come = [item for item in after if not any(same(other, item) for other in before)]
        added, removed, changed = kinds
        if len(gone) == len(come) == 1:
            yield self.change(changed, field, say(gone[0]), say(come[0]))
            return
        yield from (self.change(removed, field, before=say(item)) for item in gone)
        yield from (self.change(added, field, after=say(item)) for item in come)


def _folded(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ at most in blanks and capitals."""
    return plain(one) == plain(other)


def words_of(element: Element | None) -> str:
    """Return an element's own words."""
    match element:
        case Card():
            return element.does
        case Step():
            return element.title
        case Link():
            return f"{element.source.address} → {element.target.address}"
        case Pain() | Fail() | Idea():
            return element.what
        case Measure() | Actor() | System() | Policy() | Process():
            return element.name
        case Blueprint():
            return element.service
    return ""


def address_of(element: Element | None, holder: Holder = None) -> str:
    """Return what people call an element: its address or id; of a mark without an id, where it stands."""
    match element:
        case Card():
            return element.address
        case Step() | Actor() | System() | Policy() | Process():
            return element.id
        case Link():
            return words_of(element)
        case Pain() | Idea() if element.id:
            return element.id
    return address_of(holder) if holder else ""


def _card_of(element: Element | None, holder: Holder) -> Card | None:
    for it in (element, holder):
        if isinstance(it, Card):
            return it
        if isinstance(it, Link):
            return it.written_on or it.source
    return None


def _span(element: Element | None, field: str) -> Span | None:
    # An entry of a catalog stands in another file, a bare name in none.
    if element is None or not getattr(element, "own", True) or not getattr(element, "declared", True):
        return None
    return element.at(*([_KEYS.get(field, field)] if field else []))


#: Keys of the language, where a field is called something else.
_KEYS = {"step": "does", "layer": "does", "order": "does", "words": "what"}
