"""Kinds of change of what is marked on cards: pains, fail points, ideas, measures, feelings, notes."""

from __future__ import annotations

from blueprint_cli.changes.kind import Kind, both_ways, comes_and_goes, either_way

_KNOWN = "It is known now, and can be worked on."

MARK_KINDS: tuple[Kind, ...] = (
    *comes_and_goes(
        ("pain-added", "Pain added", "info", _KNOWN),
        ("pain-removed", "Pain removed", "info", "Somebody should know whether it is solved or only forgotten."),
    ),
    *both_ways(
        ("pain-worse", "Pain more severe", "info", "It has become more urgent to answer."),
        ("pain-milder", "Pain less severe", "info", "It has become less urgent to answer."),
    ),
    *either_way(("pain-severity-changed", "Severity stated differently", "info", "It tells what to answer first.")),
    *either_way(("pain-reworded", "Pain reworded", "info", "It may be another pain.")),
    *either_way(("pain-moved", "Pain moved to another place", "info", "It is felt somewhere else."), "→"),
    *either_way(("fail-moved", "Fail point moved to another place", "info", "It fails somewhere else."), "→"),
    *either_way(("idea-moved", "Idea moved to another place", "info", "It is meant for somewhere else."), "→"),
    *either_way(("measure-moved", "Measure moved to another place", "info", "It is taken somewhere else."), "→"),
    *either_way(("pain-cause-changed", "Other cause of a pain", "info", "It has to be answered somewhere else.")),
    *comes_and_goes(
        ("pain-answered", "Pain answered", "info", "This is what the change is for."),
        ("pain-unanswered", "Pain no longer answered", "risky", "A pain that was to go may stay."),
    ),
    *comes_and_goes(
        ("pain-accepted", "Pain accepted", "info", "Somebody has decided to live with it, and says why."),
        ("pain-not-accepted", "Pain no longer accepted", "info", "It has to be answered now."),
    ),
    *either_way(("acceptance-reworded", "Accepted for another reason", "info", "The decision stands on other ground.")),
    *comes_and_goes(
        ("fail-added", "Fail point added", "info", _KNOWN),
        ("fail-removed", "Fail point removed", "info", "Somebody should know whether it cannot fail any more."),
    ),
    *comes_and_goes(
        ("bare-fail-added", "Fail point without recovery added", "risky", "When it fails, nobody knows what to do."),
        ("bare-fail-removed", "Fail point without recovery removed", "info", "Somebody should know if it is solved."),
    ),
    *either_way(("fail-reworded", "Fail point reworded", "info", "Something else may go wrong here.")),
    *comes_and_goes(
        ("recovery-added", "Recovery added", "info", "When it fails, the customer is helped."),
        ("recovery-removed", "Recovery removed", "breaking", "When it fails, the customer is left alone."),
    ),
    *either_way(("recovery-changed", "Other recovery", "info", "When it fails, the customer is helped another way.")),
    *comes_and_goes(
        ("idea-added", "Idea added", "info", "Somebody sees a way to make it better."),
        ("idea-removed", "Idea removed", "info", "Somebody should know whether it was done or given up."),
    ),
    *both_ways(
        ("idea-taken-up", "Idea taken up", "info", "What was an idea is now part of the service."),
        ("idea-put-back", "Idea put back", "info", "What was part of the service is only an idea again."),
    ),
    *either_way(("idea-reworded", "Idea reworded", "info", "It may be another idea.")),
    *either_way(("idea-details-changed", "Idea described differently", "info", "It has another owner, kind or aim.")),
    *comes_and_goes(
        ("goal-added", "Goal added", "info", "The service is to reach something more."),
        ("goal-removed", "Goal removed", "risky", "Nobody will see any more whether it is reached."),
    ),
    *comes_and_goes(
        ("measure-added", "Measure added", "info", "It will be seen whether it works."),
        ("measure-removed", "Measure removed", "info", "It will no longer be seen whether it works."),
    ),
    *either_way(("measure-renamed", "Measure reworded", "info", "Something else may be measured.")),
    *either_way(("measure-now-changed", "Another value now", "info", "It tells whether things get better.")),
    *either_way(("measure-target-changed", "Other target", "info", "Those who work for it have another aim.")),
    *comes_and_goes(
        ("moment-added", "Now a moment of truth", "info", "It decides what the customer thinks of the service."),
        ("moment-removed", "No longer a moment of truth", "risky", "Care may go elsewhere while it still decides."),
    ),
    *both_ways(
        ("feels-better", "Feels better", "info", "The customer is happier here."),
        ("feels-worse", "Feels worse", "breaking", "The customer is less happy here."),
    ),
    *comes_and_goes(
        ("feels-stated", "Feeling stated", "info", "It is known how the customer feels here."),
        ("feels-unstated", "Feeling no longer stated", "info", "It is unknown how the customer feels here."),
    ),
    *comes_and_goes(
        ("question-raised", "Question raised", "info", "Something has to be found out."),
        ("question-settled", "Question gone", "info", "Somebody should know whether it is answered."),
    ),
    *either_way(("question-reworded", "Question reworded", "info", "Something else may have to be found out.")),
    *either_way(("basis-changed", "Rests on something else", "info", "It tells what was seen and what is a guess.")),
    *either_way(("source-changed", "Other source", "cosmetic", "It tells where to look it up.")),
    *either_way(("note-changed", "Note changed", "cosmetic", "It is a remark beside the card.")),
)
