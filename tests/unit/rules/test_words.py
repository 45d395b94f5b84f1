"""How messages write numbers, lists and nouns."""

from __future__ import annotations

import pytest

from portal.rules import words


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [(0, "row", "0 rows"), (1, "row", "1 row"), (2, "row", "2 rows"), (20_000, "combination", "20,000 combinations")],
)
def test_numbers_come_with_their_noun(number: int, noun: str, expected: str) -> None:
    assert words.count(number, noun) == expected


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["a"], "`a`"), (["a", "b"], "`a` or `b`"), (["a", "b", "c"], "`a`, `b`, or `c`")]
)
def test_names_are_listed_as_a_sentence_lists_them(names: list[str], expected: str) -> None:
    assert words.quoted(names, "or") == expected


@pytest.mark.parametrize(("noun", "expected"), [("action", "an action"), ("tool", "a tool"), ("Input", "an Input")])
def test_nouns_have_their_article(noun: str, expected: str) -> None:
    assert words.a(noun) == expected


@pytest.mark.parametrize(
    ("spelling", "expected"), [("BOD 26-04", "bod2604"), ("AC-2(1)", "ac21"), ("Straße", "strasse"), ("—", "")]
)
def test_spellings_are_compared_without_capitals_and_punctuation(spelling: str, expected: str) -> None:
    assert words.fold(spelling) == expected
