"""Handoffs, and paths over dependencies to the customer (README, "Links")."""

from __future__ import annotations

from blueprint_cli.measures.handoffs import find_handoffs, side_of
from blueprint_cli.measures.paths import path_to_customer

TAILOR = """
    blueprint: 1
    service: Tailor
    actors:
      clerk: {name: Clerk, team: Shop}
      cutter: {name: Cutter, team: Workshop}
      presser: {name: Presser, team: workshop}
    systems:
      orders: {name: Order book, owner: Shop}
      press: {name: Steam press}
    steps:
      - name: Order
        customer: {does: Chooses a cloth, to: order/clerk}
        frontstage: {does: Notes the measures, by: clerk, to: [write, cut]}
        backstage:
          - {id: write, does: Writes the order, by: orders}
          - {id: cut, does: Cuts the cloth, by: cutter, to: [iron, bill], needs: order/clerk}
          - {id: iron, does: Irons the seams, by: presser, to: order/press}
          - {id: bill, does: Writes the bill, by: cutter, owner: Shop, to: {card: order/clerk, kind: notifies}}
          - {id: sweep, does: Sweeps the floor, to: cut}
          - {id: deliver, does: Delivers the suit, by: [clerk, cutter], needs: [iron, write]}
        support: {does: Makes steam, by: press}
"""


def by_id(blueprint):
    return {card.id or card.layer: card for card in blueprint.cards}


def test_the_side_is_the_owner_else_the_team_else_the_systems_owner_else_the_name(build):
    cards = by_id(build(TAILOR))
    assert side_of(cards["bill"]) == ("Shop",)
    assert side_of(cards["cut"]) == ("Workshop",)
    assert side_of(cards["write"]) == ("Shop",)
    assert side_of(cards["support"]) == ("Steam press",)
    assert side_of(cards["sweep"]) == ()
    assert side_of(cards["deliver"]) == ("Shop", "Workshop")


def test_a_handoff_joins_provider_cards_whose_sides_differ(build):
    pairs = [(link.source.does, link.target.does, link.kind) for link in find_handoffs(build(TAILOR))]
    assert pairs == [
        ("Notes the measures", "Cuts the cloth", "to"),
        ("Cuts the cloth", "Writes the bill", "to"),
        ("Irons the seams", "Makes steam", "to"),
    ]


POST = """
    blueprint: 1
    service: Parcel
    steps:
      - name: Send
        customer: Hands it in
        frontstage: {does: Weighs it, repeats: weekly}
        backstage:
          - {id: sort, does: Sorts it}
          - {id: load, does: Loads it, to: bring}
          - {id: note, does: Notes it, to: {card: bring, kind: notifies}}
      - name: Drive
        backstage: {id: drive, does: Drives, needs: bring, to: {card: load, kind: rework}}
        support: {id: early, does: Plans, to: sort}
      - name: Bring
        customer: {does: Takes it, id: take}
        frontstage: {id: bring, does: Brings it}
      - name: Read
        frontstage: {id: page, does: Shows a page}
        support: {id: store, does: Stores it, to: page}
"""


def test_a_path_runs_over_order_and_written_links_to_what_the_customer_meets(build):
    blueprint = build(POST)
    cards = by_id(blueprint)
    path = {name: [card.does for card in path_to_customer(cards[name], blueprint)] for name in cards}
    assert path["sort"] == ["Loads it", "Brings it"]
    assert path["load"] == ["Brings it"]
    # News, what leads back in time, and a page in a step without a customer are no path.
    assert path["note"] == path["drive"] == path["early"] == path["store"] == []
    # The card itself is not its own end.
    assert path["bring"] == []


def test_a_circle_ends(build):
    blueprint = build("""
        blueprint: 1
        service: Circle
        steps:
          - name: Turn
            backstage:
              - {id: a, does: Turns left, to: b}
              - {id: b, does: Turns right, to: a}
    """)
    assert path_to_customer(blueprint.cards[0], blueprint) == []
