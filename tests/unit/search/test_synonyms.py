"""Words that mean the same come from the glossary."""

from __future__ import annotations

from portal.content.kinds.term import Term
from portal.search.synonyms import synonyms


def term(name: str, *others: str, abbreviation: str | None = None, ended: bool = False) -> Term:
    return Term(
        id=name.lower().replace(" ", "-"),
        title=name,
        summary="S.",
        status="withdrawn" if ended else "published",
        definition="D.",
        abbreviation=abbreviation,
        synonyms=others,
    )


def test_title_abbreviation_and_synonyms_mean_the_same() -> None:
    found = synonyms([term("Multi-factor authentication", "2FA", "multifactor authentication", abbreviation="MFA")])
    assert found == [["Multi-factor authentication", "MFA", "2FA", "multifactor authentication"]]


def test_a_word_given_twice_joins_its_groups() -> None:
    found = synonyms([term("Beta", "b"), term("Alpha", "a"), term("Gamma", "a", "B")])
    assert found == [["Alpha", "a", "Beta", "b", "Gamma"]]


def test_a_term_alone_and_one_no_longer_in_force_have_no_synonyms() -> None:
    assert synonyms([term("Alone"), term("Gone", "left", ended=True)]) == []
