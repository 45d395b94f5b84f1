"""The register of filters: for each kind, by what a reader can narrow its list, one row a filter.

A filter's id and the ids of its choices are parts of addresses that people keep, so they never change.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from portal.content.deadlines import On, Within
from portal.content.kinds import Record
from portal.content.kinds.base import LONGEST_LABEL, CsfMapping, Fact
from portal.content.kinds.directive import Directive
from portal.content.kinds.guidance import Guidance
from portal.content.kinds.organization import Organization
from portal.content.kinds.tool import Tool
from portal.pages.page import Desk
from portal.pages.slugs import slug
from portal.pages.words import (
    AI_ROLE,
    AVAILABILITY_SHORT,
    DEFENDS,
    DIRECTIVE_TYPE,
    ENDED,
    FEDRAMP_SHORT,
    MATURITY,
    ORGANIZATION_TYPE,
    TOOL_TYPE,
    short_name,
    status_word,
)


class Choice(msgspec.Struct, frozen=True):
    """One choice of a filter, as a record has it."""

    id: str
    """Its part of an address."""
    label: str
    """What the filter calls it."""
    words: str = ""
    """What a sentence calls it, where that is not the label."""


IN_OTHER_WORDS = Choice("in-other-words", "stated in other words")
"""For a record that states something, but without the few words by which lists filter."""
NOT_STATED = Choice("not-stated", "not stated")
"""For a record that states nothing."""
SPECIAL = (IN_OTHER_WORDS, NOT_STATED)
"""The choices that stand last in every filter."""


class Filter(msgspec.Struct, frozen=True):
    """One way to narrow a list."""

    id: str
    """Its part of an address."""
    label: str
    """Its heading."""
    read: Callable[[Desk, Any], Iterable[Choice]]
    """The choices of a record; none where it states nothing."""
    order: tuple[str, ...] = ()
    """The ids of its choices in the order in which they stand; without it, the most frequent choice is first."""
    phrase: str = "{}"
    """How a sentence says it; ``{}`` stands for the choice."""


FUNCTIONS = {"GV": "Govern", "ID": "Identify", "PR": "Protect", "DE": "Detect", "RS": "Respond", "RC": "Recover"}
"""The functions of the NIST Cybersecurity Framework 2.0."""


def lowered(text: str) -> str:
    """Words for the middle of a sentence: ``Open source`` becomes ``open source``; ``FedRAMP`` stays."""
    return text[:1].lower() + text[1:] if text.partition(" ")[0][1:].islower() else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(value: str | None, labels: dict[str, str], words: dict[str, str] | None = None) -> tuple[Choice, ...]:
    """The choice of a field that takes one of a few values."""
    if value is None:
        return ()
    return (Choice(value, _capital(labels[value]), lowered((words or labels)[value].partition(":")[0])),)


def _labelled(facts: Iterable[Fact]) -> Iterator[Choice]:
    """The choices of statements: their labels, and short statements themselves."""
    for fact in facts:
        label = fact.label or (fact.text if len(fact.text) <= LONGEST_LABEL else None)
        yield _worded(label) if label else IN_OTHER_WORDS


def _worded(text: str) -> Choice:
    """A choice that is named by its own words."""
    label = text.removesuffix(".") if text.count(".") == 1 else text
    return Choice(slug(label), label)


def _one(fact: Fact | None) -> tuple[Fact, ...]:
    return (fact,) if fact else ()


def _functions(mappings: Iterable[CsfMapping]) -> Iterator[Choice]:
    for mapping in mappings:
        code = mapping.id.partition(".")[0]
        yield Choice(code.lower(), f"{FUNCTIONS[code]} ({code})", FUNCTIONS[code])


def _fedramp(desk: Desk, tool: Tool) -> Iterable[Choice]:
    if tool.fedramp is None:
        return ()
    return _named(tool.fedramp.status, FEDRAMP_SHORT) or (IN_OTHER_WORDS,)


def _records(desk: Desk, ids: Iterable[str]) -> Iterator[Choice]:
    for record_id in ids:
        record = desk.catalog.get(record_id)
        label = (record.abbreviation or record.title) if isinstance(record, Organization) else ""
        yield Choice(record_id, label or (short_name(record) if record else record_id))


def _status(desk: Desk, record: Record) -> tuple[Choice, ...]:
    word = status_word(record).partition(" (")[0]  # However sure it is.
    return (Choice(slug(word), word, lowered(word)),)


def _due(desk: Desk, directive: Directive) -> Iterator[Choice]:
    """What of a directive is still due: the forms of its deadlines, as far as no outcome is known."""
    open_duties = [duty for duty in directive.requirements if directive.in_force and duty.outcome is None]
    if not open_duties:
        yield _DUE["nothing"]
        return
    for duty in open_duties:
        due = desk.catalog.due(directive, duty)
        if due is None:
            continue
        if not isinstance(due.deadline, On | Within):
            yield _DUE["standing"]
        elif due.day is not None:
            yield _DUE["dated" if due.day >= _today(desk) else "past"]


def _today(desk: Desk) -> datetime.date:
    return desk.settings.today


_DUE = {
    choice.id: choice
    for choice in (
        Choice("dated", "Something with a date ahead", "with a date ahead"),
        Choice("standing", "Something at once, always, recurring or after an event", "due at once, always or again"),
        Choice("past", "Something whose date has passed", "with a date that has passed"),
        Choice("nothing", "Nothing", "with nothing due"),
    )
}

_TOPIC = Filter("topic", "Topic", lambda desk, record: _records(desk, record.topics), phrase="topic: {}")
_STATUS = Filter(
    "status", "Status", _status, ("in-force", "current", "draft", *(slug(word) for word in ENDED.values()))
)
_CSF_ORDER = tuple(code.lower() for code in FUNCTIONS)
_AI_ROLE_WORDS = {"core": "AI at its core", "feature": "AI as a feature", "adjacent": "next to AI", "none": "no AI"}


def _csf_of_tool(desk: Desk, tool: Tool) -> Iterable[Choice]:
    return _functions(tool.csf)


def _csf_of_item(desk: Desk, item: Guidance) -> Iterable[Choice]:
    return _functions(mapping for action in item.actions for mapping in action.csf)


def _directives_of(desk: Desk, item: Guidance) -> Iterable[Choice]:
    return _records(desk, dict.fromkeys(text.partition("#")[0] for text in item.implements))


def _maturity(desk: Desk, tool: Tool) -> Iterable[Choice]:
    return _named(tool.maturity.status if tool.maturity else None, MATURITY)


FILTERS: dict[str, tuple[Filter, ...]] = {
    "tool": (
        Filter("type", "Type", lambda desk, tool: _named(tool.type, TOOL_TYPE), tuple(TOOL_TYPE)),
        Filter(
            "ai-role", "Role of AI", lambda desk, tool: _named(tool.ai_role, AI_ROLE, _AI_ROLE_WORDS), tuple(AI_ROLE)
        ),
        Filter("defends", "What it defends", lambda desk, tool: _named(tool.defends, DEFENDS), tuple(DEFENDS)),
        Filter("csf", "CSF function", _csf_of_tool, _CSF_ORDER, "CSF function {}"),
        Filter("use-case", "Use case", lambda desk, tool: _labelled(tool.use_cases), phrase="use case: {}"),
        Filter("deployment", "Deployment", lambda desk, tool: _labelled(tool.deployment), phrase="deployment: {}"),
        Filter("data", "Where data goes", lambda desk, tool: _labelled(tool.data_handling), phrase="data: {}"),
        Filter("fedramp", "FedRAMP", _fedramp, tuple(FEDRAMP_SHORT), "FedRAMP {}"),
        Filter("license", "License", lambda desk, tool: _labelled(_one(tool.license)), phrase="license: {}"),
        Filter("cost", "Cost", lambda desk, tool: _labelled(_one(tool.cost)), phrase="cost: {}"),
        Filter("maturity", "Maturity", _maturity, tuple(MATURITY), "maturity: {}"),
        _STATUS,
    ),
    "guidance": (
        Filter("audience", "For whom", lambda desk, item: map(_worded, item.audience), phrase="for {}"),
        Filter("system", "Which systems", lambda desk, item: map(_worded, item.applies_to), phrase="systems: {}"),
        Filter("implements", "Implements", _directives_of, phrase="implements {}"),
        _TOPIC,
        Filter("csf", "CSF function", _csf_of_item, _CSF_ORDER, "CSF function {}"),
        _STATUS,
    ),
    "directive": (
        Filter("type", "Type", lambda desk, record: _named(record.type, DIRECTIVE_TYPE), tuple(DIRECTIVE_TYPE)),
        Filter("issuer", "Issuer", lambda desk, record: _records(desk, (record.issuer,)), phrase="issued by {}"),
        _STATUS,
        Filter("due", "Still due", _due, tuple(_DUE)),
        _TOPIC,
    ),
    "service": (
        Filter(
            "availability",
            "Availability",
            lambda desk, record: _named(record.availability, AVAILABILITY_SHORT),
            tuple(AVAILABILITY_SHORT),
        ),
        Filter(
            "provider", "Provided by", lambda desk, record: _records(desk, record.provider), phrase="provided by {}"
        ),
        _TOPIC,
        _STATUS,
    ),
    "organization": (
        Filter("type", "Kind", lambda desk, record: _named(record.type, ORGANIZATION_TYPE), tuple(ORGANIZATION_TYPE)),
        _STATUS,
    ),
    "topic": (_STATUS,),
}
"""The filters of each kind's list, in the order in which they stand. A record without a value is *not stated*."""
