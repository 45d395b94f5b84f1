"""D3FEND: what is a technique and what only looks like one, tactics, both formats."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from portal.vocabularies.d3fend import read
from portal.vocabularies.model import Entry, Refused
from tests.unit.vocabularies.given import as_file, by_id, shared, text_file


def node(name: str, *above: Any, own: str = "", label: str = "", more: dict[str, Any] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": f"d3f:{name}", "@type": ["owl:Class"], "rdfs:label": label or name}
    if own:
        made["d3f:d3fend-id"] = own
    made["rdfs:subClassOf"] = [{"@id": each} if isinstance(each, str) else each for each in above]
    return made | (more or {})


TACTICS = [
    node("DefensiveTactic"),
    node("Harden", "d3f:DefensiveTactic", more={"@type": ["d3f:DefensiveTactic"], "d3f:display-order": 0}),
    node("Model", "d3f:DefensiveTactic", more={"@type": ["d3f:DefensiveTactic"], "d3f:display-order": -1}),
]
ENABLES = {"owl:onProperty": {"@id": "d3f:enables"}, "owl:someValuesFrom": {"@id": "d3f:Harden"}}
DIRECT = {"d3f:enables": {"@id": "d3f:Model"}}


def graph(*nodes: dict[str, Any]) -> Any:
    return as_file({"@context": {}, "@graph": [*TACTICS, node("DefensiveTechnique"), *nodes]})


def test_techniques_are_what_descends_from_the_root_and_not_what_has_such_an_identifier() -> None:
    made = read(
        graph(
            node("CredentialHardening", "d3f:DefensiveTechnique", own="D3-CH", more=DIRECT),
            node("Multi-factorAuthentication", "d3f:CredentialHardening", own="D3-MFA"),
            node("ARMA_Model", "d3f:TimeSeriesAnalysis", own="D3-ARMA"),
            node("Clustering", "d3f:Analytic", own="D3A-CL"),
            node("OtherClustering", "d3f:Analytic", own="D3A-CL"),
            node("NoIdentifier", "d3f:DefensiveTechnique"),
        )
    )
    assert [(entry.id, entry.parents) for entry in made.entries if entry.kind == "technique"] == [
        ("D3-CH", ()),
        ("D3-MFA", ("D3-CH",)),
    ]


def test_the_address_has_the_name_of_the_class() -> None:
    made = read(
        graph(node("Multi-factorAuthentication", "d3f:DefensiveTechnique", own="D3-MFA", label="Multi-factor  Auth"))
    )
    assert by_id(made)["D3-MFA"] == Entry(
        id="D3-MFA",
        kind="technique",
        name="Multi-factor Auth",
        address="https://d3fend.mitre.org/technique/d3f:Multi-factorAuthentication/",
    )


@pytest.mark.parametrize("form", ["direct", "within", "beside"])
def test_the_tactic_is_that_of_the_nearest_technique_above_that_names_one(form: str) -> None:
    top: dict[str, Any] = {
        "direct": node("Top", "d3f:DefensiveTechnique", own="D3-TOP", more={"d3f:enables": {"@id": "d3f:Harden"}}),
        "within": node("Top", "d3f:DefensiveTechnique", ENABLES, own="D3-TOP"),
        "beside": node("Top", "d3f:DefensiveTechnique", "_:b1", own="D3-TOP"),
    }[form]
    below = node("Below", "d3f:Top", own="D3-BEL", more={"d3f:enables": {"@id": "d3f:SomethingElse"}})
    found = by_id(read(graph(top, below, {"@id": "_:b1", **ENABLES})))
    assert (found["D3-TOP"].tactics, found["D3-BEL"].tactics) == (("Harden",), ("Harden",))


def test_tactics_keep_the_order_of_the_publisher() -> None:
    found = by_id(read(graph(node("A", "d3f:DefensiveTechnique", own="D3-A"))))
    assert [(found[name].order, found[name].address) for name in ("Model", "Harden")] == [
        (1, "https://d3fend.mitre.org/tactic/d3f:Model/"),
        (2, "https://d3fend.mitre.org/tactic/d3f:Harden/"),
    ]


def test_classes_further_up_in_a_reasoned_ontology_are_not_parents() -> None:
    made = read(
        graph(
            node("Top", "d3f:DefensiveTechnique", own="D3-TOP"),
            node("Middle", "d3f:Top", own="D3-MID"),
            node("Below", "d3f:Middle", "d3f:Top", "d3f:DefensiveTechnique", own="D3-BEL"),
        )
    )
    assert by_id(made)["D3-BEL"].parents == ("D3-MID",)


def test_the_release_and_deprecation_are_read_where_they_are() -> None:
    about = {"@id": "d3f:", "@type": "owl:Ontology", "owl:versionInfo": "1.2.0"} | {
        "d3f:release-date": {"@type": "xsd:dateTime", "@value": "2025-06-30T00:00:00.000Z"}
    }
    made = read(graph(node("A", "d3f:DefensiveTechnique", own="D3-A", more={"owl:deprecated": True}), about))
    assert (made.version, made.date, by_id(made)["D3-A"].status, made.notes) == (
        "1.2.0",
        "2025-06-30",
        "deprecated",
        (),
    )


TABLE = """ID,D3FEND Tactic,D3FEND Technique,D3FEND Technique Level 0,D3FEND Technique Level 1,Definition
D3-AI,Model,Asset Inventory,,,"Words, more."
D3-CI,Model,,Configuration Inventory,,Words.
D3-NNI,Model,,,Network Node Inventory,Words.
D3-DI,Model,,Data Inventory,,Words.
D3-AH,Harden,Application Hardening,,,Words.
"""


def test_the_column_of_the_name_in_the_table_tells_the_parent() -> None:
    made = read(text_file(TABLE))
    found = [
        (entry.id, entry.name, entry.parents, entry.tactics) for entry in made.entries if entry.kind == "technique"
    ]
    assert found == [
        ("D3-AH", "Application Hardening", (), ("Harden",)),
        ("D3-AI", "Asset Inventory", (), ("Model",)),
        ("D3-CI", "Configuration Inventory", ("D3-AI",), ("Model",)),
        ("D3-DI", "Data Inventory", ("D3-AI",), ("Model",)),
        ("D3-NNI", "Network Node Inventory", ("D3-CI",), ("Model",)),
    ]
    assert [(entry.id, entry.order) for entry in made.entries if entry.kind == "tactic"] == [
        ("Harden", 2),
        ("Model", 1),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"@graph": []}', "given.csv is JSON-LD, but not D3FEND: it has no d3f:DefensiveTechnique"),
        ('{"@graph": [{"@id": "d3f:DefensiveTechnique"}]}', "given.csv holds no defensive technique"),
        (
            '{"objects": []}',
            "given.csv is JSON, but not of the expected format: Object missing required field `@graph`",
        ),
        ("id,class\n", "given.csv is not CSV of the expected format: it has no column ID, D3FEND Tactic, D3FEND Tech"),
        (TABLE.replace("D3-CI", "D3A-CI"), "'D3A-CI' is not an identifier of a D3FEND technique"),
        (TABLE.replace("Data Inventory", ""), "given.csv has no name for D3-DI"),
        (TABLE[:-20], "given.csv has 3 cells in row 6 and 6 columns"),
        (TABLE.splitlines()[0], "given.csv holds no defensive technique"),
    ],
    ids=["no root", "empty graph", "other json", "other csv", "identifier", "name", "cut", "empty"],
)
def test_what_is_not_d3fend_is_refused(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text_file(text))
    assert str(refused.value).startswith(message)


@pytest.mark.shared
def test_the_real_ontology() -> None:
    made = read(shared("d3fend/d3fend-protege.rebuilt.json.xz"))
    techniques = [entry for entry in made.entries if entry.kind == "technique"]
    assert Counter(name for entry in techniques for name in entry.tactics) == {
        "Detect": 79,
        "Isolate": 53,
        "Harden": 48,
        "Model": 27,
        "Evict": 19,
        "Restore": 12,
        "Deceive": 11,
    }
    assert len(techniques) == 249
    assert all(len(entry.parents) <= 1 and len(entry.tactics) == 1 for entry in techniques)
