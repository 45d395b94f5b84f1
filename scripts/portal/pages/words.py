"""The words that pages use for values: dates, statuses, levels, types. One place, so that no two pages differ."""

from __future__ import annotations

import datetime
import functools

from portal.content.kinds import Record
from portal.content.kinds.directive import Directive

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

NOT_STATED = "not stated"
"""What stands where no source says."""

ENDED = {
    "superseded": "Superseded",
    "revoked": "Revoked",
    "closed": "Closed",
    "withdrawn": "Withdrawn",
}
"""How a record stopped being in force."""

CONFIDENCE = {"official": "official text", "reported": "reported", "unverified": "not verified"}
"""How well a source is known, in a word or two."""

CONFIDENCE_HELP = {
    "official": "The official text was read.",
    "reported": "Reported by others; the official text was not seen.",
    "unverified": "Not verified: no source was seen that confirms it.",
}
"""The same in a sentence."""

OUTCOME = {
    "open": "Open",
    "delivered": "Delivered",
    "late": "Delivered late",
    "unknown": "Unknown",
}
"""What became of a tasking."""

DIRECTIVE_TYPE = {
    "executive-order": "Executive order",
    "presidential-memorandum": "Presidential memorandum",
    "binding-operational-directive": "Binding operational directive",
    "emergency-directive": "Emergency directive",
    "omb-memorandum": "OMB memorandum",
    "omb-circular": "OMB circular",
    "statute": "Statute",
    "standard": "Standard",
    "strategy": "Strategy",
    "notice": "Notice",
}

TOOL_TYPE = {"government": "Government", "open-source": "Open source", "commercial": "Commercial"}
DEFENDS = {
    "with-ai": "defends with AI",
    "ai-systems": "defends AI systems",
    "both": "defends with AI, and defends AI systems",
}
AI_ROLE = {
    "core": "Core: AI is its main function",
    "feature": "Feature: AI is one of its functions",
    "adjacent": "Adjacent: it protects AI or feeds it data",
    "none": "None: no AI in it",
}
AI_ROLE_SHORT = {"core": "core", "feature": "feature", "adjacent": "adjacent", "none": "none"}
MATURITY = {
    "active": "Active",
    "production": "In production",
    "stable": "Stable",
    "beta": "Beta",
    "experimental": "Experimental",
    "preview": "Preview",
    "pilot": "Pilot",
    "pre-deployment": "Before deployment",
    "restricted": "Restricted",
    "internal": "Internal use",
    "archival": "Archived",
    "deprecated": "Deprecated",
    "retired": "Retired",
    "unconfirmed": "Unconfirmed: no recent sign of work was seen",
}
FEDRAMP = {
    "authorized": "FedRAMP authorized",
    "in-process": "FedRAMP in process",
    "ready": "FedRAMP ready",
    "not-listed": "Not listed by FedRAMP",
    "not-applicable": "FedRAMP does not apply: an agency runs it itself",
}
FEDRAMP_SHORT = {
    "authorized": "authorized",
    "in-process": "in process",
    "ready": "ready",
    "not-listed": "not listed",
    "not-applicable": "does not apply",
}
FEDRAMP_LEVEL = {
    "low": "Low",
    "li-saas": "LI-SaaS",
    "moderate": "Moderate",
    "high": "High",
    "20x-low": "20x Low",
    "20x-moderate": "20x Moderate",
    "20x-high": "20x High",
}
AVAILABILITY = {
    "announced": "Announced; no sign that it opened was found",
    "running": "Running",
    "retired": "Retired",
}
AVAILABILITY_SHORT = {"announced": "announced", "running": "running", "retired": "retired"}
ORGANIZATION_TYPE = {
    "government": "Government",
    "standards-body": "Standards body",
    "nonprofit": "Nonprofit",
    "academic": "Academic",
    "company": "Company",
    "community": "Community",
}


@functools.lru_cache(maxsize=4096)
def long_date(day: datetime.date) -> str:
    """A date as text says it: December 7, 2026."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


@functools.lru_cache(maxsize=4096)
def partial_date(text: str) -> str:
    """A date of which only a year or a month may be known, as text says it."""
    if len(text) == 10:
        return long_date(datetime.date.fromisoformat(text))
    if len(text) == 7:
        return f"{_MONTHS[int(text[5:]) - 1]} {text[:4]}"
    return text


def status_word(record: Record) -> str:
    """A record's status in one or two words."""
    if record.status == "draft":
        return "Draft"
    if record.status in ENDED:
        return ENDED[record.status]
    if isinstance(record, Directive):
        doubt = record.status_confidence if record.status_confidence != "official" else None
        return f"In force ({CONFIDENCE[doubt]})" if doubt else "In force"
    return "Current"


def past_phrase(kind: str) -> str:
    """What a record of a kind is once it has ended: only what binds can be in force."""
    return "no longer in force" if kind == "directive" else "no longer current"


LONGEST_NAME = 20
"""How long an alias of a statute or strategy may be to stand for its title."""


def short_name(record: Record) -> str:
    """What other pages call a record: a directive by its citation, everything else by its title.

    Nobody knows a statute or a strategy by its citation: it goes by its first short alias that is no part of that.
    """
    if not isinstance(record, Directive) or not record.citation:
        return record.title
    if record.type in ("statute", "strategy"):
        return next((each for each in record.aliases if _is_name(each, record.citation)), record.title)
    return record.citation.partition(",")[0]


def _is_name(alias: str, citation: str) -> bool:
    """Whether an alias is short, no former address (those are in lower case) and no part of the citation."""
    return len(alias) <= LONGEST_NAME and alias != alias.lower() and alias not in citation


def full_name(record: Record) -> str:
    """A record's citation and title as plain text, for titles of pages and rows of lists."""
    name = short_name(record)
    return name if name == record.title else f"{name}: {record.title}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 requirement, 12 requirements."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
