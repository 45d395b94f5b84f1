"""Directives: orders, binding operational and emergency directives, memoranda, statutes, standards."""

from __future__ import annotations

from typing import ClassVar, Literal

from portal.content.fields import CveId, DirectiveId, OrganizationId, PartialDay, Prose, Text
from portal.content.kinds.base import Confidence, Duty, Record
from portal.content.tables import DecisionTable

DirectiveType = Literal[
    "executive-order",
    "presidential-memorandum",
    "binding-operational-directive",
    "emergency-directive",
    "omb-memorandum",
    "omb-circular",
    "statute",
    "standard",
    "strategy",
    "notice",
]


class Requirement(Duty, frozen=True, kw_only=True):
    """One thing that a directive asks for."""


class Directive(Record, frozen=True, kw_only=True, tag="directive"):
    """A document that binds or that binding documents rest on."""

    kind: ClassVar[str] = "directive"

    type: DirectiveType
    """What sort of document it is."""
    issuer: OrganizationId
    """Who issued it."""
    citation: Text | None = None
    """How it is cited, such as `BOD 26-04` or `91 FR 34565`."""
    issued: PartialDay | None = None
    """When it was issued: YYYY-MM-DD, YYYY-MM or YYYY. Deadlines counted from issue need the full date."""
    status_confidence: Confidence | None = None
    """How well it is known that it is still in force, where that is less sure than the first source makes it look."""
    authority: tuple[DirectiveId, ...] = ()
    """The directives, orders and statutes that it rests on."""
    revokes: tuple[DirectiveId, ...] = ()
    """The directives that it revokes."""
    applies_to: Prose | None = None
    """Which systems and agencies it covers, and which not."""
    vulnerabilities: tuple[CveId, ...] = ()
    """The CVEs that it names."""
    requirements: tuple[Requirement, ...] = ()
    """What it asks for, in its own order."""
    decision_tables: tuple[DecisionTable, ...] = ()
    """Tables from which a reader works out what applies."""

    @property
    def duties(self) -> tuple[Requirement, ...]:
        """Its requirements, in order."""
        return self.requirements
