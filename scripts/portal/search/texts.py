"""What a record says, as plain text: not all of its page, but what somebody looking for it may remember."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

import msgspec

from portal.content.catalog import Catalog
from portal.content.kinds import Record
from portal.content.kinds.base import Duty, Fact
from portal.content.kinds.directive import Directive
from portal.content.kinds.guidance import Guidance
from portal.content.kinds.organization import Organization
from portal.content.kinds.service import Service
from portal.content.kinds.term import Term
from portal.content.kinds.tool import Tool
from portal.content.tables import DecisionTable
from portal.pages.prose import to_html
from portal.pages.targets import Targets
from portal.pages.words import AVAILABILITY_SHORT, DEFENDS, DIRECTIVE_TYPE, ORGANIZATION_TYPE, TOOL_TYPE

_EDGE = re.compile(r"</(?:p|li|td|th|tr|h[1-6]|pre|blockquote)>|<br ?/?>")
"""Where a word ends although no space follows."""
_TAG = re.compile(r"<[^>]*>")
_COMMANDS = re.compile(r"<pre>.*?</pre>", re.DOTALL)
"""Nobody remembers a command by its words, and an excerpt of one says nothing."""


class Passage(msgspec.Struct, frozen=True):
    """A part of a page that a result can lead to."""

    anchor: str
    title: str
    text: str


class Texts:
    """The texts of a catalogue's records, with references in the words that readers know."""

    def __init__(self, catalog: Catalog, targets: Targets) -> None:
        self._catalog = catalog
        self._targets = targets

    def body(self, record: Record) -> str:
        """What a record says outside its parts, in the order of its page."""
        return _joined((*self._own(record), self._plain(record.details), *self._topics(record)))

    def passages(self, record: Record) -> tuple[Passage, ...]:
        """Its requirements or actions, and its decision tables."""
        found = [Passage(duty.id, duty.title, self._duty(duty)) for duty in record.duties]
        if isinstance(record, Directive):
            found += [Passage(table.id, table.title, self._table(table)) for table in record.decision_tables]
        return tuple(found)

    def _own(self, record: Record) -> Iterator[str]:
        match record:
            case Directive():
                yield DIRECTIVE_TYPE[record.type]
                yield self._title(record.issuer)
                yield self._plain(record.applies_to)
            case Guidance():
                yield from record.audience
                yield from record.applies_to
                yield record.effort or ""
            case Tool():
                yield from self._tool(record)
            case Service():
                yield from (self._title(each) for each in record.provider)
                yield AVAILABILITY_SHORT[record.availability] if record.availability else ""
                yield from self._facts((*record.who_may_use, *record.how_to_request))
                yield from self._facts((record.cost,) if record.cost else ())
            case Organization():
                yield ORGANIZATION_TYPE[record.type] if record.type else ""
                yield self._title(record.parent) if record.parent else ""
            case Term():
                meaning = self._plain(record.definition)
                yield meaning if meaning != record.summary else ""
            case _:
                pass
        if record.ended:
            yield record.ended.reason

    def _tool(self, record: Tool) -> Iterator[str]:
        yield self._plain(record.ai_part)
        yield from (self._title(each) for each in record.maintainer)
        yield TOOL_TYPE[record.type]
        yield DEFENDS[record.defends] if record.defends else ""
        yield from self._facts(
            (
                *record.use_cases,
                *record.techniques_used,
                *record.deployment,
                *record.platforms,
                *record.integrations,
                *record.model_providers,
                *record.access,
            )
        )
        yield from (listing.offering for listing in record.fedramp.listings) if record.fedramp else ()

    def _duty(self, duty: Duty) -> str:
        # How to check it and what to keep would double the index, and say the same in other words.
        return _joined((*duty.who, self._plain(duty.do)))

    def _table(self, table: DecisionTable) -> str:
        questions = (f"{each.label}: {', '.join(value.label for value in each.values)}" for each in table.inputs)
        answers = dict.fromkeys(answer for rule in table.rules for answer in rule.then.values())
        return _joined((*questions, *(each.label for each in table.outputs), *answers, self._plain(table.note)))

    def _facts(self, facts: Iterable[Fact]) -> Iterator[str]:
        for fact in facts:
            yield self._plain(fact.text)
            if fact.label and fact.label != fact.text:
                yield fact.label

    def _topics(self, record: Record) -> Iterator[str]:
        return (self._title(topic) for topic in record.topics)

    def _title(self, record_id: str) -> str:
        """A record's title, with its abbreviation where it has one."""
        record = self._catalog.get(record_id)
        if record is None:
            return record_id
        short = record.abbreviation if isinstance(record, Organization) else None
        return f"{record.title} ({short})" if short else record.title

    def _plain(self, source: str | None) -> str:
        """Prose as plain text, its references in words."""
        if not source:
            return ""
        text = _COMMANDS.sub(" ", to_html(source))
        if "[[" in text:
            text = self._targets.resolve(text, "")
        return " ".join(html.unescape(_TAG.sub("", _EDGE.sub(" ", text))).split())


def _joined(pieces: Iterable[str]) -> str:
    """Pieces as sentences of one text: each ends in a full stop, so that none runs into the next in an excerpt."""
    return " ".join(piece if piece[-1] in ".!?:;" else f"{piece}." for piece in pieces if piece)
