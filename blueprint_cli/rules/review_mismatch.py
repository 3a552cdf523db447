"""The blueprint has changed since it was reviewed.

`bp review` writes a fingerprint of what was reviewed into `review.content`. It covers all that the file says, and the
catalog entries that it refers to; comments, layout and the review itself don't count.

Why it matters
    A review vouches for what was on the table that day. Changes slip in afterwards, and the date beside them says
    that somebody has looked.

Bad
    service: Library loan
    review:
      date: 2026-11-02
      by: Head of lending
      content: sha256:0000000000000000
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

Good
    service: Library loan
    review:
      date: 2026-11-02
      by: Head of lending
      content: sha256:4eb72cddce45b920
    steps:
      - name: Borrow
        customer: Brings a book to the desk
        frontstage: Lends the book

When ignoring it is fine
    While a change is under way, with a day until which it may be.

Source
    Approval of a certain version, as in document control after ISO 9001:2015, 7.5.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_cli.blueprint import Blueprint
from blueprint_cli.document import Problem
from blueprint_cli.rules.rule import Context, Rule, Skipped, on_file


def check(blueprint: Blueprint, context: Context) -> Iterator[Problem | Skipped]:
    """Compare the fingerprint of the review with that of the file."""
    review = blueprint.review
    if review is None:
        return
    if not review.content:
        yield Skipped("the review has no fingerprint: `bp review` writes one")
        return
    # A file without a fingerprint does not wait for the modules that make one.
    from blueprint_cli.blueprint.content import content_hash

    if review.content != content_hash(blueprint):
        when = f" on {review.date}" if review.date else ""
        yield on_file(
            RULE.name,
            blueprint,
            f"The blueprint has changed since its review{when}.",
            "Nobody has vouched for what is in it now. Show the changes to the role that reviews it, then run "
            "`bp review FILE --by ROLE`, which writes day, role and fingerprint anew.",
            "content",
            element=review,
        )


RULE = Rule("review-mismatch", "governance", check, whole=True)
