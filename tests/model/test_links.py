"""Written, implied and drawn links, as the README lists them."""


def kinds(links):
    return [(link.kind, link.source.does, link.target.does) for link in links]


def test_a_first_draft_has_time_order_and_stems(build):
    blueprint = build(
        """
        blueprint: 1
        service: Coffee
        steps:
          - name: Order
            customer: [Orders, Pays]
            frontstage: Takes the order
            backstage: [Grinds, Brews]
            support: [Till, Grinder]
          - name: Drink
            customer: Drinks
            support: Cups
        """
    )
    assert kinds(blueprint.links) == []
    assert kinds(blueprint.implied) == [
        ("time", "Orders", "Pays"),
        ("time", "Pays", "Drinks"),
        ("order", "Grinds", "Brews"),
        ("stem", "Orders", "Takes the order"),
        ("stem", "Takes the order", "Grinds"),
        ("stem", "Grinds", "Till"),
        ("stem", "Drinks", "Cups"),
    ]


def test_frontstage_cards_of_one_way_follow_each_other_and_ways_stand_side_by_side(build):
    blueprint = build(
        """
        blueprint: 1
        service: Bank
        steps:
          - name: Ask
            customer: Asks
            frontstage:
              - {does: Greets, by: Clerk, channel: branch}
              - {does: Shows a form, by: Site, channel: web}
              - {does: Explains, by: Clerk, channel: branch}
        """
    )
    assert kinds(blueprint.implied) == [
        ("order", "Greets", "Explains"),
        ("stem", "Asks", "Greets"),
        ("stem", "Asks", "Shows a form"),
    ]


def test_a_written_link_replaces_the_implied_one_either_way(build):
    blueprint = build(
        """
        blueprint: 1
        service: Coffee
        steps:
          - name: Order
            customer:
              - {id: orders, does: Orders}
              - {id: pays, does: Pays, to: {card: orders, kind: rework}}
            frontstage: {does: Takes it, to: orders}
        """
    )
    assert kinds(blueprint.links) == [("rework", "Pays", "Orders"), ("to", "Takes it", "Orders")]
    assert kinds(blueprint.implied) == []


def test_cards_of_different_people_with_links_of_their_own_have_no_order(build):
    text = """
        blueprint: 1
        service: Coffee
        steps:
          - name: Order
            frontstage: {{id: f, does: Calls, to: [a, {second}]}}
            backstage:
              - {{id: a, does: Grinds, by: Ann}}
              - {{id: b, does: Brews, by: {who}}}
        """
    assert ("order", "Grinds", "Brews") not in kinds(build(text.format(second="b", who="Bob")).implied)
    assert ("order", "Grinds", "Brews") in kinds(build(text.format(second="b", who="Ann")).implied)
    assert ("order", "Grinds", "Brews") in kinds(build(text.format(second="a", who="Bob")).implied)


def test_a_need_runs_from_what_is_needed_and_is_one_arrow_with_a_to(build):
    blueprint = build(
        """
        blueprint: 1
        service: Coffee
        steps:
          - name: Order
            customer: {id: c, does: Orders, needs: [f, s]}
            frontstage: {id: f, does: Serves, to: {card: c, carries: Coffee}}
            support: {id: s, does: Heats water}
        """
    )
    assert kinds(blueprint.links) == [("needs", "Heats water", "Orders"), ("to", "Serves", "Orders")]
    assert [link.carries for link in blueprint.links] == [None, "Coffee"]
    needed = blueprint.links[0]
    assert needed.written_on is not None
    assert needed.written_on.does == "Orders"
    assert needed.is_dependency


def test_incoming_and_outgoing_hold_written_and_implied_links(build):
    blueprint = build(
        """
        blueprint: 1
        service: Coffee
        steps:
          - name: Order
            customer: [Orders, {id: pays, does: Pays}]
            frontstage: {does: Takes the money, to: {card: pays, mutual: true, pain: Slow}}
        """
    )
    pays = blueprint.by_address["pays"]
    assert kinds(blueprint.incoming[pays]) == [("to", "Takes the money", "Pays"), ("time", "Orders", "Pays")]
    assert blueprint.links[0].mutual
    assert blueprint.links[0].marked
