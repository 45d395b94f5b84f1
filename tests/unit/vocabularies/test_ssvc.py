"""SSVC decision points in CVE records."""

from __future__ import annotations

from typing import Any

import pytest

from portal.vocabularies import ssvc
from portal.vocabularies.model import Entry, Refused
from portal.vocabularies.ssvc import read
from portal.vocabularies.unpack import File
from tests.unit.vocabularies.given import as_file, shared

POINTS = ({"Exploitation": "active"}, {"Automatable": "no"}, {"Technical Impact": "total"})


def decision(*options: dict[str, str], time: str = "2024-02-02T14:05:34.031031Z") -> dict[str, Any]:
    content = {"id": "CVE-2011-0611", "options": list(options), "timestamp": time, "version": "2.0.3"}
    return {"other": {"type": "ssvc", "content": content}}


def record(*metrics: dict[str, Any], own: str = "CVE-2011-0611", **more: Any) -> dict[str, Any]:
    adp: list[dict[str, Any]] = [{"title": "CVE Program Container"}]
    if metrics:
        adp.append({"title": "CISA ADP Vulnrichment", "metrics": list(metrics)})
    return {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": own, **more}, "containers": {"cna": {}, "adp": adp}}


def one(*metrics: dict[str, Any], name: str = "2011/0xxx/CVE-2011-0611.json", **more: Any) -> list[File]:
    return as_file(record(*metrics, **more), name)


EXPECTED = Entry(
    id="CVE-2011-0611",
    kind="decision",
    name="CVE-2011-0611",
    exploitation="active",
    automatable="no",
    impact="total",
    decided="2024-02-02",
)
OTHERS = (
    {"cvssV3_1": {"baseScore": 8.8}},
    {"other": {"type": "kev", "content": {"dateAdded": "2022-03-03"}}},
    {"other": {"type": "unknown", "content": "words"}},
)


def test_the_decision_is_found_among_the_other_metrics() -> None:
    made = read(one(*OTHERS, decision(*POINTS)))
    assert (made.entries, made.date, made.notes) == ((EXPECTED,), "2024-02-02", ())


def test_case_varies_and_is_made_one() -> None:
    shouted = ({"Exploitation": "Active"}, {"AUTOMATABLE": "No"}, {"technical_impact": "TOTAL"})
    assert read(one(decision(*shouted))).entries == (EXPECTED,)


def test_the_newest_of_several_decisions_counts() -> None:
    older = decision({"Exploitation": "poc"}, *POINTS[1:], time="2024-01-01T00:00:00Z")
    assert read(one(decision(*POINTS), older)).entries == (EXPECTED,)


def test_records_without_a_whole_decision_are_told_and_left_out() -> None:
    made = read(
        [
            *one(decision(*POINTS)),
            *one(own="CVE-2024-0001", name="CVE-2024-0001.json"),
            *one(decision(*POINTS), own="CVE-2024-0002", state="REJECTED", name="CVE-2024-0002.json"),
            *one(decision(*POINTS[:2]), own="CVE-2024-0003", name="CVE-2024-0003.json"),
            *one(decision({"Exploitation": "maybe"}, *POINTS[1:]), own="CVE-2024-0004", name="CVE-2024-0004.json"),
        ]
    )
    assert made.entries == (EXPECTED,)
    assert made.notes == (
        "1 records have no decision.",
        "1 records are of rejected identifiers.",
        "Left out, because a decision point is missing or unknown: CVE-2024-0003, CVE-2024-0004.",
    )


def test_other_files_of_the_repository_are_passed_over_and_a_record_may_have_any_name() -> None:
    others = [File("README.md", b"Words."), File("package.json", b'{"name": "x"}'), File("LICENSE", b"")]
    assert read([*others, *one(decision(*POINTS), name="record.json")]).entries == (EXPECTED,)


def test_of_a_whole_repository_only_what_is_wanted_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssvc, "_MANY", 1)
    both = [*one(decision(*POINTS)), *one(decision(*POINTS), own="CVE-2024-0001", name="CVE-2024-0001.json")]
    made = read(both, frozenset({"CVE-2011-0611"}))
    assert made.entries == (EXPECTED,)
    assert made.notes == ("Of 2 records with a decision, the 1 of the KEV catalog are kept.",)
    assert len(read(both).entries) == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "the input holds no CVE record"),
        (as_file({"objects": []}), "the input holds no CVE record"),
        (one(), "none of the 1 records has a decision that is wanted"),
        (one(decision(*POINTS), own="CVE-1"), "2011/0xxx/CVE-2011-0611.json is the record of 'CVE-1', which is not"),
        (one(decision(*POINTS, time="soon")), "CVE-2011-0611 has the date 'soon'"),
        ([File("CVE-1.json", b'{"cveMeta')], "CVE-1.json is not whole JSON: Input data was truncated"),
        (
            [*one(decision(*POINTS)), *one(decision({"Exploitation": "poc"}, *POINTS[1:]))],
            "CVE-2011-0611 occurs twice, and not the same",
        ),
    ],
    ids=["nothing", "other json", "no decision", "identifier", "date", "cut", "twice"],
)
def test_what_holds_no_decisions_is_refused(given: list[File], message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(given)
    assert str(refused.value).startswith(message)


@pytest.mark.shared
def test_the_real_records() -> None:
    made = read(shared("vulnrichment/cve-records-in-kev.tar.xz"))
    assert len(made.entries) == 251
    assert {entry.exploitation for entry in made.entries} == {"none", "poc", "active"}
