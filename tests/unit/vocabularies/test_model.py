"""What every importer's entries go through."""

from __future__ import annotations

import pytest

from portal.vocabularies.model import Entry, Refused, clean, unique


def entry(own: str, name: str) -> Entry:
    return Entry(id=own, kind="technique", name=name)


def test_names_are_one_line_without_anything_that_a_terminal_obeys() -> None:
    assert clean("  One\n two\x1b[31m\u202e three\u00a0four ") == "One two[31m three four"
    assert unique([entry("T2", "B"), entry("T1", " A\n")]) == (entry("T1", "A"), entry("T2", "B"))


@pytest.mark.parametrize(("name", "length"), [("", 0), ("\x1b \n", 0), ("x" * 301, 301)])
def test_a_name_that_is_none_or_prose_is_refused(name: str, length: int) -> None:
    with pytest.raises(Refused, match=rf"^T1 has a name of {length} characters, and 1 to 300 are expected$"):
        unique([entry("T1", name)])
