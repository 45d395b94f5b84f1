"""Tools: AI-enabled defensive tools, tools that defend AI systems, and their companions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from portal.content.fields import Address, Day, OneOrMany, OrganizationId, PartialDay, Prose, SourceId, Text
from portal.content.kinds.base import (
    AtlasMapping,
    AttackMapping,
    CsfMapping,
    D3fendMapping,
    Fact,
    Facts,
    Part,
    Record,
)

ToolType = Literal["government", "open-source", "commercial"]
AiRole = Literal["core", "feature", "adjacent", "none"]
Defends = Literal["with-ai", "ai-systems", "both"]
MaturityStatus = Literal[
    "active",
    "production",
    "stable",
    "beta",
    "experimental",
    "preview",
    "pilot",
    "pre-deployment",
    "restricted",
    "internal",
    "archival",
    "deprecated",
    "retired",
    "unconfirmed",
]
FedrampStatus = Literal["authorized", "in-process", "ready", "not-listed", "not-applicable"]


class Release(Part, frozen=True, kw_only=True):
    """A published version."""

    shorthand: ClassVar[str] = "version"
    version: Text
    """The version's name."""
    date: PartialDay | None = None
    """When it was released."""
    as_of: Day | None = None
    """When this was looked up; newer releases may exist."""
    source: SourceId | None = None
    """The source that says so."""
    locator: Text | None = None
    """The place in that source."""


class Maturity(Part, frozen=True, kw_only=True):
    """How alive the tool is, as far as a source shows."""

    shorthand: ClassVar[str] = "status"
    status: MaturityStatus
    """`unconfirmed` means that no recent sign of work was seen, not that it was abandoned."""
    note: Text | None = None
    """What the status rests on."""
    as_of: Day | None = None
    """When this was looked up."""
    source: SourceId | None = None
    """The source that says so."""
    locator: Text | None = None
    """The place in that source."""


class FedrampListing(Part, frozen=True, kw_only=True):
    """One offering in the FedRAMP Marketplace."""

    id: Text | None = None
    """The Marketplace identifier."""
    provider: Text | None = None
    """The cloud service provider."""
    offering: Text
    """The offering's name."""
    status: FedrampStatus
    """The offering's status."""
    level: Literal["low", "li-saas", "moderate", "high", "20x-low", "20x-moderate", "20x-high"] | None = None
    """The impact level."""
    date: Day | None = None
    """When it was authorized."""
    note: Text | None = None
    """Whether the listing names the AI feature. Being named is evidence, not proof, of being in the boundary."""


class Fedramp(Part, frozen=True, kw_only=True):
    """FedRAMP authorization as listed on a given day."""

    shorthand: ClassVar[str] = "note"
    status: FedrampStatus | None = None
    """The best status among the listings; `not-applicable` for software that an agency runs itself."""
    as_of: Day | None = None
    """The day of the listing that was read."""
    listings: tuple[FedrampListing, ...] = ()
    """The offerings that contain the tool."""
    note: Prose | None = None
    """What a reader has to know to use this rightly."""
    source: SourceId | None = None
    """The source that says so."""
    locator: Text | None = None
    """The place in that source."""


class Tool(Record, frozen=True, kw_only=True, tag="tool"):
    """A defensive tool, described by facts with sources. A listing is not an endorsement."""

    kind: ClassVar[str] = "tool"

    maintainer: Annotated[tuple[OrganizationId, ...], OneOrMany()] = ()
    """Who makes and maintains it."""
    type: ToolType
    """`government`, `open-source` or `commercial`."""
    homepage: Address | None = None
    """The tool's own page."""
    repository: Address | None = None
    """Where its source code is."""
    ai_role: AiRole | None = None
    """The portal's own reading: `core` (AI is the main part), `feature`, `adjacent` (guards or feeds AI), `none`."""
    ai_part: Prose | None = None
    """What the AI part does, in one sentence."""
    defends: Defends | None = None
    """`with-ai` (uses AI to defend), `ai-systems` (defends AI), `both`."""
    techniques_used: Facts = ()
    """The AI techniques in it."""
    csf: tuple[CsfMapping, ...] = ()
    """Outcomes of the NIST Cybersecurity Framework 2.0 that it serves."""
    use_cases: Facts = ()
    """What it is used for."""
    inputs: Facts = ()
    """What it works on."""
    deployment: Facts = ()
    """How it is run."""
    data_handling: Facts = ()
    """Where data goes."""
    model_providers: Facts = ()
    """Whose models it uses."""
    fedramp: Fedramp | None = None
    """FedRAMP status with its date."""
    license: Fact | None = None
    """The licence, by SPDX expression where there is one."""
    cost: Fact | None = None
    """What it costs."""
    platforms: Facts = ()
    """What it runs on."""
    integrations: Facts = ()
    """What it is known to work with."""
    access: Facts = ()
    """How an agency gets it."""
    limitations: Facts = ()
    """Limits and risks."""
    warning: Prose | None = None
    """What nobody may overlook, such as dual use; shown above the fold."""
    federal_use: Facts = ()
    """Federal use as public records state it."""
    maturity: Maturity | None = None
    """How alive it is."""
    latest_release: Release | None = None
    """The newest release that was seen, with the day on which that was."""
    attack: tuple[AttackMapping, ...] = ()
    """ATT&CK techniques that it bears on."""
    atlas: tuple[AtlasMapping, ...] = ()
    """ATLAS techniques that it bears on."""
    d3fend: tuple[D3fendMapping, ...] = ()
    """D3FEND techniques that it puts to work."""
