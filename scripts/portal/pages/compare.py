"""Records side by side: the pages that compare, and the data from which a browser puts a comparison together.

Each compared record has a small file of its rows, so that a comparison loads what it shows and no more. What all
comparisons of a kind share (the groups, the words, every record's title) is one file; all records together are a table
for spreadsheets, which serves readers without JavaScript too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import msgspec
from jinja2 import Template

from portal.content.kinds import KINDS, Record
from portal.pages.article import Article, DataFile, Findable, Sheet
from portal.pages.compare_guidance import GUIDANCE_GROUPS, GUIDANCE_LABELS, compared_guidance
from portal.pages.compare_tool import TOOL_GROUPS, TOOL_LABELS, compared_tool
from portal.pages.frame import Crumb
from portal.pages.page import Desk, Page
from portal.pages.sourcing import UNSOURCED, Origin
from portal.pages.spreadsheet import to_csv
from portal.pages.statements import StatedRow, Statement
from portal.pages.words import CONFIDENCE, ENDED, NOT_STATED, long_date, short_name

MOST = 5
"""How many records a comparison takes: more columns fit neither a screen nor a sheet of paper."""

BASE = "../../"
"""The way from a comparison to the site's root, from where the links in its data start."""

_TAG = re.compile(r"<[^>]*>")
_JSON = msgspec.json.Encoder()


class Compared(msgspec.Struct, frozen=True):
    """A kind whose records can be compared."""

    noun: tuple[str, str]
    """One of them, and several."""
    groups: Mapping[str, tuple[str, ...]]
    """The names of the rows by the title of their group."""
    labels: Mapping[str, str]
    """What readers call each row."""
    rows: Callable[[Page, Any], Iterable[StatedRow]]
    """Every row of a record."""
    table: bool
    """Whether all records are given as one table for spreadsheets."""


COMPARED: dict[str, Compared] = {
    "tool": Compared(("tool", "tools"), TOOL_GROUPS, TOOL_LABELS, compared_tool, table=True),
    # No table of all items: 7,000 would cost every build two seconds and 12 MB, and what it would hold is prose.
    "guidance": Compared(
        ("guidance item", "guidance items"), GUIDANCE_GROUPS, GUIDANCE_LABELS, compared_guidance, table=False
    ),
}
"""What can be compared, by kind."""


def comparison_sheets(desk: Desk, template: Template, filters: Callable[[str, str], Any]) -> tuple[Sheet, ...]:
    """The page that compares, for each kind; ``filters`` gives the filters of a kind's list as links."""
    return tuple(
        Sheet(
            f"{KINDS[kind].section}/compare/",
            KINDS[kind].section,
            partial(_article, template, kind, filters),
            findable=Findable(title=_title(compared), kind="Page", summary=_summary(compared)),
        )
        for kind, compared in COMPARED.items()
    )


def comparison_files(desk: Desk) -> tuple[DataFile, ...]:
    """What the browser reads to compare: a file of each record, and one that they share; and the whole table."""
    files = []
    for kind, compared in COMPARED.items():
        section = KINDS[kind].section
        files.append(DataFile(f"{section}/compare/start.json", partial(start_file, desk, kind)))
        if compared.table:
            files.append(DataFile(f"{section}/compare/{section}.csv", partial(whole_table, desk, kind)))
        files += [
            DataFile(f"{section}/{record.id}/compare.json", partial(record_file, desk, record))
            for record in desk.catalog.kinds[kind]
        ]
    return tuple(files)


def _title(compared: Compared) -> str:
    return f"Compare {compared.noun[1]}"


def _summary(compared: Compared) -> str:
    return f"Two to five {compared.noun[1]} side by side, fact by fact, with the source of each statement."


def _article(template: Template, kind: str, filters: Callable[[str, str], Any], base: str) -> Article:
    compared, row = COMPARED[kind], KINDS[kind]
    context = {
        "crumbs": (Crumb("Home", base), Crumb(row.plural, f"{base}{row.section}/"), Crumb("Compare")),
        "title": _title(compared),
        "summary": _summary(compared),
        "many": compared.noun[1],
        "section": row.section,
        "list": f"{base}{row.section}/",
        "plural": row.plural,
        "filters": filters(kind, base),
        "table": f"{row.section}.csv" if compared.table else "",
    }
    return Article(_title(compared), _summary(compared), template.render(context))


