import pytest

from blueprint_cli.blueprint.addresses import slug

STEPS = """
    blueprint: 1
    service: Repairs
    actors: {clerk: {name: Clerk}, driver: {name: Van driver}}
    systems: {desk: Service desk, crm: {name: CRM}}
    steps:
      - name: Report a fault
        customer: Reports the fault
        frontstage:
          - {does: Answers, by: clerk, uses: crm}
          - {does: Confirms, by: desk}
        backstage:
          - {does: Sorts the case, by: clerk}
          - {id: plan, does: Plans the visit, by: clerk}
          - {does: Loads the van, by: driver}
          - {does: Checks the van}
          - {does: Checks the van}
      - name: Repair
        customer: [Opens the door, Signs]
        frontstage: {does: Repairs it, by: [driver, clerk], to: %s}
"""


def test_addresses_are_the_shortest_that_are_clear(build):
    blueprint = build(STEPS % "plan")
    assert [card.address for card in blueprint.cards] == [
        "report-a-fault/customer",
        "report-a-fault/frontstage/1",
        "report-a-fault/desk",
        "report-a-fault/backstage/1",
        "plan",
        "report-a-fault/driver",
        "report-a-fault/backstage/4",
        "report-a-fault/backstage/5",
        "repair/customer/1",
        "repair/customer/2",
        "repair/driver",
    ]


def test_anchors_hold_words_where_addresses_hold_numbers(build):
    anchors = [card.anchor for card in build(STEPS % "plan").cards]
    assert anchors[1] == "report-a-fault/frontstage/answers#1"
    assert anchors[6:8] == ["report-a-fault/backstage/checks-the-van#1", "report-a-fault/backstage/checks-the-van#2"]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize(
    ("address", "does"),
    [
        ("plan", "Plans the visit"),
        ("report-a-fault/plan", "Plans the visit"),
        ("report-a-fault/desk", "Confirms"),
        ("Report a fault/Service desk", "Confirms"),
        ("report-a-fault/driver", "Loads the van"),
        ("report-a-fault/customer", "Reports the fault"),
        ("repair/clerk", "Repairs it"),
        ("repair/frontstage", "Repairs it"),
    ],
)
def test_a_link_finds_its_card(build, address, does):
    blueprint = build(STEPS % address)
    assert blueprint.problems == []
    assert [link.target.does for link in blueprint.links] == [does]


@pytest.mark.parametrize(
    ("address", "rule", "words"),
    [
        ("report-a-fault/clerk", "ambiguous-address", "any of 3 cards"),
        ("repair/customer", "ambiguous-address", "any of 2 cards"),
        ("report-a-fault/crm", "unknown-reference", "no card"),
        ("report-a-fault/backstage/1", "unknown-reference", "no card"),
        ("repair", "unknown-reference", "is a step"),
        ("plam", "unknown-reference", "Did you mean “plan”?"),
        ("repare/driver", "unknown-reference", "Did you mean “repair/driver”?"),
    ],
)
def test_an_address_that_leads_nowhere_or_to_several_is_told(build, address, rule, words):
    blueprint = build(STEPS % address)
    assert blueprint.links == []
    (problem,) = blueprint.problems
    assert problem.rule == rule
    assert words in problem.message
    assert problem.span.line == 20


def test_evidence_takes_no_links(build):
    blueprint = build(
        """
        blueprint: 1
        service: Cards
        steps:
          - name: Pay
            evidence: {name: Receipt, id: slip}
            frontstage: {does: Prints it, to: slip}
        """
    )
    assert [problem.rule for problem in blueprint.problems] == ["unknown-reference"]
    assert "is evidence" in blueprint.problems[0].message


def test_steps_of_one_name_are_told_apart_and_ambiguous_by_that_name(build):
    blueprint = build(
        """
        blueprint: 1
        service: Queue
        steps:
          - {name: Wait, customer: Waits}
          - {name: Wait, customer: Waits again, frontstage: {does: Calls, to: wait-2/customer}}
          - {name: Go, frontstage: {does: Waves, to: wait/customer}}
        """
    )
    assert [step.id for step in blueprint.steps] == ["wait", "wait-2", "go"]
    assert [link.target.does for link in blueprint.links] == ["Waits again", "Waits"]
    assert blueprint.problems == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Send back", "send-back"), ("Rückgabe – jetzt!", "rückgabe-jetzt"), ("退货", "退货"), ("??", "")],
)
def test_slugs_keep_letters_of_all_scripts(name, expected):
    assert slug(name) == expected
