import pytest


def rules(blueprint):
    return [(problem.rule, problem.span.line) for problem in blueprint.problems]


def test_text_stays_what_was_typed_and_words_are_cards(build):
    blueprint = build(
        """
        blueprint: 1
        service: Theatre visit
        state: future
        version: 1.10
        goals: {name: Complaints, now: 012, target: yes}
        steps:
          - name: Arrive
            evidence: Poster
            customer: {does: Finds the house, moment: yes, feels: -1, waits: 5-10 min}
        """
    )
    card = blueprint.cards[1]
    assert (blueprint.version, blueprint.state) == ("1.10", "target")
    assert (blueprint.goals[0].now, blueprint.goals[0].target) == ("012", "yes")
    assert (card.moment, card.feels, str(card.waits)) == (True, -1, "5-10 min")
    assert card.basis == "proposed"


def test_names_resolve_to_declared_actors_and_systems_by_id_or_name(build):
    blueprint = build(
        """
        blueprint: 1
        service: Theatre visit
        actors: {usher: {name: Usher, team: House}}
        systems: {tills: {name: Box office system, owner: IT}}
        steps:
          - name: Arrive
            frontstage:
              - {does: Checks the ticket, by: usher, uses: Box office system}
              - {does: Prints, by: ursher}
            backstage: {does: Looks up, by: usher, uses: usher}
            support: [tills, Cleaning]
        """
    )
    checks, _, _, system, cleaning = blueprint.cards
    assert [who.name for who in checks.by] == ["Usher"]
    assert [one.name for one in checks.uses] == ["Box office system"]
    assert system.is_system is blueprint.systems["tills"]
    assert system.does == "Box office system"
    assert cleaning.is_system is None
    assert rules(blueprint) == [("unknown-reference", 10), ("unknown-reference", 11)]
    assert "Did you mean “usher”?" in blueprint.problems[0].message
    assert "is an actor" in blueprint.problems[1].help


def test_where_nobody_is_declared_any_name_will_do(build):
    blueprint = build(
        """
        blueprint: 1
        service: Theatre visit
        steps:
          - name: Arrive
            frontstage: {does: Prints, by: Till}
            backstage: {does: Looks up, by: Usher, uses: till, follows: House rules, process: Lost tickets}
        """
    )
    prints, looks = blueprint.cards
    assert blueprint.problems == []
    assert prints.acting_systems == looks.uses
    assert [(who.name, who.declared) for who in looks.actors] == [("Usher", False)]
    assert looks.process is not None
    assert not looks.process.declared


def test_catalogs_add_names_and_the_files_own_entry_wins(build):
    catalog = """
        actors: {usher: {name: Usher of the house}, cook: {name: Cook}}
        systems: {till: Till}
    """
    blueprint = build(
        """
        blueprint: 1
        service: Theatre visit
        catalog: [shared.yaml, missing.yaml]
        actors: {usher: {name: Usher}}
        steps:
          - {name: Arrive, frontstage: {does: Checks, by: [usher, cook], uses: till}}
        """,
        {"shared.yaml": catalog},
    )
    assert [who.name for who in blueprint.cards[0].by] == ["Usher", "Cook"]
    assert blueprint.actors["usher"].own
    assert not blueprint.actors["cook"].own
    assert rules(blueprint) == [("unknown-reference", 4)]


@pytest.mark.parametrize("field", ["takes: soon", "waits: 3", "sla: 5 parsecs"])
def test_a_bad_duration_is_told_at_its_value(build, field):
    blueprint = build(
        f"""
        blueprint: 1
        service: Theatre visit
        steps:
          - name: Arrive
            customer:
              does: Arrives
              {field}
        """
    )
    assert [(p.rule, p.span.line, p.span.column) for p in blueprint.problems] == [
        ("bad-duration", 8, 8 + len(field.split()[0]))
    ]


def test_ids_of_cards_pains_and_ideas_are_unique_together(build):
    blueprint = build(
        """
        blueprint: 1
        service: Theatre visit
        pain: {id: slow, what: Slow}
        steps:
          - id: arrive
            name: Arrive
            customer: {id: slow, does: Arrives}
          - id: arrive
            name: Sit
            backstage:
              does: Cleans
              idea: {id: slow, what: A robot}
        """
    )
    assert rules(blueprint) == [("duplicate-id", 9), ("duplicate-id", 8), ("duplicate-id", 13)]
    assert blueprint.problems[1].related[0].span.line == 4


CURRENT = """
    blueprint: 1
    service: Theatre visit
    pain: {id: slow, what: Slow}
    steps:
      - name: Arrive
        customer: {does: Queues, pain: No shelter}
"""


def test_a_target_speaks_of_the_pains_of_its_current_state(build):
    blueprint = build(
        """
        blueprint: 1
        service: Theatre visit
        state: target
        from: now.blueprint.yaml
        accepts: {slwo: It is how it is}
        steps:
          - name: Arrive
            customer: {does: Walks in, answers: [slow, arrive/customer, rain]}
        """,
        {"now.blueprint.yaml": CURRENT},
    )
    assert blueprint.current is not None
    assert rules(blueprint) == [("unknown-reference", 9), ("unknown-reference", 6)]
    assert "Did you mean “slow”?" in blueprint.problems[1].message


def test_a_missing_current_state_is_told_once(build):
    blueprint = build(
        """
        blueprint: 1
        service: Theatre visit
        state: target
        from: gone.blueprint.yaml
        accepts: {slow: So be it}
        steps: [{name: Arrive, customer: {does: Walks in, answers: rain}}]
        """
    )
    assert rules(blueprint) == [("unknown-reference", 5)]


def test_a_promise_runs_between_steps(build):
    text = """
        blueprint: 1
        service: Theatre visit
        promise: {{within: 2 h, from: {first}, to: {last}}}
        steps:
          - {{name: Buy a ticket, customer: Buys}}
          - {{name: Watch, customer: Watches}}
    """
    promise = build(text.format(first="Buy a ticket", last="watch")).promise
    assert promise is not None
    assert (promise.first.id, promise.last.id) == ("buy-a-ticket", "watch")
    assert rules(build(text.format(first="by-a-ticket", last="watch"))) == [("unknown-reference", 4)]
    assert rules(build(text.format(first="watch", last="buy-a-ticket"))) == [("unknown-reference", 4)]


@pytest.mark.parametrize("when", ["2026-13-01", "2026-1-1", "yesterday"])
def test_a_review_date_is_a_day_of_the_calendar(build, when):
    blueprint = build(
        f"""
        blueprint: 1
        service: Theatre visit
        review: {{date: {when}, every: 180 d}}
        steps: [{{name: Arrive, customer: Arrives}}]
        """
    )
    assert rules(blueprint) == [("schema", 4)]
    assert blueprint.review is not None
    assert blueprint.review.date is None


@pytest.mark.parametrize(
    "text",
    [
        "blueprint: 1\nservice: [a]\nsteps: 3\nactors: [x]\n",
        "steps: [1, {customer: 3}, {customer: {does: [x]}}, [x], {frontstage: {does: a, to: {card: [b]}}}]\n",
        "steps: [{backstage: [{does: a, takes: [1], pain: [[x]], fails: {what: {a: b}}, enters: {a: b}}]}]\n",
        "promise: {within: {a: b}}\nreview: 3\ngoals: [3, {target: 4}]\naccepts: [a]\n",
        "systems: {a: [b]}\nactors: {a: 3}\npolicies: [a]\nprocesses: {p: {measures: {a: b}}}\n",
    ],
)
def test_what_has_the_wrong_shape_counts_as_absent(build, text):
    build(text)