def start_file(desk: Desk, kind: str) -> bytes:
    """What all comparisons of a kind share."""
    compared = COMPARED[kind]
    records = sorted(desk.catalog.kinds[kind], key=lambda each: (each.title.casefold(), each.id))
    return _JSON.encode(
        {
            "noun": compared.noun,
            "most": MOST,
            "unstated": NOT_STATED,
            "unsourced": UNSOURCED.words,
            "confidence": CONFIDENCE,
            "groups": [
                [title, [[name, compared.labels[name]] for name in names]] for title, names in compared.groups.items()
            ],
            "records": [[each.id, short_name(each), *_state(each)] for each in records],
        }
    )


def _state(record: Record) -> list[str]:
    """For a record no longer in force, or a draft: the word that says so."""
    if record.status == "draft":
        return ["Draft"]
    return [ENDED[record.status]] if record.status in ENDED else []


def record_file(desk: Desk, record: Record) -> bytes:
    """One record's rows, those without a statement left out."""
    found: dict[str, Any] = {"title": short_name(record)}
    state = _state(record)
    if state:
        found["state"] = state[0] + (f" on {long_date(record.ended.date)}" if record.ended else "")
    found["sources"] = [
        [each.title, each.url, each.confidence, *([each.retrieved.isoformat()] if each.retrieved else [])]
        for each in record.sources
    ]
    found["rows"] = {
        row.id: [_statement(each) for each in row.statements] for row in rows_of(desk, record) if row.statements
    }
    return _JSON.encode(found)


def rows_of(desk: Desk, record: Record) -> Iterable[StatedRow]:
    """What is compared of a record; its links start at a comparison's page."""
    return COMPARED[record.kind].rows(Page(desk, BASE, record, beside=True), record)


def _statement(statement: Statement) -> list[str | int]:
    """A statement's HTML, with its source's number and the place in it, or the words for what has no source."""
    origin, text = statement.origin, str(statement.text)
    if origin.number:
        return [text, origin.number, origin.locator] if origin.locator else [text, origin.number]
    if origin is UNSOURCED:
        return [text, 0]
    return [text, origin.words] if origin.words else [text]


def whole_table(desk: Desk, kind: str) -> bytes:
    """Every record of a kind with everything that is compared of it, a line for each.

    Behind each column stands one with the numbers of the sources; what these are is told in the last column.
    """
    compared = COMPARED[kind]
    names = [name for group in compared.groups.values() for name in group]
    labels = [compared.labels[name] for name in names]
    head = ["ID", "Title", "Status", "Address", *(each for label in labels for each in (label, f"{label}: sources"))]
    table = [[*head, "Sources"]]
    for record in sorted(desk.catalog.kinds[kind], key=lambda each: (each.title.casefold(), each.id)):
        rows = {row.id: row.statements for row in rows_of(desk, record)}
        address = desk.settings.site_url + KINDS[kind].address(record.id)
        line = [record.id, short_name(record), record.status, address]
        for name in names:
            statements = rows.get(name, ())
            line.append("; ".join(plain_text(each.text) for each in statements) or NOT_STATED)
            line.append("; ".join(dict.fromkeys(filter(None, (_origin_words(each.origin) for each in statements)))))
        sources = (
            f"{number}: {each.title} ({CONFIDENCE[each.confidence]}) {each.url}"
            for number, each in enumerate(record.sources, 1)
        )
        table.append([*line, "; ".join(sources)])
    return to_csv(table)


def _origin_words(origin: Origin) -> str:
    if not origin.number:
        return origin.words
    return f"source {origin.number}{f', {origin.locator}' if origin.locator else ''}"


def plain_text(markup: str) -> str:
    """HTML made by the portal as one line of text."""
    return " ".join(html.unescape(_TAG.sub("", markup)).split())
