"""The coverage pages: an overview, and a page for each matrix and each part of it that can be chosen."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.pages.article import Heading
from portal.pages.coverage.matrix import Coverage, Filter, Group, Kind, Row
from portal.pages.frame import Crumb
from portal.pages.markup import link, trusted
from portal.pages.page import Page
from portal.pages.slugs import slug
from portal.pages.vocabulary.origin import attribution
from portal.pages.vocabulary.sections import SECTIONS
from portal.pages.words import count

INTRO = "What in the portal bears on each technique, control and outcome, and on which of them nothing does."
_NONE = Markup("none")
_CHOICES = {"low": "Low", "moderate": "Moderate", "high": "High", "privacy": "Privacy"}


class CellRow(msgspec.Struct, frozen=True):
    """One entry as the table shows it."""

    head: Markup
    cells: tuple[tuple[str, Markup], ...]
    """Each with its column's name."""
    tone: str
    """`direct`, `mapped` or `none`: the row's color, which its words say too."""


class Table(msgspec.Struct, frozen=True):
    """The rows of a group."""

    id: str
    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[CellRow, ...]


class Choice(msgspec.Struct, frozen=True):
    """A part of a matrix to go to."""

    text: str
    href: str
    current: bool


def address(kind: Kind, chosen: Filter | None = None) -> str:
    """The address of a matrix or a part of it, from the root of the site."""
    part = f"{chosen.name}/{slug(chosen.value)}/" if chosen else ""
    return f"coverage/{kind.id}/{part}"


def title(kind: Kind, chosen: Filter | None = None) -> str:
    """The title of its page."""
    if chosen is None:
        return f"Coverage of {kind.title}"
    if chosen.name == "baseline":
        return f"Coverage of {kind.title}, {_choice(chosen).lower()} baseline"
    return f"Coverage of {kind.title} on {chosen.value}"


def _choice(chosen: Filter) -> str:
    return _CHOICES.get(chosen.value, chosen.value)


def overview(page: Page, coverage: Coverage) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of the overview needs, and its contents list."""
    rows = []
    for kind in coverage.kinds:
        unique = {row.entry.id: row for group in coverage.groups(kind) for row in group.rows}
        direct = sum(row.direct > 0 for row in unique.values())
        mapped = sum(not row.direct and row.mapped > 0 for row in unique.values())
        cells = (
            ("In force", escape(f"{len(unique):,} {kind.rows}")),
            ("Cited", _number(direct)),
            ("Only through mappings", _number(mapped)),
            ("Neither", _number(len(unique) - direct - mapped)),
        )
        rows.append(CellRow(link(kind.title, page.href(address(kind))), cells, ""))
    layers = [kind for kind in coverage.kinds if kind.id == "attack"]
    return {
        "crumbs": (Crumb("Home", page.href("")), Crumb("Coverage")),
        "title": "Coverage",
        "intro": INTRO,
        "columns": ("Matrix", "In force", "Cited", "Only through mappings", "Neither"),
        "rows": tuple(rows),
        "sections": tuple(link(each.title, page.href(f"{name}/")) for name, each in SECTIONS.items()),
        "layers": tuple(
            (page.href(f"attack/layer-{name}.json"), text) for name, text in (LAYERS.items() if layers else ())
        ),
    }, ()


LAYERS = {
    "actions": "Guidance actions for each technique",
    "requirements": "Requirements for each technique",
    "tools": "Tools for each technique",
    "gaps": "Techniques on which nothing bears",
}
"""The layers for the ATT&CK Navigator, each with what it shows."""


def matrix_view(
    page: Page, coverage: Coverage, kind: Kind, chosen: Filter | None
) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a matrix needs, and its contents list."""
    groups = coverage.groups(kind, chosen)
    tables = tuple(_table(page, kind, group) for group in groups)
    unique = {row.entry.id: row for group in groups for row in group.rows}
    direct = sum(row.direct > 0 for row in unique.values())
    mapped = sum(not row.direct and row.mapped > 0 for row in unique.values())
    none = len(unique) - direct - mapped
    vocabulary = page.entries.library.vocabularies[kind.vocabulary]
    summary = (
        f"{len(unique):,} {kind.rows} in force: {direct:,} cited by something in force, {mapped:,} only reached through"
        f" official mappings, {none:,} neither."
    )
    context = {
        "crumbs": (Crumb("Home", page.href("")), Crumb("Coverage", page.href("coverage/")), Crumb(kind.title)),
        "title": title(kind, chosen),
        "summary": summary,
        "group": kind.group,
        "filter": kind.filters.capitalize(),
        "choices": _choices(page, coverage, kind, chosen),
        "groups": tuple(
            CellRow(
                trusted(f'<a href="#{table.id}">{escape(table.title)}</a>'),
                (
                    ("In force", escape(len(group.rows))),
                    ("Cited", _number(group.covered)),
                    ("Only through mappings", _number(group.mapped)),
                    ("Neither", _number(len(group.rows) - group.covered - group.mapped)),
                ),
                "",
            )
            for table, group in zip(tables, groups, strict=True)
        ),
        "group_columns": (kind.group, "In force", "Cited", "Only through mappings", "Neither"),
        "tables": tables,
        "attributions": (attribution(vocabulary),),
    }
    contents = [Heading(table.id, table.title) for table in tables]
    return context, (Heading("page_groups", f"By {kind.group.lower()}"), *contents, Heading("page_lists", "Source"))


def _choices(page: Page, coverage: Coverage, kind: Kind, chosen: Filter | None) -> tuple[Choice, ...]:
    found = coverage.filters(kind)
    if not found:
        return ()
    every = Choice("All", page.href(address(kind)), chosen is None)
    return (every, *(Choice(_choice(each), page.href(address(kind, each)), each == chosen) for each in found))


def _table(page: Page, kind: Kind, group: Group) -> Table:
    name = str(page.entries.name((kind.kind, group.shelf.id)) or group.shelf.title)
    heading = f"{group.shelf.id} {name}" if name != group.shelf.id else name
    return Table(
        id=f"page_{slug(group.shelf.id)}",
        title=heading,
        caption=f"{heading}: {count(len(group.rows), 'entry', 'entries')}",
        columns=("Entry", "Requirements", "Actions", "Tools", "Through mappings"),
        rows=tuple(_row(page, kind, row) for row in group.rows),
    )


def _row(page: Page, kind: Kind, row: Row) -> CellRow:
    head = page.entries.link((kind.kind, row.entry.id), page.base, named=True)
    if row.parts:
        head = trusted(f"{head} (with {count(row.parts, 'part')})")
    return CellRow(
        head,
        (
            ("Requirements", _number(row.requirements)),
            ("Actions", _number(row.actions)),
            ("Tools", _number(row.tools)),
            ("Mappings", _number(row.mapped)),
        ),
        "direct" if row.direct else "mapped" if row.mapped else "none",
    )


def _number(number: int) -> Markup:
    return escape(f"{number:,}") if number else _NONE
