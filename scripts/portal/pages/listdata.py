"""What the scripts of a list read: the list as columns, small enough to be loaded whole, and the summaries in pieces.

`SECTION/list.json` holds everything by which rows are filtered, sorted and drawn. Texts that repeat stand once, and
rows name them by number. `SECTION/rows/N.json` holds the summaries and other spellings of `CHUNK` rows, and is read
for rows in view and for a search in the text.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from portal.pages.article import DataFile
from portal.pages.cells import Cell, Piece, piece_data
from portal.pages.choices import Facet
from portal.pages.listing import Listing
from portal.pages.lists import sort_key, sort_label
from portal.pages.words import full_name, past_phrase

CHUNK = 128
"""How many summaries stand in one file."""

_WORD = re.compile("[A-Za-z0-9]+")
T = TypeVar("T", bound=Hashable)


def data_files(listing: Listing, size: int) -> Iterator[DataFile]:
    """The files of one list, whose pages have ``size`` rows."""
    section = listing.kind.section
    yield DataFile(f"{section}/list.json", lambda: _json(list_data(listing, size)))
    for number in range(-(-len(listing.records) // CHUNK)):
        yield DataFile(f"{section}/rows/{number}.json", lambda number=number: _json(_texts(listing, number)))  # type: ignore[misc]


def _json(data: Any) -> bytes:
    return msgspec.json.encode(data)


def _texts(listing: Listing, number: int) -> dict[str, Any]:
    records = listing.records[number * CHUNK : (number + 1) * CHUNK]
    return {
        "summaries": [record.summary for record in records],
        "names": [_names(record.aliases) for record in records],
    }


def list_data(listing: Listing, size: int) -> dict[str, Any]:
    """A list as columns; the rows stand in the order of the static pages."""
    notes, noted = _numbered(listing.note(record) for record in listing.records)
    return {
        "version": 1,
        "section": listing.kind.section,
        "site": listing.desk.settings.site_url,
        "one": listing.noun,
        "many": f"{listing.noun}s",
        "past": past_phrase(listing.kind.name),
        "live": listing.live,
        "size": size,
        "chunk": CHUNK,
        "ids": [shortened(record.id, full_name(record)) for record in listing.records],
        "titles": [full_name(record) for record in listing.records],
        "notes": notes,
        "noted": noted,
        "columns": _columns(listing),
        "sorts": _sorts(listing),
        "filters": [_filter(facet) for facet in listing.facets],
    }


def shortened(record_id: str, title: str) -> str:
    """An id with a capital in place of each word that stands in the title, ``A`` for its first; ``-`` before others.

    Ids are made of the words of titles: two thirds are saved. `wholeId` in overrides/assets/lists/model.js undoes it.
    """
    words = [each.lower() for each in _WORD.findall(title)][:26]
    return "".join(chr(ord("A") + words.index(each)) if each in words else f"-{each}" for each in record_id.split("-"))


def _names(aliases: Iterable[str]) -> str:
    """Other spellings in one text; former addresses are none."""
    return " | ".join(each for each in aliases if not each.startswith("/"))


def _numbered(values: Iterable[T]) -> tuple[list[T], list[int]]:
    """Each value once, and for each place its number."""
    numbers: dict[T, int] = {}
    places = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), places


def _columns(listing: Listing) -> list[dict[str, Any]]:
    """The columns after the title. A column that says what a filter says takes its rows from there."""
    found = []
    for place, column in enumerate(listing.section.columns):
        cells = [cells[place] for cells in listing.cells]
        facet, pieces = next(
            ((facet, pieces) for facet in listing.facets if (pieces := _pieces_of_choices(facet, cells))), (None, None)
        )
        data: dict[str, Any] = {"label": column.label, "between": column.between}
        if facet is not None and pieces is not None:
            data |= {"pieces": [piece_data(piece) for piece in pieces], "filter": facet.filter.id}
        else:
            numbers: dict[Piece, int] = {}
            rows = packed([numbers.setdefault(piece, len(numbers)) for piece in cell] for cell in cells)
            data |= {"pieces": [piece_data(piece) for piece in numbers], "rows": rows}
        found.append(data)
    return found


def _pieces_of_choices(facet: Facet, cells: Sequence[Cell]) -> list[Piece] | None:
    """The piece that each choice stands for, where every cell consists of the pieces of its row's choices."""
    pieces: dict[int, Piece] = {}
    for codes, cell in zip(facet.codes, cells, strict=True):
        if len(codes) != len(cell) or any(
            pieces.setdefault(code, piece) != piece for code, piece in zip(codes, cell, strict=True)
        ):
            return None
    return [pieces[code] for code in range(len(facet.choices))]


def packed(rows: Iterable[Sequence[int]]) -> str:
    """Rows of small numbers as one text: a character for each number, a space between rows.

    Compressed, it is a sixth smaller than lists of numbers. `unpack` in overrides/assets/lists/model.js reads it.
    """
    return " ".join("".join(map(_character, row)) for row in rows)


def _character(number: int) -> str:
    """The character for a number: the first is ``#``; those that JSON escapes and halves of pairs are left out."""
    point = number + ord("#")
    point += point >= ord("\\")
    return chr(point + 0x800 if point >= 0xD800 else point)


def _sorts(listing: Listing) -> list[dict[str, Any]]:
    """By what the rows can be sorted; the first is the order in which they come.

    The others have a rank for each row, or the number of the column whose dates are sorted, the latest first.
    """
    found: list[dict[str, Any]] = []
    for name in listing.section.sorts:
        sort: dict[str, Any] = {"id": name, "label": sort_label(listing.section, name)}
        column = _column_of(listing, name)
        if found and column is not None:
            sort["column"] = column
        elif found:
            keys = [sort_key(listing.desk, record, name) for record in listing.records]
            ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
            sort["ranks"] = [ranks[key] for key in keys]
        found.append(sort)
    return found


def _column_of(listing: Listing, name: str) -> int | None:
    """The column that shows what the list is sorted by."""
    labels = [column.label for column in listing.section.columns]
    return labels.index("Changed") if name == "date" and "Changed" in labels else None


def _filter(facet: Facet) -> dict[str, Any]:
    return {
        "id": facet.filter.id,
        "label": facet.filter.label,
        "phrase": facet.filter.phrase,
        "special": facet.special,
        "shown": len(facet.shown),
        "choices": [
            [each.choice.id, each.choice.label, *([each.choice.words] if each.choice.words else [])]
            for each in facet.choices
        ],
        "rows": packed(facet.codes),
    }
