"""The vocabulary in which record types say what a text means: prose, reference, date, address, identifier.

A record type is a frozen struct whose fields are annotated with these names. The decoder, the reference index, the
field reference in the docs and the JSON Schema all read the same annotations, so a new field needs no other code.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec

VocabularyKind = Literal["control", "attack", "atlas", "d3fend", "csf", "cwe", "cve"]


class Role(msgspec.Struct, frozen=True):
    """Marks what a text means. ``name`` says which; the other members narrow references and identifiers."""

    name: Literal["text", "prose", "day", "partial-day", "url", "id", "reference", "identifier", "source"]
    kinds: tuple[str, ...] = ()
    """For a reference: the kinds of record it may name; empty means any."""
    part: Literal["none", "requirement", "table"] = "none"
    """For a reference: the kind of part that must follow the ``#``."""
    vocabulary: VocabularyKind | None = None
    """For an identifier: the official list it belongs to."""


class OneOrMany(msgspec.Struct, frozen=True):
    """Marks a list for which an author may write a single value without a list."""


Text = Annotated[str, Role("text")]
"""Plain text, shown as it is; one paragraph, no Markdown."""
Prose = Annotated[str, Role("prose")]
"""CommonMark with tables and ``[[references]]``; no raw HTML."""
Day = Annotated[datetime.date, Role("day")]
"""A calendar date, written YYYY-MM-DD."""
PartialDay = Annotated[str, Role("partial-day")]
"""A date as exactly as its publisher gives it: YYYY-MM-DD, YYYY-MM or YYYY."""
Address = Annotated[str, Role("url")]
"""An https address."""
Id = Annotated[str, Role("id")]
"""A lower-case identifier of words and numbers joined by single hyphens."""
SourceId = Annotated[str, Role("source")]
"""The ``id`` of one of the record's own ``sources``."""
AnyId = Annotated[str, Role("reference")]
"""The id of a record of any kind."""
DirectiveId = Annotated[str, Role("reference", kinds=("directive",))]
"""The id of a directive."""
OrganizationId = Annotated[str, Role("reference", kinds=("organization",))]
"""The id of an organization."""
TopicId = Annotated[str, Role("reference", kinds=("topic",))]
"""The id of a topic."""
ToolId = Annotated[str, Role("reference", kinds=("tool",))]
"""The id of a tool."""
ServiceId = Annotated[str, Role("reference", kinds=("service",))]
"""The id of a service."""
RequirementRef = Annotated[str, Role("reference", kinds=("directive",), part="requirement")]
"""A directive's requirement, written DIRECTIVE#REQUIREMENT."""
CveId = Annotated[str, Role("identifier", vocabulary="cve")]
"""A CVE identifier."""


def as_day(text: str | None) -> datetime.date | None:
    """Read a partial day; only one that names year, month and day is a date."""
    return datetime.date.fromisoformat(text) if text is not None and len(text) == 10 else None
