"""Glossary terms."""

from __future__ import annotations

from typing import ClassVar

from portal.content.fields import Prose, Text
from portal.content.kinds.base import Record


class Term(Record, frozen=True, kw_only=True, tag="term"):
    """A term that explains itself wherever prose uses it."""

    kind: ClassVar[str] = "term"

    abbreviation: Text | None = None
    """Its abbreviation."""
    synonyms: tuple[Text, ...] = ()
    """Other words for the same thing."""
    definition: Prose
    """What it means here, in one or two sentences."""
