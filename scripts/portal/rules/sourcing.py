"""S8xx: what may be published, and how well it must be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from portal.content.findings import Remark, Rule
from portal.content.kinds import Record
from portal.content.kinds.base import Fact
from portal.rules.walk import Leaf, duties, duty_field
from portal.rules.words import noun_of

NOT_CLEAR = Rule(
    code="S801",
    name="not-clear",
    severity="error",
    what="The Traffic Light Protocol marking of a record is not `CLEAR`, whatever its status.",
    why="The site and its repository are public. Only TLP:CLEAR may be disclosed without limit (FIRST, TLP 2.0).",
    bad="tlp: AMBER",
    good="tlp: CLEAR",
)
NO_SOURCE = Rule(
    code="S802",
    rests_on=("status", "sources"),
    name="no-source",
    severity="error",
    what="A record that readers see, other than a topic, has no `sources`.",
    why="Readers act on what it says and must be able to check it.",
    bad="status: published\nsources: []",
    good="status: published\nsources:\n  - id: directive\n    title: BOD 26-04\n    confidence: official",
)
ONLY_UNVERIFIED = Rule(
    code="S803",
    rests_on=("status", "sources"),
    name="only-unverified",
    severity="error",
    what="Every source of a record that readers see is `unverified`.",
    why="Nothing of it has been confirmed; a federal agency must not act on it.",
    bad="status: published\nsources:\n  - {id: text, confidence: unverified}",
    good="status: draft\nsources:\n  - {id: text, confidence: unverified}",
)
NO_VERIFY = Rule(
    code="S804",
    rests_on=("status",),
    name="no-verify",
    severity="error",
    what="A requirement or action of a published record does not say how to check that it is done.",
    why="Agency staff have to prove it, and each would invent a way of their own.",
    bad="- id: publish-policy\n  do: Publish a vulnerability disclosure policy.",
    good="- id: publish-policy\n  do: Publish a vulnerability disclosure policy.\n  verify: Open its page signed out.",
)
NO_PUBLISHED_DATE = Rule(
    code="S805",
    name="no-published-date",
    severity="warning",
    what="A published record does not say since when.",
    why="Lists, feeds and the list of changes are sorted by it.",
    bad="status: published",
    good="status: published\npublished: 2026-11-22",
)

OWN_WITH_SOURCE = Rule(
    code="S806",
    name="own-with-source",
    severity="error",
    what="A statement is marked as the portal's own remark and names a source.",
    why="The page would say both that nobody states it and who does.",
    bad="cost: {text: No source states a price., own: true, source: site}",
    good="cost: {text: No source states a price., own: true}",
)


def not_clear(record: Record) -> Iterator[Remark]:
    """Only TLP:CLEAR may stand in the portal."""
    if record.tlp == "CLEAR":
        return
    meant = record.tlp.strip().upper().removeprefix("TLP:").strip()
    if meant in ("CLEAR", "WHITE"):
        help = "Write `CLEAR`, or leave `tlp` out."
    else:
        help = (
            "Take the record out of the repository and its history, and tell the maintainers; whoever marked it decides"
            " whether it may become CLEAR."
        )
    yield Remark(("tlp",), f"the record is marked `{record.tlp}`; only `CLEAR` may be here", help)


def no_source(record: Record) -> Iterator[Remark]:
    """A record that readers see must have a source."""
    if record.status != "draft" and record.kind != "topic" and not record.sources:
        yield Remark(
            ("sources",),
            f"{noun_of(record)} with status `{record.status}` needs at least one source; it has none",
            "Add `sources:` with what the statements rest on, or write `status: draft`.",
        )


def only_unverified(record: Record) -> Iterator[Remark]:
    """A record that readers see must have a source that was seen."""
    if (
        record.status != "draft"
        and record.sources
        and all(source.confidence == "unverified" for source in record.sources)
    ):
        every = "its only source is" if len(record.sources) == 1 else f"all of its {len(record.sources)} sources are"
        yield Remark(
            ("sources", 0, "confidence"),
            f"{noun_of(record)} with status `{record.status}` needs an official or reported source; {every}"
            " `unverified`",
            "Read the official text and set `confidence`, add a source, or write `status: draft`.",
        )


def no_verify(record: Record) -> Iterator[Remark]:
    """A duty of a published record must say how to check it."""
    if record.status != "published":
        return
    noun = duty_field(record).removesuffix("s")
    for path, duty in duties(record):
        if duty.verify is None:
            yield Remark(
                (*path, "verify"),
                f"the {noun} `{duty.id}` does not say how to check that it is done",
                "Add `verify:` with a command, a query, a screen or a record to look at.",
            )


def no_published_date(record: Record) -> Iterator[Remark]:
    """A published record must say since when."""
    if record.status == "published" and record.published is None:
        yield Remark(
            ("published",),
            "the record is published, but `published` is missing",
            "Add the day on which it was first published in the portal.",
        )


def own_with_source(record: Record, leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """The portal's own remark must not name a source."""
    for path, role, _ in leaves:
        if role is not None and role.name == "source":
            holder: Any = record
            for step in path[:-1]:
                holder = holder[step] if isinstance(step, int) else getattr(holder, step)
            if isinstance(holder, Fact) and holder.own:
                yield Remark(
                    path,
                    "this is marked as the portal's own remark, but names a source",
                    "Delete `own` if the source states it, or `source` if it does not.",
                )
