"""Services and programmes that an agency can ask for."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from portal.content.fields import Address, OneOrMany, OrganizationId
from portal.content.kinds.base import Fact, Facts, Record

Availability = Literal["announced", "running", "retired"]


class Service(Record, frozen=True, kw_only=True, tag="service"):
    """A service or programme."""

    kind: ClassVar[str] = "service"

    provider: Annotated[tuple[OrganizationId, ...], OneOrMany()] = ()
    """Who provides it."""
    availability: Availability | None = None
    """`announced` (said to come; nothing found that it opened), `running`, `retired`."""
    who_may_use: Facts = ()
    """Who may use it."""
    cost: Fact | None = None
    """What it costs."""
    how_to_request: Facts = ()
    """How to ask for it."""
    homepage: Address | None = None
    """The service's own page."""
