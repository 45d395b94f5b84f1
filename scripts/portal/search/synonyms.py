"""Words that mean the same, from the glossary: `MFA`, `multi-factor authentication`, `2FA`."""

from __future__ import annotations

from collections.abc import Iterable

from portal.content.kinds.term import Term


def synonyms(terms: Iterable[Term]) -> list[list[str]]:
    """Groups of words for one thing, each with at least two; terms that share a word in one group.

    Spellings with and without a hyphen are both kept: to an index they are different words. Terms no longer in force
    stay out: their words mean something else now, or nothing.
    """
    groups: list[dict[str, str]] = []
    for term in terms:
        if not term.in_force:
            continue
        group: dict[str, str] = {}
        for word in (term.title, term.abbreviation, *term.synonyms):
            if word:
                group.setdefault(word.casefold(), word)
        for other in [each for each in groups if each.keys() & group.keys()]:
            groups.remove(other)
            group = other | {each: word for each, word in group.items() if each not in other}
        groups.append(group)
    found = [list(group.values()) for group in groups if len(group) > 1]
    return sorted(found, key=lambda group: (group[0].casefold(), group))
