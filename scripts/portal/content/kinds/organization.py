"""Organizations: issuers, providers, maintainers."""

from __future__ import annotations

from typing import ClassVar, Literal

from portal.content.fields import Address, OrganizationId, Text
from portal.content.kinds.base import Record

OrganizationType = Literal["government", "standards-body", "nonprofit", "academic", "company", "community"]


class Organization(Record, frozen=True, kw_only=True, tag="organization"):
    """An organization that other records name."""

    kind: ClassVar[str] = "organization"

    abbreviation: Text | None = None
    """Its usual abbreviation."""
    type: OrganizationType | None = None
    """What sort of organization it is."""
    parent: OrganizationId | None = None
    """The organization that it belongs to."""
    homepage: Address | None = None
    """Its own site."""
