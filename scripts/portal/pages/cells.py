"""The cells of lists as data: made once, shown as HTML in static rows and as JSON in the rows that a browser makes."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from markupsafe import Markup, escape

from portal.content.kinds import Record, address_of
from portal.content.kinds.organization import Organization
from portal.pages.markup import UNSTATED, short_partial_moment, trusted
from portal.pages.page import Desk
from portal.pages.words import NOT_STATED, short_name

BASE = "@@portal:base@@"
"""Stands in rows for the way to the root of the site, which differs by the depth of the page that shows them."""

Form = Literal["text", "link", "date", "unstated"]


class Piece(msgspec.Struct, frozen=True):
    """One piece of a cell."""

    text: str
    form: Form = "text"
    address: str = ""
    """For a link: where it leads, from the root of the site."""
    css: str = ""
    """For a link: its class."""
    note: str = ""
    """For a link to a record no longer in force, or to a draft: the word that says so."""


Cell = tuple[Piece, ...]
"""The pieces of a cell, in order; its column says what stands between them."""

NOTHING_STATED: Cell = (Piece(NOT_STATED, "unstated"),)


def text_cell(words: str | None) -> Cell:
    """A cell of plain words."""
    return (Piece(words),) if words else NOTHING_STATED


def day_cell(day: datetime.date | str | None) -> Cell:
    """A cell of a date, of which only a year or a month may be known."""
    return (Piece(str(day), "date"),) if day else NOTHING_STATED


def list_cell(words: Iterable[str]) -> Cell:
    """A cell of several plain words."""
    return tuple(Piece(each) for each in words) or NOTHING_STATED


def record_piece(desk: Desk, record_id: str) -> Piece:
    """A link to a record by its short name; plain text where there is no such record."""
    record = desk.catalog.get(record_id)
    label = desk.targets.label(record_id)
    if record is None or label is None:
        return Piece(record_id)
    css = "citation" if label.css else ""
    return Piece(short_name(record), "link", address_of(record), css, label.note)


def organization_piece(desk: Desk, record_id: str) -> Piece:
    """A link to an organization, by its abbreviation where it has one."""
    record = desk.catalog.get(record_id)
    if isinstance(record, Organization) and record.abbreviation:
        return Piece(record.abbreviation, "link", address_of(record))
    return record_piece(desk, record_id)


def note_of(desk: Desk, record: Record) -> str:
    """The word behind the title of a record no longer in force, or of a draft."""
    label = desk.targets.label(record.id)
    return label.note if label else ""


@functools.lru_cache(maxsize=8192)
def piece_html(piece: Piece) -> Markup:
    """A piece as HTML; the address of a link starts with the mark for the base."""
    if piece.form == "date":
        return short_partial_moment(piece.text)
    if piece.form == "unstated":
        return UNSTATED if piece.text == NOT_STATED else trusted(f'<span class="unstated">{escape(piece.text)}</span>')
    if piece.form == "text":
        return escape(piece.text)
    css = f' class="{piece.css}"' if piece.css else ""
    note = f' <span class="note">({escape(piece.note)})</span>' if piece.note else ""
    return trusted(f'<a{css} href="{BASE}{escape(piece.address)}">{escape(piece.text)}</a>{note}')


def cell_html(cell: Cell, between: str) -> Markup:
    """A cell as HTML."""
    return trusted(between.join(map(piece_html, cell)))


_CODES: dict[Form, str] = {"link": "a", "date": "t", "unstated": "u"}


def piece_data(piece: Piece) -> Any:
    """A piece as data: plain words as a text, everything else as ``[form, text, address?, class?, note?]``."""
    if piece.form == "text":
        return piece.text
    values = [_CODES[piece.form], piece.text, piece.address, piece.css, piece.note]
    while not values[-1]:
        values.pop()
    return values
