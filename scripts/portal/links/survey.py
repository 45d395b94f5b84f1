"""What became of all addresses, ready to be told: in a terminal, as JSON, or on a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from portal.links.allowed import Stale
from portal.links.judge import Kind
from portal.links.named import Naming
from portal.links.state import Known, State
from portal.report.words import count, visible, width

ORDER: tuple[Kind, ...] = ("dead", "soft-404", "moved", "blocked", "not checked", "ok")
"""What asks most of an author comes first."""
_LEVELS = ("error", "warning", "")


class Link(msgspec.Struct, frozen=True):
    """One address with all that is known of it."""

    address: str
    known: Known
    named_by: tuple[Naming, ...]


class Survey(msgspec.Struct, frozen=True):
    """All addresses."""

    links: tuple[Link, ...]
    """Those that no allow list excuses and those that it does, in the order in which they are told."""
    stale: tuple[Stale, ...] = ()
    """Entries of the allow list that are of no use any more."""

    @property
    def errors(self) -> int:
        """How many links have failed too often and too long."""
        return sum(each.known.severity == "error" for each in self.links)

    @property
    def warnings(self) -> int:
        """How many links fail for now, and how many entries of the allow list are stale."""
        return sum(each.known.severity == "warning" for each in self.links) + len(self.stale)

    def group(self, kind: Kind) -> tuple[Link, ...]:
        """The links of one outcome that count."""
        return tuple(each for each in self.links if each.known.outcome == kind and not each.known.allowed)

    @property
    def excused(self) -> tuple[Link, ...]:
        """The links that the allow list excuses."""
        return tuple(each for each in self.links if each.known.allowed)


def survey(state: State, named: Mapping[str, tuple[Naming, ...]], stale: tuple[Stale, ...] = ()) -> Survey:
    """Join what is known of each address with what names it."""
    links = [Link(each, state.addresses[each], by) for each, by in named.items() if each in state.addresses]
    links.sort(
        key=lambda each: (ORDER.index(each.known.outcome), _LEVELS.index(each.known.severity), each.address),
    )
    return Survey(tuple(links), stale)


def as_text(found: Survey) -> str:
    """A table for each outcome but "ok", each address with why and who names it; then a sentence that sums up."""
    lines: list[str] = []
    for kind in ORDER:
        if kind != "ok":
            lines += _table(kind.capitalize(), found.group(kind))
    lines += _table("Allowed", found.excused)
    if found.stale:
        lines += ["Allow list", *(f"warning  {visible(each.url)}: {each.problem}" for each in found.stale), ""]
    counts = ", ".join(f"{len(found.group(kind)):,} {kind}" for kind in reversed(ORDER))
    addresses = f"{len(found.links):,} address{'' if len(found.links) == 1 else 'es'}"
    levels = f"{count(found.errors, 'error')}, {count(found.warnings, 'warning')}"
    return "\n".join([*lines, f"{addresses}: {counts}, {len(found.excused):,} allowed. {levels}."])


def _table(title: str, links: tuple[Link, ...]) -> list[str]:
    if not links:
        return []
    rows = [("LEVEL", "STATUS", "FAILED", "SINCE", "LAST GOOD", "ADDRESS"), *map(_row, links)]
    widths = [max(width(row[column]) for row in rows) for column in range(5)]
    lines = [f"{title} ({len(links):,})"]
    for row, link in zip(rows, (None, *links), strict=True):
        lines.append("  ".join((*(cell.ljust(size) for cell, size in zip(row, widths, strict=False)), row[5])))
        lines += [f"    {note}" for note in _notes(link)] if link else []
    return [*lines, ""]


def _row(link: Link) -> tuple[str, ...]:
    known = link.known
    return (
        known.severity or "-",
        str(known.status or "-"),
        f"{known.failures}×" if known.failures else "-",
        _day(known.first_failure),
        _day(known.last_good),
        visible(link.address),
    )


def _day(moment: datetime.datetime | None) -> str:
    return moment.date().isoformat() if moment else "-"


def _notes(link: Link) -> Iterator[str]:
    if link.known.reason:
        yield link.known.reason
    if link.known.severity == "warning":
        yield f"failing since {_day(link.known.first_failure)}; an error after three failures over at least 72 hours"
    if link.known.allowed:
        yield f"allowed: {visible(link.known.allowed)}"
    yield "named by " + ", ".join(f"{each.record} ({each.field})" for each in link.named_by)


def as_json(found: Survey) -> str:
    """Everything for programs, the links that are ok included."""
    links: list[dict[str, Any]] = [
        {
            "address": each.address,
            "severity": each.known.severity or None,
            **{name: getattr(each.known, name) for name in Known.__struct_fields__},
            "named_by": each.named_by,
        }
        for each in found.links
    ]
    summary = {
        "addresses": len(found.links),
        **{kind.replace(" ", "_").replace("-", "_"): len(found.group(kind)) for kind in ORDER},
        "allowed": len(found.excused),
        "errors": found.errors,
        "warnings": found.warnings,
    }
    answer = {"links": links, "allow_list": found.stale, "summary": summary}
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()
