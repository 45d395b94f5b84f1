"""Topics: what records are gathered under."""

from __future__ import annotations

from typing import ClassVar

from portal.content.kinds.base import Record


class Topic(Record, frozen=True, kw_only=True, tag="topic"):
    """A subject with a page that gathers everything on it."""

    kind: ClassVar[str] = "topic"
