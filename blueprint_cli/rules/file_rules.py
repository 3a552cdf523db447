"""The rules that are always on, because they come from reading the file: their documentation.

They have no check of their own: the reader, the schema and the model find the problems, under these names.
"""

from __future__ import annotations

from typing import NamedTuple

from blueprint_cli.document import Severity


class FileRule(NamedTuple):
    """A rule of reading: its severity in every profile, and its documentation in the form of a rule's docstring."""

    name: str
    severity: Severity
    text: str
    #: Whether its findings may bring a correction that a program can make.
    fixable: bool = False


FILE_RULES: tuple[FileRule, ...] = (
    FileRule(
        "yaml-syntax",
        "error",
        """
        The text cannot be read as one YAML or JSON mapping.

        Tabs, marks of a merge conflict, a second document, another encoding than UTF-8 and an empty file count, too.

        Why it matters
            Nothing can be checked or drawn before the file can be read.

        Bad
            steps:
              - name: "Request
                customer: Starts a return

        Good
            steps:
              - name: "Request"
                customer: Starts a return

        When ignoring it is fine
            Never; it cannot be ignored.

        Source
            YAML 1.2.2, RFC 8259.
        """,
        fixable=True,
    ),
    FileRule(
        "duplicate-key",
        "error",
        """
        A key stands twice in the same mapping.

        Why it matters
            YAML readers keep one of the two and drop the other without a word, so a card or a step would vanish.

        Bad
            steps:
              - name: Request
                customer: Starts a return
                customer: Prints the label

        Good
            steps:
              - name: Request
                customer: [Starts a return, Prints the label]

        When ignoring it is fine
            Never; several cards of a layer are a list.

        Source
            YAML 1.2.2, section 3.2.1.3: the keys of a mapping are unique.
        """,
    ),
    FileRule(
        "schema",
        "error",
        """
        A value is not what the language expects in its place, or a required key is missing.

        Why it matters
            What is not understood is neither checked nor drawn. All that is valid beside it still is.

        Bad
            steps:
              - name: Request
                customer:
                  does: Starts a return
                  feels: bad

        Good
            steps:
              - name: Request
                customer:
                  does: Starts a return
                  feels: -1

        When ignoring it is fine
            Never; what has no field of its own goes into a `note`.

        Source
            The schema of the blueprint language; `bp schema` prints it.
        """,
        fixable=True,
    ),
    FileRule(
        "unknown-field",
        "error",
        """
        A key is not a word of the language.

        A key with blanks inside `{ }` is often the rest of a sentence that a comma cut in two: quote the sentence.

        Why it matters
            A mistyped key would be dropped without a word, and what it says with it.

        Bad
            steps:
              - name: Inspect
                backstage:
                  does: Opens the box
                  duration: 20 min

        Good
            steps:
              - name: Inspect
                backstage:
                  does: Opens the box
                  takes: 20 min

        When ignoring it is fine
            Never; what has no field of its own goes into a `note`.

        Source
            The schema of the blueprint language; `bp schema` prints it.
        """,
        fixable=True,
    ),
    FileRule(
        "execution-field",
        "error",
        """
        A key tells how a process is executed: a condition, a branch, a loop, a retry, a script.

        Why it matters
            A blueprint shows what the customer lives through and what makes it possible. Branches make it a flow chart
            that nobody reads; they have their place in a process model that a card links to.

        Bad
            steps:
              - name: Approve
                backstage:
                  does: Releases the refund
                  if: the item is unopened

        Good
            processes:
              release:
                name: Release a refund
            steps:
              - name: Approve
                backstage:
                  does: Releases the refund
                  process: release

        When ignoring it is fine
            Never; link a `process`, or draw the other scenario in a blueprint of its own.

        Source
            Bitner, Ostrom and Morgan 2008: one blueprint, one scenario. OMG, BPMN 2.0.2, for the logic.
        """,
    ),
    FileRule(
        "duplicate-id",
        "error",
        """
        Two things of one kind have the same id.

        Ids of cards, pains and ideas are unique in the file; steps, policies and processes have a name space each,
        actors and systems one together. A step without `id` takes it from its name.

        Why it matters
            A link or an answer to that id could mean either of them.

        Bad
            steps:
              - name: Inspect
                backstage:
                  - id: record
                    does: Opens the box
                  - id: record
                    does: Notes the result

        Good
            steps:
              - name: Inspect
                backstage:
                  - id: open
                    does: Opens the box
                  - id: record
                    does: Notes the result

        When ignoring it is fine
            Never; rename one of them.

        Source
            The blueprint language, addresses.
        """,
    ),
    FileRule(
        "unknown-reference",
        "error",
        """
        A card, step, actor, system, policy, process or pain is named that is declared nowhere.

        Why it matters
            An arrow that leads nowhere is not drawn, and a system that is not declared has no owner to ask.

        Bad
            systems:
              payments:
                name: Payment system
            steps:
              - name: Refund
                support:
                  does: Pays the money back
                  by: payment

        Good
            systems:
              payments:
                name: Payment system
            steps:
              - name: Refund
                support:
                  does: Pays the money back
                  by: payments

        When ignoring it is fine
            Never; declare it, or leave all actors and systems undeclared in a first draft.

        Source
            The blueprint language, addresses.
        """,
        fixable=True,
    ),
    FileRule(
        "ambiguous-address",
        "error",
        """
        An address could mean several cards.

        Why it matters
            A link to the wrong card is a wrong picture, and the order of the file should not decide which it is.

        Bad
            steps:
              - name: Inspect
                customer:
                  does: Waits
                  needs: inspect/backstage
                backstage: [Opens the box, Notes the result]

        Good
            steps:
              - name: Inspect
                customer:
                  does: Waits
                  needs: record
                backstage:
                  - Opens the box
                  - id: record
                    does: Notes the result

        When ignoring it is fine
            Never; give the card an id and use it.

        Source
            The blueprint language, addresses.
        """,
    ),
    FileRule(
        "bad-duration",
        "error",
        """
        A time cannot be read as a duration.

        Number and unit, alone or as a range: `90 s`, `20 min`, `4 h`, `1-3 d`, `1 wk`, `5 wd` (working days),
        `1 h 30 min`. A month is 30 days, a year 365.

        Why it matters
            Promises and waits are compared by adding times up; one that cannot be read is missing from every sum.

        Bad
            steps:
              - name: Approve
                takes: a week or so
                backstage: Releases the refund

        Good
            steps:
              - name: Approve
                takes: 5-9 d
                backstage: Releases the refund

        When ignoring it is fine
            Never; what is only a guess in words goes into a `note`.

        Source
            The blueprint language, durations.
        """,
        fixable=True,
    ),
    FileRule(
        "rule-crashed",
        "error",
        """
        A rule failed on this file: a mistake in bp, not in the blueprint.

        The other rules have spoken as usual. The exit code is 3, so that the gap is not taken for a pass.

        Why it matters
            What the rule would have said about the file is unknown. Please report it, with the file if you can.

        When ignoring it is fine
            Until it is mended, leave the rule out with `--ignore` and its name.

        Source
            None: a safeguard.
        """,
    ),
    FileRule(
        "unused-ignore",
        "warning",
        """
        An ignore comment holds nothing back.

        Why it matters
            The pitfall is gone, or the comment stands in the wrong place; left alone it would hide the next one.

        Bad
            # bp: ignore-file[process-map-only] internal procedure
            steps:
              - name: Request
                customer: Starts a return
                frontstage: Offers a label

        Good
            steps:
              - name: Request
                customer: Starts a return
                frontstage: Offers a label

        When ignoring it is fine
            Never; delete the comment.

        Source
            The same report in linters of other languages, such as ruff's for unused `noqa` comments.
        """,
        fixable=True,
    ),
    FileRule(
        "unknown-ignore",
        "warning",
        """
        An ignore comment names a rule that does not exist, gives no reason, or cannot be read.

        Why it matters
            It holds nothing back, although its author believes so; and without a reason nobody can judge it later.

        Bad
            steps:
              - name: Request
                customer: Starts a return
                frontstage: Offers a label  # bp: ignore[missing-suport] done on paper

        Good
            steps:
              - name: Request
                customer: Starts a return
                frontstage: Offers a label

        When ignoring it is fine
            Never; `bp rules` lists the names.

        Source
            None: a safeguard.
        """,
        fixable=True,
    ),
    FileRule(
        "expired-ignore",
        "warning",
        """
        The day until which an ignore comment was to hold has passed.

        Its findings are back. The day is compared with today, or with `--today`.

        Why it matters
            Somebody agreed to live with the pitfall until that day and no longer.

        Bad
            # bp: ignore-file[process-map-only] interviews are planned (until 2020-01-31)
            steps:
              - name: Schedule
                backstage: Assigns a specialist
                support: Client database

        Good
            # bp: ignore-file[process-map-only] interviews are planned (until 9999-12-31)
            steps:
              - name: Schedule
                backstage: Assigns a specialist
                support: Client database

        When ignoring it is fine
            Never; mend the pitfall, or agree on a new day.

        Source
            None: a safeguard.
        """,
        fixable=True,
    ),
)
