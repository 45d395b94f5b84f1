"""Guidance items: what to do, step by step."""

from __future__ import annotations

from typing import ClassVar

from portal.content.fields import CveId, RequirementRef, ServiceId, Text, ToolId
from portal.content.kinds.base import AtlasMapping, D3fendMapping, Duty, Record, Texts


class Action(Duty, frozen=True, kw_only=True):
    """One step of a guidance item."""

    effort: Text | None = None
    """How much work it is, in words such as `2 hours a system`."""
    tools: tuple[ToolId, ...] = ()
    """Tools that help."""
    services: tuple[ServiceId, ...] = ()
    """Services that help."""
    atlas: tuple[AtlasMapping, ...] = ()
    """ATLAS techniques that this counters."""
    d3fend: tuple[D3fendMapping, ...] = ()
    """D3FEND techniques that this puts to work."""
    automation: Text | None = None
    """A command or query that does the step or checks it; shown as it is, ready to copy."""


class Guidance(Record, frozen=True, kw_only=True, tag="guidance"):
    """A guidance item that somebody can work from."""

    kind: ClassVar[str] = "guidance"

    audience: Texts = ()
    """For whom it is written."""
    applies_to: Texts = ()
    """Which systems it is about."""
    effort: Text | None = None
    """How much work the whole item is."""
    implements: tuple[RequirementRef, ...] = ()
    """The requirements that it helps to meet, each as DIRECTIVE#REQUIREMENT."""
    vulnerabilities: tuple[CveId, ...] = ()
    """The CVEs that it is about."""
    actions: tuple[Action, ...] = ()
    """The steps, in the order in which they are worked."""

    @property
    def duties(self) -> tuple[Action, ...]:
        """Its actions, in order."""
        return self.actions
