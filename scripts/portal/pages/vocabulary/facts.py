"""What the publishers tell of an entry: its standing, its place in their order, and the facts of its list."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from portal.content import identifiers
from portal.content.fields import VocabularyKind
from portal.pages.duties import Row
from portal.pages.markup import EMPTY, join, link, moment, trusted
from portal.pages.page import Page
from portal.vocabularies.model import Entry
from portal.vocabularies.relations import EntryKey

_BASELINES = {"low": "Low", "moderate": "Moderate", "high": "High", "privacy": "Privacy"}
_PAST = {
    "revoked": "Revoked",
    "deprecated": "Deprecated",
    "withdrawn": "Withdrawn",
    "obsolete": "Obsolete",
    "removed": "No longer in the publisher’s list",
}
_SUCCESSION = {
    "revoked-by": "replaced by",
    "moved-to": "moved to",
    "incorporated-into": "incorporated into",
}
_EXPLOITATION = {"none": "none known", "poc": "proof of concept", "active": "active"}
_USAGE = {
    "Allowed": "allowed",
    "Allowed-with-Review": "allowed after review",
    "Discouraged": "discouraged",
    "Prohibited": "prohibited",
}


def standing(page: Page, key: EntryKey, entry: Entry) -> Markup:
    """For an entry that is not in force: how it ended and what holds in its place, followed to the end."""
    if entry.status == "active":
        return EMPTY
    words = f"<strong>{_PAST[entry.status]}</strong>"
    if entry.removed:
        words += f" since {moment(datetime.date.fromisoformat(entry.removed))}"
    if entry.successors:
        how = _SUCCESSION.get(entry.succession, "replaced by")
        named = (_successor(page, key[0], entry, each) for each in entry.successors)
        words += f"; {how} {join(named, ' and ')}"
    elif entry.status != "removed":
        words += "; the publisher names no successor"
    ends = page.entries.library.succession(*key).ends
    last = [each.entry for each in ends if each.entry.id not in entry.successors]
    if last:
        words += f", and that by {join((_link(page, key[0], each.id) for each in last), ' and ')}"
    words += "."
    if any(each.entry.status != "active" for each in ends):
        words += " Not all that took its place is in force."
    return trusted(words)


def short_standing(page: Page, key: EntryKey, entry: Entry) -> Markup:
    """The same for a row: the word, and where to look now."""
    if entry.status == "active":
        return EMPTY
    ends = page.entries.library.succession(*key).in_force
    now = f"; now {join((_link(page, key[0], each.entry.id) for each in ends), ' and ')}" if ends else ""
    word = "removed" if entry.status == "removed" else entry.status
    return trusted(f"{word}{now}")


def _successor(page: Page, kind: VocabularyKind, entry: Entry, successor: str) -> Markup:
    part = entry.successor_parts.get(successor)
    said = f", part {escape(part)}" if part else ""
    return trusted(f"{_link(page, kind, successor, named=True)}{said}")


def _link(page: Page, kind: VocabularyKind, spelled: str, named: bool = False) -> Markup:
    return page.entries.link((kind, spelled), page.base, named=named)


def _links(page: Page, kind: VocabularyKind, identifiers: Iterable[str], between: str = "; ") -> tuple[Markup, ...]:
    """One item of linked and named identifiers; none where there are none."""
    found = [_link(page, kind, each, named=True) for each in identifiers]
    return (join(found, between),) if found else ()


def fact_rows(page: Page, key: EntryKey, entry: Entry | None) -> tuple[Row, ...]:
    """The facts of an entry; rows of what its list does not know of are left out."""
    kind, spelled = key
    library = page.entries.library
    rows: list[Row] = []

    def row(label: str, items: tuple[Markup, ...]) -> None:
        if items:
            rows.append(Row(label, items))

    def text(label: str, words: str) -> None:
        row(label, (escape(words),) if words else ())

    if entry is not None:
        row("Part of", _links(page, kind, entry.parents))
        row("Tactics", _links(page, kind, _tactics(page, kind, entry)))
        text("Platforms", ", ".join(entry.platforms))
        if kind == "control" and entry.kind != "family" and entry.status == "active":
            text("Baselines", ", ".join(_BASELINES[each] for each in entry.baselines) or "in none of the baselines")
        text("Maturity", entry.maturity)
        text("Abstraction", entry.abstraction.lower())
        text("Use for mapping", _USAGE.get(entry.usage, entry.usage.lower()))
        if kind == "cve":
            rows += _exploited(page, entry)
    if kind == "cve":
        points = library.detail("ssvc", spelled)
        if points is not None:
            decided = f", decided on {moment(datetime.date.fromisoformat(points.decided))}" if points.decided else ""
            rows.append(
                Row(
                    "SSVC points",
                    (
                        trusted(f"exploitation: {escape(_EXPLOITATION.get(points.exploitation, points.exploitation))}"),
                        trusted(f"automatable: {escape(points.automatable)}"),
                        trusted(f"technical impact: {escape(points.impact)}{decided} (CISA Vulnrichment)"),
                    ),
                )
            )
    address = library.address(kind, entry) if entry else identifiers.address(kind, spelled)
    if address:
        row("At the publisher", (link(f"{spelled} at {urlsplit(address).hostname}", address),))
    return tuple(rows)


def _tactics(page: Page, kind: VocabularyKind, entry: Entry) -> tuple[str, ...]:
    """The tactics of a technique; ATLAS tells those of a sub-technique only at its parent."""
    if entry.tactics or not entry.parents or kind != "atlas":
        return entry.tactics
    parent = page.entries.find((kind, entry.parents[0]))
    return parent.tactics if parent else ()


def _exploited(page: Page, entry: Entry) -> list[Row]:
    """What the catalog of known exploited vulnerabilities tells."""
    added, due = datetime.date.fromisoformat(entry.added), datetime.date.fromisoformat(entry.due)
    early = " (before the day of adding, as published)" if due < added else ""
    ransomware = {"Known": "known", "Unknown": "not known"}.get(entry.ransomware, entry.ransomware.lower())
    rows = [
        Row("Vendor and product", (escape(f"{entry.vendor}: {entry.product}"),)),
        Row("Added to the catalog", (moment(added),)),
        Row("Due date in the catalog", (trusted(f"{moment(due)}{early}"),)),
        Row("Use in ransomware campaigns", (escape(ransomware or "not stated"),)),
    ]
    weaknesses = _links(page, "cwe", entry.weaknesses)
    return [*rows, Row("Weaknesses", weaknesses)] if weaknesses else rows
