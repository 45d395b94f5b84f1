"""What publishers say of two entries together."""

from __future__ import annotations

from portal.vocabularies.lookup import Library
from portal.vocabularies.model import Link
from portal.vocabularies.relations import Related, Relations
from tests.unit.vocabularies.test_lookup import entry, vocabulary

LIBRARY = Library(
    [
        vocabulary(
            "attack-enterprise",
            entry("T1078"),
            entry("T1574.002", "revoked", "T1574.001"),
            entry("T1574.001"),
            entry("T1600", "revoked", "T1601", "T1602"),
        ),
        vocabulary("atlas", entry("AML.T0049", counterparts=("T1078",))),
        vocabulary("kev", entry("CVE-2024-3400", weaknesses=("CWE-77", "CWE-20"))),
        vocabulary(
            "mapping-sp800-53",
            links=(
                Link("AC-2", "T1078", "mitigates"),
                Link("AC-2", "T1574.002", "mitigates"),
                Link("AC-2", "T1600", "mitigates"),
                Link("", "T1078", "non_mappable"),
            ),
        ),
        vocabulary("mapping-kev", links=(Link("CVE-2024-3400", "T1078", "primary_impact"),)),
    ]
)
RELATIONS = Relations(LIBRARY)


def test_a_mapping_is_read_both_ways() -> None:
    assert RELATIONS.of("attack", "T1078") == (
        Related("control", "AC-2", "mapping-sp800-53", "mitigates", False),
        Related("cve", "CVE-2024-3400", "mapping-kev", "primary_impact", False),
        Related("atlas", "AML.T0049", "atlas", "adapts", False),
    )
    assert RELATIONS.of("cwe", "CWE-20") == (Related("cve", "CVE-2024-3400", "kev", "weakness", False),)


def test_what_was_replaced_counts_for_what_took_its_place() -> None:
    written = ("AC-2", "T1574.002")
    assert RELATIONS.of("attack", "T1574.001") == (
        Related("control", "AC-2", "mapping-sp800-53", "mitigates", False, written),
    )
    assert RELATIONS.of("attack", "T1574.002") == ()
    assert RELATIONS.of("control", "AC-2")[1] == Related(
        "attack", "T1574.001", "mapping-sp800-53", "mitigates", True, written
    )


def test_what_was_divided_stays_as_it_is_written() -> None:
    assert [each.identifier for each in RELATIONS.of("control", "AC-2")] == ["T1078", "T1574.001", "T1600"]


def test_nothing_is_related_without_lists() -> None:
    assert Relations(Library(())).of("attack", "T1078") == ()
