"""One function a kind: a planned record to its fields, in the order in which an author writes them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import get_args

from portal.authoring.sample import words
from portal.authoring.sample.layout import Flow
from portal.authoring.sample.parts import (
    Data,
    Sources,
    duty,
    fact,
    facts,
    head,
    mappings,
    outcome,
    tail,
)
from portal.authoring.sample.plan import BASE
from portal.authoring.sample.prose import Writer
from portal.authoring.sample.tables import decision_table
from portal.content.kinds.base import Confidence
from portal.content.kinds.organization import OrganizationType
from portal.content.kinds.service import Availability
from portal.content.kinds.tool import AiRole, Defends, FedrampStatus, MaturityStatus, ToolType

_LEVELS = ("low", "li-saas", "moderate", "high", "20x-low", "20x-moderate", "20x-high")
_ACTION_FORMS = ("none", "immediately", "published", "after", "on", "every", "event", "table", "ongoing", "none")


def record(writer: Writer) -> Data:
    """All fields of a planned record."""
    sources = Sources(writer)
    top = head(writer, sources)
    own = _OWN[writer.slot.kind](writer, sources)
    return top | own | tail(writer, sources)


def deadline(writer: Writer, form: str) -> Data | None:
    """A deadline of a form; None where the form cannot be had here."""
    dice, slot = writer.dice, writer.slot
    match form:
        case "issued":
            return Flow(within=_period(writer, ("days", "days", "months", "years")), after="issued")
        case "published":
            if slot.status == "draft":
                return None
            return Flow(within=_period(writer, ("days", "weeks", "quarters")), after="published")
        case "after":
            dated = _dated(writer)
            return Flow(within=_period(writer, ("days", "weeks")), after=dated) if dated else None
        case "on":
            return Flow(on=dice.day(datetime.date(2026, 8, 1), datetime.date(2028, 12, 31)))
        case "every":
            start = dice.day(datetime.date(2026, 8, 1), datetime.date(2027, 6, 30))
            return Flow(every=_period(writer, ("days", "weeks", "months", "quarters", "years")), **{"from": start})
        case "event":
            event = dice.pick(words.EVENTS)
            return Flow(within=_period(writer, ("hours", "days", "weeks")), after_event=event)
        case "table":
            table = writer.table()
            return Flow(table=table) if table else None
        case "immediately" | "ongoing":
            return Flow(when=form)
    return None


def _period(writer: Writer, units: tuple[str, ...]) -> str:
    unit = writer.dice.pick(units)
    amount = writer.dice.pick((30, 60, 90, 180)) if unit == "days" else writer.dice.between(2, 6)
    return f"{amount} {unit}"


def _dated(writer: Writer) -> str | None:
    """A requirement of another directive that comes to a date by itself."""
    for _ in range(6):
        other = writer.other("directive")
        if other:
            for part, form in other.duties:
                if form in ("issued", "on", "every"):
                    return f"{other.id}#{part}"
    return None


def _directive(writer: Writer, sources: Sources) -> Data:
    slot, dice = writer.slot, writer.dice
    issuers = writer.others("organization", 1)
    own: Data = {
        "type": slot.type,
        "issuer": issuers[0],
        "citation": f"SAMPLE {slot.issued.year % 100}-{slot.position + 1:05d}",
        "issued": slot.issued,
    }
    if slot.position % 5 == 0:
        own["status_confidence"] = get_args(Confidence)[slot.position // 5 % 3]
    older = [each for each in writer.plan.live["directive"] if each.issued < slot.issued]
    authority = [each.id for each in dice.some(older, dice.between(0, 3))]
    if authority:
        own["authority"] = authority
    revoked = [each.id for each in slot.replaces if each.status == "revoked"]
    if revoked:
        own["revokes"] = revoked
    own["applies_to"] = writer.sentences(2, 1)
    if slot.position % 4 == 0:
        own["vulnerabilities"] = dice.some(words.CVES, dice.between(1, 4))
    own["requirements"] = [_requirement(writer, sources, index) for index in range(len(slot.duties))]
    if slot.table:
        own["decision_tables"] = [decision_table(writer, sources, slot.table)]
    return own


def _requirement(writer: Writer, sources: Sources, index: int) -> Data:
    found = duty(writer, index)
    tasked = writer.slot.type == "executive-order"
    became, stated = outcome(writer, sources, index) if tasked else (None, None)
    timed = stated or deadline(writer, writer.slot.duties[index][1])
    if timed:
        found["deadline"] = timed
    found["controls"] = mappings(writer, sources, words.CONTROLS, 1, 4)
    found["csf"] = mappings(writer, sources, words.CSF, 1, 3)
    if writer.dice.chance(0.5):
        found["attack"] = mappings(writer, sources, words.ATTACK, 1, 3)
    found |= sources.cite()
    if became:
        found["outcome"] = became
    return found


def _guidance(writer: Writer, sources: Sources) -> Data:
    slot, dice = writer.slot, writer.dice
    own: Data = {
        "audience": dice.some(words.ROLES, dice.between(1, 4)),
        "applies_to": dice.some(words.SYSTEMS, dice.between(1, 2)),
        "effort": dice.pick(words.EFFORTS),
    }
    implements = writer.duties_of_directives(dice.between(2, 5))
    if implements:
        own["implements"] = implements
    if slot.position % 5 == 0:
        own["vulnerabilities"] = dice.some(words.CVES, dice.between(1, 4))
    own["actions"] = [_action(writer, sources, index) for index in range(len(slot.duties))]
    return own


def _action(writer: Writer, sources: Sources, index: int) -> Data:
    slot, dice = writer.slot, writer.dice
    turn = slot.position + index
    found = duty(writer, index)
    became, stated = outcome(writer, sources, turn // 30) if turn % 30 == 0 else (None, None)
    timed = stated or deadline(writer, _ACTION_FORMS[turn % len(_ACTION_FORMS)])
    if timed:
        found["deadline"] = timed
    found["controls"] = mappings(writer, sources, words.CONTROLS, 1, 4)
    found["csf"] = mappings(writer, sources, words.CSF, 1, 3)
    if dice.chance(0.5):
        found["attack"] = mappings(writer, sources, words.ATTACK, 1, 4)
    found |= sources.cite()
    if became:
        found["outcome"] = became
    found["effort"] = dice.pick(words.EFFORTS)
    for field, kind, share in (("tools", "tool", 0.5), ("services", "service", 0.3)):
        helpers = writer.others(kind, dice.between(1, 3)) if dice.chance(share) else []
        if helpers:
            found[field] = helpers
    if turn % 6 == 0:
        found["atlas"] = mappings(writer, sources, words.ATLAS, 1, 2)
    if dice.chance(0.3):
        found["d3fend"] = mappings(writer, sources, words.D3FEND, 1, 2)
    if dice.chance(0.2):
        name = dice.pick(writer.plan.things).replace(" ", "-")
        found["automation"] = f"sort -u {name}.txt | comm -12 - pebbles.txt"
        if dice.chance(0.3):
            found["automation"] += f"\nwc -l {name}.txt\n"
    return found


FILTERED = 0.7
"""The share of statements with a label in the fields by which the list of tools filters."""


def _tool(writer: Writer, sources: Sources) -> Data:
    slot, dice = writer.slot, writer.dice
    turn = slot.position
    makers = writer.others("organization", 1 + (turn % 9 == 0))
    address = f"https://tools.example/{slot.id}/"
    own: Data = {
        "maintainer": makers if len(makers) > 1 else makers[0],
        "type": get_args(ToolType)[turn % 3],
        "homepage": address,
        "repository": f"https://code.example/{slot.id}/",
        "ai_role": get_args(AiRole)[turn % 4],
        "ai_part": writer.sentences(1),
        "defends": get_args(Defends)[turn % 3],
        "techniques_used": facts(writer, sources, 1, 3),
        "csf": mappings(writer, sources, words.CSF, 2, 4),
        "use_cases": facts(writer, sources, 2, 4, FILTERED),
        "inputs": facts(writer, sources, 1, 3),
        "deployment": facts(writer, sources, 1, 3, FILTERED),
        "data_handling": facts(writer, sources, 1, 3, FILTERED),
        "model_providers": facts(writer, sources, 1, 2),
        "fedramp": _fedramp(writer, sources),
        "license": fact(writer, sources, FILTERED),
        "cost": fact(writer, sources, FILTERED),
        "platforms": facts(writer, sources, 1, 3),
        "integrations": facts(writer, sources, 1, 3),
        "access": facts(writer, sources, 1, 3),
        "limitations": facts(writer, sources, 2, 4),
    }
    if turn % 7 == 0:
        own["warning"] = writer.sentences(1, 0)
    if turn % 4 == 0:
        own["federal_use"] = facts(writer, sources, 1, 2)
    looked = dice.day(datetime.date(2026, 6, 1), BASE)
    statuses = get_args(MaturityStatus)
    maturity = statuses[turn % len(statuses)]
    note = f"Seen in the yard of the {slot.thing}."
    own["maturity"] = {"status": maturity, "note": note, "as_of": looked, **sources.cite(0.5)}
    if turn % 12 == 0:
        own["maturity"] = maturity
    if turn % 5:
        own["latest_release"] = {
            "version": f"v{dice.between(0, 4)}.{dice.between(0, 20)}.0",
            "date": dice.day(datetime.date(2026, 1, 1), datetime.date(2026, 5, 31)),
            "as_of": looked,
            **sources.cite(0.5),
        }
    own["attack"] = mappings(writer, sources, words.ATTACK, 1, 4)
    own["atlas"] = mappings(writer, sources, words.ATLAS, 1, 3)
    own["d3fend"] = mappings(writer, sources, words.D3FEND, 1, 3)
    return own


def _fedramp(writer: Writer, sources: Sources) -> Data | str:
    turn, dice = writer.slot.position, writer.dice
    if turn % 6 == 5:
        return writer.fill("Whoever runs the {a} authorizes it.")
    status = get_args(FedrampStatus)[turn % 5]
    found: Data = {"status": status, "as_of": dice.day(datetime.date(2026, 9, 1), BASE)}
    if status not in ("not-listed", "not-applicable"):
        found["listings"] = [
            {
                "id": f"FS{turn + 1:07d}",
                "provider": f"Sample provider of the {dice.pick(writer.plan.things)}",
                "offering": f"Sample cloud {turn + 1}",
                "status": status,
                "level": _LEVELS[turn % len(_LEVELS)],
                "date": dice.day(datetime.date(2024, 1, 1), datetime.date(2026, 6, 1)),
                "note": "Synthetic listing.",
            }
        ]
    return found | {"note": writer.sentences(1)} | sources.cite(0.5)


def _service(writer: Writer, sources: Sources) -> Data:
    turn = writer.slot.position
    providers = writer.others("organization", 1 + turn % 2)
    running = get_args(Availability)[turn % 2]
    return {
        "provider": providers,
        "availability": "retired" if writer.slot.ended else running,
        "who_may_use": facts(writer, sources, 1, 2),
        "cost": fact(writer, sources, FILTERED),
        "how_to_request": facts(writer, sources, 1, 3),
        "homepage": f"https://services.example/{writer.slot.id}/",
    }


def _organization(writer: Writer, sources: Sources) -> Data:
    slot = writer.slot
    own: Data = {
        "abbreviation": f"SO{slot.position + 1}",
        "type": get_args(OrganizationType)[slot.position % len(get_args(OrganizationType))],
    }
    above = [each for each in writer.plan.live["organization"] if each.position < slot.position]
    if above and slot.position % 2:
        own["parent"] = writer.dice.favor(above).id
    own["homepage"] = f"https://organizations.example/{slot.id}/"
    return own


def _term(writer: Writer, sources: Sources) -> Data:
    slot = writer.slot
    own: Data = {}
    if slot.position % 3 == 0:
        own["abbreviation"] = f"ST{slot.position + 1}"
    own["synonyms"] = [slot.thing, f"sample {slot.thing}"]
    own["definition"] = writer.sentences(2, slot.position % 2)
    return own


def _topic(writer: Writer, sources: Sources) -> Data:
    return {}


_OWN: dict[str, Callable[[Writer, Sources], Data]] = {
    "directive": _directive,
    "guidance": _guidance,
    "tool": _tool,
    "service": _service,
    "organization": _organization,
    "term": _term,
    "topic": _topic,
}
