"""Kinds of change of the file, its steps, and who and what it declares."""

from __future__ import annotations

from blueprint_cli.changes.kind import Kind, both_ways, comes_and_goes, either_way

_NEW_WORK = "The customer has one more thing to do on the way to the goal."
_LOST_STEP = "Customers who count on this part of the service no longer find it."
_NEW_TEAM = "Another team answers for this now, and has to know."
_ADDRESS = "Whatever names it by its old id, such as links, answers and other files, leads nowhere."

FILE_KINDS: tuple[Kind, ...] = (
    *comes_and_goes(
        ("blueprint-added", "Blueprint added", "info", "A service is described that was not before."),
        ("blueprint-removed", "Blueprint removed", "breaking", "Nobody can see any more what the customer is given."),
    ),
    *either_way(("blueprint-moved", "File moved", "info", "Other files that name it need its new path."), "→"),
    *either_way(("service-renamed", "Service renamed", "info", "People will look for the old name.")),
    *either_way(("customer-changed", "Other customer", "risky", "Every card is read from this customer's side.")),
    *either_way(("scope-changed", "Other start or end", "risky", "Times and promises now cover another stretch.")),
    *either_way(("state-changed", "State changed", "info", "It is read as what is, or as what is to be.")),
    *either_way(("summary-changed", "Summary reworded", "cosmetic", "It says the same service in other words.")),
    *either_way(("version-changed", "Version changed", "info", "It tells readers which edition they hold.")),
    *either_way(("review-changed", "Review changed", "info", "It tells how far the blueprint can be relied on.")),
    *either_way(("language-changed", "Language changed", "info", "Rules read the words by another list.")),
    *either_way(("lanes-changed", "Lanes drawn differently", "cosmetic", "Only the picture looks different.")),
    *either_way(("catalogs-changed", "Other catalogs", "info", "Shared names come from somewhere else.")),
    *either_way(("current-state-changed", "Other current state", "info", "Pains and ideas are those of another file.")),
    *comes_and_goes(
        ("customer-step-added", "Step for the customer added", "breaking", _NEW_WORK),
        ("customer-step-removed", "Step of the customer removed", "breaking", _LOST_STEP),
    ),
    *comes_and_goes(
        ("step-added", "Step without the customer added", "info", "Time passes in which the customer does nothing."),
        ("step-removed", "Step without the customer removed", "info", "A stretch of the customer's time is gone."),
    ),
    *either_way(("step-moved", "Step moved", "info", "The customer goes through the service in another order."), "→"),
    *either_way(("step-renamed", "Step renamed", "info", "Teams know the step by its old name.")),
    *either_way(("phase-changed", "Step in another phase", "info", "The journey is told in other chapters.")),
    *either_way(("phase-renamed", "Phase renamed", "info", "Teams know the phase by its old name.")),
    *comes_and_goes(
        ("id-added", "Id given", "cosmetic", "It can now be named from elsewhere."),
        ("id-removed", "Id taken away", "risky", _ADDRESS),
    ),
    *either_way(("id-changed", "Id changed", "risky", _ADDRESS)),
    *comes_and_goes(
        ("actor-declared", "Actor declared", "info", "Somebody new takes part in the service."),
        ("actor-dropped", "Actor no longer declared", "info", "Somebody no longer takes part in the service."),
    ),
    *either_way(("actor-renamed", "Actor renamed", "info", "The same people are called something else.")),
    *either_way(("actor-team-changed", "Actor in another team", "risky", _NEW_TEAM)),
    *either_way(("actor-kind-changed", "Other kind of actor", "info", "A partner is steered differently from a team.")),
    *comes_and_goes(
        ("system-declared", "System declared", "risky", "A new system has to be bought, built, run and learnt."),
        ("system-dropped", "System no longer declared", "risky", "What it did and holds has to go somewhere."),
    ),
    *either_way(("system-renamed", "System renamed", "info", "The same system is called something else.")),
    *either_way(("system-owner-changed", "System owner changed", "risky", _NEW_TEAM)),
    *either_way(("system-details-changed", "System described differently", "info", "It may be bought or run anew.")),
    *both_ways(
        ("system-retired", "System retired", "risky", "Every card that stands on it needs another footing."),
        ("system-revived", "System no longer retired", "info", "Cards may stand on it again."),
    ),
    *both_ways(
        ("system-deprecated", "System to be given up", "risky", "Every card on it has to move before it is gone."),
        ("system-reinstated", "System no longer to be given up", "info", "Cards may go on standing on it."),
    ),
    *comes_and_goes(
        ("policy-declared", "Policy declared", "info", "A rule is there that cards can follow."),
        ("policy-dropped", "Policy no longer declared", "info", "A rule is gone that cards could follow."),
    ),
    *either_way(("policy-changed", "Policy reworded", "info", "Cards that follow it may have to work differently.")),
    *comes_and_goes(
        ("process-declared", "Process declared", "info", "How something is done in detail is written down."),
        ("process-dropped", "Process no longer declared", "info", "How it is done in detail is no longer found."),
    ),
    *either_way(("process-renamed", "Process renamed", "info", "The same work is called something else.")),
    *either_way(("process-model-changed", "Other process model", "info", "The detail behind the cards is another.")),
    *either_way(("process-owner-changed", "Process owner changed", "risky", _NEW_TEAM)),
    *either_way(("comments-changed", "Comments changed", "cosmetic", "Only readers of the file see it.")),
    *either_way(("keys-reordered", "Keys in another order", "cosmetic", "It says the same.")),
    *either_way(("layout-changed", "File laid out differently", "cosmetic", "It says the same.")),
)
