"""ATLAS.yaml: hierarchy, tactics, counterparts, and YAML that is not to be trusted."""

from __future__ import annotations

from collections import Counter

import pytest

from portal.vocabularies.atlas import read
from portal.vocabularies.model import Entry, Refused
from tests.unit.vocabularies.given import shared, text_file

ATLAS = """
id: ATLAS
name: A list
version: 5.6.0
matrices:
- id: ATLAS
  name: ATLAS Matrix
  tactics:
  - {id: AML.TA0043, name: Second by number, object-type: tactic, created_date: 2022-01-24}
  - {id: AML.TA0002, name: Reconnaissance, object-type: tactic}
  techniques:
  - id: AML.T0000
    name: Search
    object-type: technique
    ATT&CK-reference: {id: T1596, url: https://attack.mitre.org/techniques/T1596/}
    tactics: [AML.TA0002]
    modified_date: 2026-04-09
    maturity: demonstrated
  - id: AML.T0000.000
    name: Journals
    object-type: technique
    subtechnique-of: AML.T0000
    maturity: feasible
  mitigations:
  - {id: AML.M0000, name: Limit, techniques: [{id: AML.T0000, use: Words.}]}
case-studies: []
"""


def test_tactics_techniques_and_mitigations_are_read() -> None:
    made = read(text_file(ATLAS))
    assert made.entries == (
        Entry(id="AML.M0000", kind="mitigation", name="Limit"),
        Entry(id="AML.TA0002", kind="tactic", name="Reconnaissance", order=2),
        Entry(id="AML.TA0043", kind="tactic", name="Second by number", order=1),
        Entry(
            id="AML.T0000",
            kind="technique",
            name="Search",
            tactics=("AML.TA0002",),
            maturity="demonstrated",
            counterparts=("T1596",),
        ),
        Entry(id="AML.T0000.000", kind="technique", name="Journals", parents=("AML.T0000",), maturity="feasible"),
    )
    assert (made.version, made.date) == ("5.6.0", "2026-04-09")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x [1]\nb: *x\n", "given.csv has YAML aliases, which ATLAS does not use"),
        ("[" * 60, "given.csv is nested too deeply"),
        ("[" + "1," * 200_000 + "]", "given.csv has more than 200,000 values"),
        ("a: [1", "given.csv is not whole YAML in UTF-8: "),
        ("a: !!python/object/apply:os.system [x]\n", "given.csv is not whole YAML in UTF-8: could not determine"),
        ("a: 2026-02-31\n", "given.csv is not whole YAML in UTF-8: day is out of range for month"),
        ("id: ATLAS\n", "given.csv is YAML, but not of the format of ATLAS.yaml: Object missing required field"),
        ("just words\n", "given.csv is YAML, but not of the format of ATLAS.yaml: Expected `object`"),
        ("{id: A, version: '1', matrices: []}", "given.csv holds no ATLAS technique"),
        (ATLAS.replace("AML.M0000", "M1000"), "'M1000' is not an identifier of ATLAS"),
        (ATLAS.replace("AML.T0000.000", "AML.T0000"), "AML.T0000 occurs twice"),
    ],
    ids=["alias", "deep", "many", "cut", "tag", "day", "other", "words", "empty", "identifier", "twice"],
)
def test_what_is_not_atlas_is_refused(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text_file(text))
    assert str(refused.value).startswith(message)


@pytest.mark.shared
def test_the_real_file() -> None:
    made = read(shared("atlas/ATLAS.yaml.xz"))
    assert Counter(entry.kind for entry in made.entries) == {"technique": 170, "mitigation": 35, "tactic": 16}
    techniques = [entry for entry in made.entries if entry.kind == "technique"]
    assert sum(bool(entry.parents) for entry in techniques) == 69
    assert sum(bool(entry.counterparts) for entry in techniques) == 34
    assert Counter(entry.maturity for entry in techniques) == {"demonstrated": 89, "realized": 64, "feasible": 17}
    assert made.version == "5.6.0"
