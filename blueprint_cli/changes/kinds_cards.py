"""Kinds of change of cards: what there is, where it stands, who does it, on what, and what runs between cards."""

from __future__ import annotations

from blueprint_cli.changes.kind import Kind, both_ways, comes_and_goes, either_way

_NEW_WORK = "The customer has one more thing to do on the way to the goal."
_LOST_ACTION = "Customers who do this today no longer can, and have to be told what to do instead."
_HANDS = "Somebody else has to do it from now on, and must be able to."
_TOOLS = "Those who do this need the right system, with access and training."
_ANOTHER_WAY = "Customers who come this way find it closed."

CARD_KINDS: tuple[Kind, ...] = (
    *comes_and_goes(
        ("customer-action-added", "Customer action added", "breaking", _NEW_WORK),
        ("customer-action-removed", "Customer action removed", "breaking", _LOST_ACTION),
    ),
    *comes_and_goes(
        ("response-added", "Response added", "info", "The customer gets something that was not there before."),
        ("response-removed", "Response removed", "breaking", "The customer no longer gets it, and may wait for it."),
    ),
    *comes_and_goes(
        ("backstage-card-added", "Backstage card added", "info", "There is more work that the customer does not see."),
        ("backstage-card-removed", "Backstage card removed", "info", "Somebody has to be sure that it is not missed."),
    ),
    *comes_and_goes(
        ("support-card-added", "Support card added", "info", "The work above it stands on one thing more."),
        ("support-card-removed", "Support card removed", "info", "The work above it has to stand without it."),
    ),
    *comes_and_goes(
        ("evidence-added", "Evidence added", "info", "The customer has something more to see or hold."),
        ("evidence-removed", "Evidence removed", "breaking", "The customer has nothing left to see or hold here."),
    ),
    *either_way(("card-reworded", "Reworded", "info", "The same card says something else, perhaps other work.")),
    *either_way(("evidence-reworded", "Evidence reworded", "info", "The customer sees or holds something else.")),
    *either_way(("card-reordered", "In another order", "info", "What comes first may be waited for by the next."), "→"),
    *either_way(("evidence-reordered", "Evidence in another order", "cosmetic", "Evidence has no order."), "→"),
    *either_way(("card-moved", "Moved to another step", "info", "It happens earlier or later for the customer."), "→"),
    *either_way(("evidence-moved", "Evidence in another step", "info", "The customer meets it earlier or later."), "→"),
    *both_ways(
        ("card-hidden", "Moved below the line of visibility", "breaking", "The customer no longer sees it happen."),
        ("card-exposed", "Moved above the line of visibility", "breaking", "The customer now sees what was inside."),
        "→",
    ),
    *both_ways(
        ("card-given-to-customer", "Handed to the customer", "breaking", "The customer has to do it now."),
        ("card-taken-from-customer", "Taken over from the customer", "risky", "Somebody here has to do it now."),
        "→",
    ),
    *both_ways(
        ("card-to-support", "Moved from backstage to support", "info", "It is what work stands on, not the work."),
        ("card-to-backstage", "Moved from support to backstage", "info", "It is work, not what work stands on."),
        "→",
    ),
    *either_way(("evidence-details-changed", "Evidence described differently", "info", "It leads somewhere else.")),
    *comes_and_goes(
        ("channel-added", "Channel added", "info", "Customers can come one more way, and it has to be staffed."),
        ("channel-removed", "Channel removed", "breaking", _ANOTHER_WAY),
    ),
    *either_way(("channel-changed", "Other channel", "breaking", "Customers who come the old way find it closed.")),
    *comes_and_goes(
        ("performer-added", "Somebody more does it", "risky", _HANDS),
        ("performer-removed", "Somebody no longer does it", "risky", "It is done by fewer, or nobody knows by whom."),
    ),
    *either_way(("performer-changed", "Done by somebody else", "risky", _HANDS)),
    *either_way(("owner-changed", "Owner changed", "risky", "Somebody else answers for it, and has to know.")),
    *comes_and_goes(
        ("system-used-added", "Uses one more system", "risky", _TOOLS),
        ("system-used-removed", "No longer uses a system", "risky", "What was kept there has to be kept elsewhere."),
    ),
    *either_way(("system-used-changed", "Uses another system", "risky", _TOOLS)),
    *comes_and_goes(
        ("policy-followed", "Follows one more policy", "risky", "Those who do it have to know the rule and keep it."),
        ("policy-unfollowed", "No longer follows a policy", "risky", "Somebody has to have allowed that."),
    ),
    *either_way(("policy-followed-changed", "Follows another policy", "risky", "Another rule has to be kept.")),
    *comes_and_goes(
        ("process-linked", "Process linked", "info", "It says how the work is done in detail."),
        ("process-unlinked", "Process no longer linked", "info", "How the work is done in detail is not found here."),
    ),
    *either_way(("process-changed", "Other process", "info", "The work is done another way in detail.")),
    *both_ways(
        ("automation-raised", "More automatic", "info", "Hands are freed, and exceptions need a way out."),
        ("automation-lowered", "Less automatic", "risky", "Hands are needed where a system did it."),
    ),
    *comes_and_goes(
        ("automation-stated", "Automation stated", "info", "It is known how far people do it by hand."),
        ("automation-unstated", "Automation no longer stated", "info", "It is unknown how far people do it by hand."),
    ),
    *comes_and_goes(
        ("entry-added", "More to key in", "risky", "Each entry costs time and brings its own typing errors."),
        ("entry-removed", "Less to key in", "info", "It saves time, unless somebody needs the data."),
    ),
    *either_way(("entry-changed", "Something else to key in", "info", "Somebody may need what is no longer entered.")),
    *comes_and_goes(
        ("approval-added", "Approval added", "risky", "Work stops here until somebody has decided."),
        ("approval-removed", "Approval removed", "risky", "Nobody stands at this gate any more."),
    ),
    *either_way(("approval-changed", "Other approval", "risky", "Somebody decides about something else.")),
    *comes_and_goes(
        ("link-added", "Link added", "info", "One card now waits for, or tells, another."),
        ("link-removed", "Link removed", "info", "One card no longer waits for, or tells, another."),
    ),
    *comes_and_goes(
        ("handoff-added", "Handoff added", "risky", "Work passes between teams, where it can wait or be lost."),
        ("handoff-removed", "Handoff removed", "info", "Work no longer passes between teams here."),
    ),
    *either_way(("link-redirected", "Link leads elsewhere", "info", "Another card gets the work."), "→"),
    *either_way(("handoff-redirected", "Handoff leads elsewhere", "risky", "Another team gets the work."), "→"),
    *either_way(("link-kind-changed", "Other kind of link", "info", "It may be waited for now, or no longer.")),
    *either_way(("carries-changed", "Carries something else", "info", "The next card gets something else.")),
    *either_way(("via-changed", "Goes another way", "info", "It may be lost or wait in another place.")),
    *either_way(("mutual-changed", "Both ways or one way", "info", "An answer is expected, or no longer.")),
)
