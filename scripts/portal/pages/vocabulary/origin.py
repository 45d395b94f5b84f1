"""Where names and facts of official lists come from: release, date, licence and the line that the licence asks for."""

from __future__ import annotations

import datetime

import msgspec
from markupsafe import Markup

from portal.pages.markup import EMPTY, link, moment
from portal.pages.words import long_date
from portal.vocabularies.lookup import Library
from portal.vocabularies.model import Vocabulary


class Attribution(msgspec.Struct, frozen=True):
    """One list as the foot of a page names it."""

    title: Markup
    release: str
    date: Markup
    line: str
    """What the licence asks to be shown."""
    licence: str


def attribution(vocabulary: Vocabulary) -> Attribution:
    """A list's origin in words."""
    return Attribution(
        title=link(vocabulary.title, vocabulary.source),
        release=vocabulary.version,
        date=moment(datetime.date.fromisoformat(vocabulary.date)) if vocabulary.date else EMPTY,
        line=vocabulary.attribution,
        licence=vocabulary.licence,
    )


def list_date(library: Library, name: str) -> str:
    """The publisher's date of a list, in words; empty where it is not told."""
    vocabulary = library.vocabularies.get(name)
    if vocabulary is None or not vocabulary.date:
        return ""
    return long_date(datetime.date.fromisoformat(vocabulary.date))
