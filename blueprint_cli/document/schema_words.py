"""The words that schema messages are made of: what things are called, and what people type instead.

Data only. Field names are those of `schemas/blueprint.schema.json`; kinds are the names of its `$defs`, with `""` for
the file itself.
"""

from __future__ import annotations

#: What a mapping of each kind is called. `{layer}` is the layer that a card stands in.
NOUNS = {
    "": "a blueprint",
    "review": "a review",
    "promiseOfSteps": "a promise",
    "step": "a step",
    "evidenceCard": "a piece of evidence",
    "customerCard": "a customer card",
    "providerCard": "a {layer} card",
    "link": "a link",
    "pain": "a pain point",
    "failPoint": "a fail point",
    "idea": "an idea",
    "measure": "a measure",
    "actor": "an actor",
    "system": "a system",
    "policy": "a policy",
    "process": "a process",
}

#: Where a field that stands in the wrong place belongs, the likeliest home first, and how it is written there.
HOMES = {
    "providerCard": (
        "a card",
        "Cards stand in the layers of a step: `customer`, `frontstage`, `backstage`, `support`.",
    ),
    "customerCard": ("a customer card", "Customer cards stand under the `customer` of a step."),
    "step": ("a step", "Steps stand in the list `steps`; their fields line up with the step's `name`."),
    "link": (
        "a link",
        "A link is a mapping under a card's `to`:\n\n  to:\n    card: approve/review\n    carries: The result",
    ),
    "pain": (
        "a pain point",
        "A pain point is a mapping under `pain`:\n\n  pain:\n    what: No news for two weeks\n    severity: high",
    ),
    "failPoint": (
        "a fail point",
        "A fail point is a mapping under a card's `fails`:\n\n"
        "  fails:\n    what: The label does not print\n    recovery: The shop prints one",
    ),
    "idea": (
        "an idea",
        "An idea is a mapping under a card's `idea`:\n\n"
        "  idea:\n    what: Refund unopened items by rule\n    kind: automate",
    ),
    "measure": (
        "a measure",
        "Measures stand under a card's `measures` or the blueprint's `goals`:\n\n"
        "  measures:\n    - name: Refunds within five days\n      now: 22 %\n      target: 95 %",
    ),
    "evidenceCard": ("evidence", "Evidence is a mapping under a step's `evidence`, with a `name`."),
    "system": ("a system", "Systems are declared under `systems`, each under its id."),
    "process": ("a process", "Processes are declared under `processes`; a card names one in `process`."),
    "actor": ("an actor", "Actors are declared under `actors`; a card names them in `by`."),
    "policy": ("a policy", "Policies are declared under `policies`; a card names them in `follows`."),
    "": ("the blueprint as a whole", "Fields of the whole blueprint stand at the left margin, beside `service`."),
    "promiseOfSteps": ("the promise", "It stands in the mapping under `promise`, beside `within`."),
    "review": ("the review", "It stands in the mapping under `review`."),
}

LAYERS = ("evidence", "customer", "frontstage", "backstage", "support")

#: Fields that only some mappings have, and why.
ONLY = {
    "feels": "only customer cards have feelings",
    "moment": "only customer cards are moments of truth",
    "answers": "only cards and ideas answer pains",
}

#: Names that many mappings have: that one is missing here says nothing of where it belongs.
COMMON = frozenset({"id", "name", "what", "does", "note", "source", "link", "kind", "card", "service"})

_INSTEAD = {
    # What people type: the fields that they may mean; the first one counts that the mapping has and does not use yet.
    "onstage front frontoffice frontend visible staff employee employees": "frontstage",
    "offstage back backoffice behindthescenes invisible internal": "backstage",
    "touchpoint touchpoints physicalevidence artefact artefacts artifact artifacts props": "evidence",
    "user client guest patient citizen persona customeraction customeractions journey": "customer",
    "supportprocess supportprocesses supporting backend": "support",
    "label title heading": "does name what service carries",
    "name": "does what service carries",
    "text sentence action activity task doing verb job": "does what name carries",
    "does": "name what carries",
    "what": "does name carries",
    "description details": "does what name summary note",
    "actor who role performer person doneby agent executor responsible roles people persons": "by owner actors",
    "author accountable": "owner",
    "duration time length touchtime elapsed leadtime processingtime": "takes within",
    "wait waiting waittime waitingtime delay lag queue": "waits",
    "system tool tools app apps software technology technologies application applications it": "uses systems",
    "policy rule rules terms law": "follows policies",
    "bpmn subprocess workflow": "process model",
    "file path diagram": "model",
    "next nextstep nextcard goto links leadsto trigger triggers handoff handover handsoff handsto sendsto": "to",
    "target address destination": "card to",
    "step": "card",
    "payload content contents message data": "carries enters",
    "medium": "via channel",
    "after requires require dependson dependency dependencies previous prerequisite": "needs",
    "emotion emotions feeling feelings sentiment mood": "feels",
    "momentoftruth mot": "moment",
    "pains painpoint painpoints problem problems issue issues": "pain",
    "failure failures failpoint failpoints risk risks exception exceptions error errors": "fails",
    "opportunity opportunities improvement improvements solution ideas": "idea",
    "metric metrics kpi kpis measure measurement": "measures goals",
    "measures": "goals",
    "automated": "automation",
    "input inputs captures": "enters",
    "approval gate": "approves",
    "frequency rhythm batch schedule": "repeats",
    "deadline slo servicelevel": "sla",
    "channels": "channel",
    "comment comments notes remark remarks": "note",
    "questions openquestion": "question",
    "stage": "phase",
    "level priority impact": "severity",
    "reason because rootcause": "cause",
    "fix fallback mitigation workaround remedy": "recovery",
    "value current actual baseline today": "now",
    "goal aim": "target goals",
    "reviewer reviewedby": "by",
    "when day on": "date",
    "cadence interval cycle": "every",
    "type": "kind",
    "department unit organisation organization": "team",
    "url href uri": "link source model",
    "link reference document": "source",
    "supplier provider": "vendor",
    "status": "state",
    "state": "status",
    "stages columns phases": "steps",
    "lang locale": "language",
    "catalogue catalogs": "catalog",
    "begin begins start": "starts from",
    "end finish finishes": "ends to",
}

