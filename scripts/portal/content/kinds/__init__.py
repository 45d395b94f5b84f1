"""The register of record kinds. A new kind is one module here, one template and one row."""

from __future__ import annotations

import msgspec

from portal.content.kinds.base import Record
from portal.content.kinds.directive import Directive
from portal.content.kinds.guidance import Guidance
from portal.content.kinds.organization import Organization
from portal.content.kinds.service import Service
from portal.content.kinds.term import Term
from portal.content.kinds.tool import Tool
from portal.content.kinds.topic import Topic

__all__ = ["KINDS", "AnyRecord", "Kind", "Record", "address_of", "kind_of"]


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the register."""

    name: str
    """The value of `kind` in a record."""
    type: type[Record]
    """The record type."""
    folder: str
    """The folder below the content root."""
    section: str
    """The first part of the page's address."""
    label: str
    """What a reader calls one of them."""
    plural: str
    """What a reader calls many of them."""
    paged: bool = True
    """Whether each record has a page of its own; a term is an anchor on its section's page."""

    def address(self, record_id: str) -> str:
        """The address of a record of this kind, from the root of the site."""
        return f"{self.section}/{record_id}/" if self.paged else f"{self.section}/#{record_id}"


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="directive",
            type=Directive,
            folder="directives",
            section="directives",
            label="Directive",
            plural="Directives",
        ),
        Kind(
            name="guidance",
            type=Guidance,
            folder="items",
            section="guidance",
            label="Guidance item",
            plural="Guidance",
        ),
        Kind(name="tool", type=Tool, folder="tools", section="tools", label="Tool", plural="Tools"),
        Kind(
            name="service",
            type=Service,
            folder="services",
            section="services",
            label="Service",
            plural="Services",
        ),
        Kind(
            name="organization",
            type=Organization,
            folder="organizations",
            section="organizations",
            label="Organization",
            plural="Organizations",
        ),
        Kind(
            name="term",
            type=Term,
            folder="terms",
            section="glossary",
            label="Glossary term",
            plural="Glossary",
            paged=False,
        ),
        Kind(name="topic", type=Topic, folder="topics", section="topics", label="Topic", plural="Topics"),
    )
}
"""Every kind, in the order in which readers meet them."""

AnyRecord = Directive | Guidance | Tool | Service | Organization | Term | Topic
"""Any record, for decoding what a worker sends."""


def kind_of(record: Record) -> Kind:
    """The register row of a record."""
    return KINDS[record.kind]


def address_of(record: Record) -> str:
    """The address of a record's page or anchor, from the root of the site, without a leading slash."""
    return kind_of(record).address(record.id)
