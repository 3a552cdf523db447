"""The service uses three channels or more, and half of the frontstage cards name none.

Channels are counted over the whole file. A card that a system does shows by this system where it happens, and counts
as one that names its channel.

Why it matters
    What is easy on the web may be slow at the counter. Where channels lie in one card nobody sees who is served worse,
    where people change from one to the other, and which of them a change will hit.

Bad
    steps:
      - name: Ask
        customer: {does: Asks about a permit, channel: [phone, web]}
        frontstage: [Answers the question, Names the papers]
      - name: Apply
        customer: {does: Hands in the papers, channel: branch}
        frontstage: Takes the papers

Good
    steps:
      - name: Ask
        customer: {does: Asks about a permit, channel: [phone, web]}
        frontstage:
          - does: Answers the question
            channel: phone
          - does: Shows which papers are needed
            channel: web
      - name: Apply
        customer: {does: Hands in the papers, channel: branch}
        frontstage:
          does: Takes the papers
          channel: branch

When ignoring it is fine
    The service is the same to the letter on all channels.

Source
    Patrício, Fisk, Falcão e Cunha and Constantine, Multilevel Service Design, Journal of Service Research 2011, on
    encounters in several channels.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem, Related
from blueprint_cli.rules.options import Number, percent
from blueprint_cli.rules.rule import Context, Rule, Skipped, card_words, on_file

CHANNELS = Number("collapsed-channels", "channels", 3, "From so many channels on the frontstage should name them.")
SHARE = percent("collapsed-channels", "share", 50, "So many per cent of the frontstage cards must be without one.")
#: One card or two are no frontstage to tell channels apart in.
CARDS = Number("collapsed-channels", "cards", 3, "With fewer frontstage cards nothing is told.")


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Find a file of many channels whose frontstage does not say which."""
    used = list(dict.fromkeys(channel for card in blueprint.cards for channel in card.channels))
    many = context.option(CHANNELS)
    if len(used) < many:
        yield Skipped(f"fewer than {many} channels")
        return
    front = blueprint.layer("frontstage")
    silent = [card for card in front if not card.channels and not card.acting_systems]
    if len(front) < context.option(CARDS) or 100 * len(silent) < context.option(SHARE) * len(front):
        return
    channels = f"{', '.join(used[:3])}{' …' if len(used) > 3 else ''}"
    yield on_file(
        RULE.name,
        blueprint,
        f"{len(used)} channels are in use ({channels}), but {len(silent)} of {len(front)} frontstage cards name none.",
        "Where channels lie in one card nobody sees who is served worse and where people change from one to the other. "
        "Give each frontstage card its `channel:`, and a card of its own where channels differ.",
        element=silent[0],
        related=tuple(Related(card.span, f"so does “{card_words(card)}”") for card in silent[1:4]),
    )


RULE = Rule("collapsed-channels", "layers", check, options=(CHANNELS, SHARE, CARDS))
