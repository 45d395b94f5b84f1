"""Small content trees in memory."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from textwrap import dedent

import pytest

from portal.content.catalog import Catalog, Entry
from portal.content.decode import decode
from portal.content.references import links_of
from portal.content.source import Document, parse

TODAY = datetime.date(2026, 11, 22)

MakeCatalog = Callable[..., Catalog]


def record_text(kind: str, record_id: str, **fields: str) -> str:
    """A short record; ``fields`` are YAML texts."""
    defaults = {
        "title": f"Title of {record_id}",
        "summary": "One sentence.",
        "status": "published",
        **({"type": "binding-operational-directive", "issuer": "cisa"} if kind == "directive" else {}),
        **({"definition": "What it is."} if kind == "term" else {}),
        **({"type": "open-source"} if kind == "tool" else {}),
    }
    lines = [f"kind: {kind}", f"id: {record_id}"]
    for name, value in {**defaults, **fields}.items():
        block = value.startswith("\n")
        lines.append(f"{name}:\n{dedent(value).strip(chr(10))}" if block else f"{name}: {value}")
    return "\n".join(lines) + "\n"


def entry(text: str) -> Entry:
    """A record as the loader makes it. Fails where the text has findings."""
    document = parse(text.encode(), "x.yml")
    assert isinstance(document, Document), document
    decoded = decode(document)
    assert decoded.record is not None
    assert decoded.findings == ()
    return Entry(f"{decoded.record.id}.yml", decoded.record, links_of(decoded.record))


@pytest.fixture
def catalog() -> MakeCatalog:
    """Make a catalogue of records given as YAML."""
    return lambda *texts: Catalog([entry(text) for text in texts], TODAY)
