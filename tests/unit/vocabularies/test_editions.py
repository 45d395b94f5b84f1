"""What may stand in a list that was not imported."""

from __future__ import annotations

import pytest

from portal.content import identifiers
from portal.content.fields import VocabularyKind
from portal.vocabularies.editions import LATER, could_be_elsewhere
from portal.vocabularies.lookup import Library
from tests.unit.vocabularies.test_lookup import entry, vocabulary

ENTERPRISE = vocabulary("attack-enterprise", entry("T1078"))
MOBILE = vocabulary("attack-mobile", entry("T1398"))
INDUSTRIAL = vocabulary("attack-ics", entry("T0800"))
CONTROLS = vocabulary("sp800-53", entry("AC-2"))


@pytest.mark.parametrize(
    ("lists", "kind", "identifier", "expected"),
    [
        ((), "control", "AC-99", True),
        ((CONTROLS,), "control", "AC-99", False),
        ((CONTROLS,), "cwe", "CWE-99999", True),
        ((ENTERPRISE,), "attack", "T1999", True),
        ((ENTERPRISE, MOBILE), "attack", "T1999", False),
        ((ENTERPRISE, MOBILE), "attack", "T0999", True),
        ((ENTERPRISE, MOBILE), "attack", "TA0199", True),
        ((ENTERPRISE, MOBILE), "attack", "M0999", True),
        ((ENTERPRISE, MOBILE, INDUSTRIAL), "attack", "T0999", False),
        ((), "cve", "CVE-2030-1234", True),
    ],
)
def test_only_what_must_stand_in_an_imported_list_can_be_unknown(
    lists: tuple[object, ...], kind: VocabularyKind, identifier: str, expected: bool
) -> None:
    library = Library(lists)  # type: ignore[arg-type]
    assert could_be_elsewhere(library, (kind, identifier)) is expected


def test_later_entries_are_spelled_canonically() -> None:
    assert all(identifiers.canonical(kind, own) == own for kind, own in LATER)