#: A key as people type it, without case, hyphens, underscores and blanks: the fields that it may stand for.
INSTEAD = {word: tuple(fields.split()) for words, fields in _INSTEAD.items() for word in words.split()}

#: Words that say the same as the first of their fields that a mapping has. The others are near it, and a person is to
#: judge.
_SAME_WORDS = (
    "onstage offstage touchpoint touchpoints physicalevidence catalogue label title heading actor who performer doneby "
    "duration touchtime processingtime wait waiting waittime waitingtime system tool app application policy subprocess "
    "next nextstep nextcard leadsto handsto sendsto dependson dependencies requires emotion feeling momentoftruth mot "
    "painpoint painpoints failpoint failpoints failures metric metrics kpi kpis measurement frequency comment comments "
    "remark remarks openquestion stage rootcause reviewer reviewedby type url href status state lang locale"
)
SAME_WORDS = frozenset(_SAME_WORDS.split())

_BRANCH = (
    "A blueprint shows that something happens, not under which condition. Put the branching into a BPMN process, "
    "declare that under `processes`, and let the card link to it:"
)
_LOOP = "A blueprint has no loops. Work done in batches is `repeats: daily`; the loop itself belongs in a BPMN process:"
_FAILURE = (
    "What can go wrong, and how the service recovers, goes into the card's `fails`. The exact handling belongs in a "
    "BPMN process that the card links to:"
)
_TIMER = (
    "A wait goes into `waits`, a limit that must hold into `sla`. What happens at the limit belongs in a BPMN process "
    "that the card links to:"
)
_PARALLEL = (
    "Cards of one step that no link joins run side by side anyway. Forks and joins belong in a BPMN process that the "
    "card links to:"
)
_EVENT = (
    "What a card sets off goes into its `to`; what it waits for, into `needs`. Events belong in a BPMN process that "
    "the card links to:"
)
_SCRIPT = "A blueprint is read, not run. What a machine is to execute belongs in a BPMN process that the card links to:"

_EXECUTION = {
    "if ifelse unless then else elif elseif otherwise case cases switch branch branches branching gateway gateways xor "
    "exclusive inclusive condition conditions conditional decision decide when": _BRANCH,
    "loop loops while for foreach until dountil iterate repeat": _LOOP,
    "retry retries try catch onerror onfailure rollback compensate compensation finally throw raise": _FAILURE,
    "timeout timer sleep": _TIMER,
    "parallel fork join concurrent": _PARALLEL,
    "event events messageevent signal listener onevent": _EVENT,
    "script code expression eval execute run command": _SCRIPT,
}

#: Words of execution logic, written like the keys of `INSTEAD`: what to do about each.
EXECUTION = {word: advice for words, advice in _EXECUTION.items() for word in words.split()}

#: Values that people type for one that there is, by field.
INSTEAD_OF_VALUE = {
    "state": {"asis": "current", "today": "current", "now": "current", "tobe": "target", "planned": "target"},
    "automation": {"auto": "automatic", "automated": "automatic", "full": "automatic", "semi": "assisted",
                   "partial": "assisted", "byhand": "manual", "none": "manual"},
    "severity": {"critical": "high", "major": "high", "severe": "high", "med": "medium", "moderate": "medium",
                 "minor": "low"},
    "repeats": {"day": "daily", "everyday": "daily", "week": "weekly", "everyweek": "weekly", "month": "monthly",
                "everymonth": "monthly"},
    "kind": {"notify": "notifies", "notification": "notifies", "return": "rework", "back": "rework",
             "human": "person", "role": "person", "supplier": "partner", "external": "partner", "group": "team"},
    "basis": {"seen": "observed", "measured": "observed", "fact": "observed", "guess": "assumed",
              "assumption": "assumed", "idea": "proposed"},
    "status": {"old": "deprecated", "legacy": "deprecated", "off": "retired", "dead": "retired"},
    "language": {"english": "en", "german": "de", "deutsch": "de", "dutch": "nl", "nederlands": "nl", "french": "fr",
                 "spanish": "es", "italian": "it", "portuguese": "pt"},
}  # fmt: skip


#: Those of them that say the same as the value that there is.
_SAME_VALUES = (
    "asis tobe auto automated byhand med day everyday week everyweek month everymonth notify notification assumption "
    "guess human english german deutsch dutch nederlands french spanish italian portuguese"
)
SAME_VALUES = frozenset(_SAME_VALUES.split())


def plain_key(key: str) -> str:
    """Return a key without case, hyphens, underscores and blanks, as the tables above are written."""
    return key.casefold().replace("-", "").replace("_", "").replace(" ", "")
