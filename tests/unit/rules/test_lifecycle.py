"""L4xx: what replaces what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.cases import Bad, Good, assert_bad, assert_good, names

NEW = "directives/bod-30-02.yml"
OLD = "directives/bod-30-01.yml"
ITEM = "items/fix-by-clock.yml"

ANOTHER = """\
kind: directive
id: bod-30-04
title: Another Directive
summary: Another directive.
status: published
published: 2026-10-01
type: binding-operational-directive
issuer: cisa
issued: 2026-09-01
sources: [{id: directive, title: BOD 30-04, url: "https://example.gov/bod-30-04", confidence: official}]
"""
"""A directive that stands alone, for changes that need one more."""

BAD = [
    Bad(
        "succession must not go in a circle",
        "L401",
        OLD,
        "status: revoked\n",
        "status: revoked\nsupersedes: [«bod-30-02»]\n",
        "supersedes[0]",
        "these records replace one another in a circle: `bod-30-01` → `bod-30-02` → `bod-30-01`",
        "The later record names the earlier one; delete the entry in the earlier record.",
    ),
    Bad(
        "only one published record may replace another",
        "L402",
        "directives/bod-30-04.yml",
        "",
        ANOTHER + "supersedes: [«bod-30-01»]\n",
        "supersedes[0]",
        "`bod-30-04` and `bod-30-02` both say that they replace `bod-30-01`; the other one is directives/bod-30-02.yml",
        "Leave it to the one that did; let the other name the record under `related`.",
    ),
    Bad(
        "a record that another supersedes must not be published",
        "L403",
        "directives/bod-30-04.yml",
        "",
        ANOTHER + "supersedes: [act-30]\n",
        "status",
        "`bod-30-04` supersedes this record, but its status is `published`",
        "Write `status: superseded` and add `ended`, or mend `bod-30-04`.",
        ("directives/act-30.yml", "status: «published»"),
    ),
    Bad(
        "a record that another revokes must not be published",
        "L403",
        "directives/bod-30-04.yml",
        "",
        ANOTHER + "revokes: [act-30]\n",
        "status",
        "`bod-30-04` revokes this record, but its status is `published`",
        "Write `status: revoked` and add `ended`, or mend `bod-30-04`.",
        ("directives/act-30.yml", "status: «published»"),
    ),
    Bad(
        "a record that is revoked must not be called superseded",
        "L404",
        OLD,
        "status: revoked",
        "status: «superseded»",
        "status",
        "the status is `superseded`, but `bod-30-02` says that this record is revoked",
        "Write `status: revoked`, or mend `bod-30-02`.",
    ),
    Bad(
        "a record that is revoked must not be called closed",
        "L404",
        OLD,
        "status: revoked",
        "status: «closed»",
        "status",
    ),
    Bad(
        "a record that is only superseded must not be called revoked",
        "L404",
        NEW,
        "revokes: [bod-30-01]\n",
        "",
        "status",
        "the status is `revoked`, but `bod-30-02` says that this record is superseded",
        "Write `status: superseded`, or mend `bod-30-02`.",
        (OLD, "status: «revoked»"),
    ),
    Bad(
        "what superseded a record must be known",
        "L405",
        "services/hygiene.yml",
        "status: published\n",
        "status: «superseded»\nended: {date: 2026-11-01, reason: Another service took its place.}\n",
        "status",
        "the status is `superseded`, but no record says that it supersedes this one",
        "Add `supersedes: [hygiene]` to the record that did, or name in `ended.source` the source that says so.",
    ),
    Bad(
        "what revoked a directive must be known",
        "L405",
        "directives/act-30.yml",
        "status: published\n",
        "status: «revoked»\nended: {date: 2026-11-01, reason: Congress repealed it.}\n",
        "status",
        "the status is `revoked`, but no record says that it revokes this one",
        "Add `revokes: [act-30]` to the record that did, or name in `ended.source` the source that says so.",
    ),
    Bad(
        "a record that the reason names must say so itself",
        "L405",
        "directives/act-30.yml",
        "status: published\n",
        "status: revoked\nended: {date: 2026-11-01, reason: «BOD 30-02 revoked it.», source: act}\n",
        "ended.reason",
        "the reason names `bod-30-02`, but no record says that it revokes this one",
        "Add `act-30` to `revokes` in the record that did, or mend the status.",
    ),
    Bad(
        "a record that is no longer in force must say since when and why",
        "L406",
        OLD,
        "ended:\n  date: 2026-06-10\n  reason: BOD 30-02 revoked it.\n",
        "",
        "status",
        "the status is `revoked`, but `ended` is missing",
        "Add `ended:` with `date`, `reason` and, if a source says so, `source`.",
        (OLD, "status: «revoked»"),
    ),
    Bad(
        "a record that has ended must not be published",
        "L407",
        "services/hygiene.yml",
        "status: published\n",
        "status: «published»\nended: {date: 2026-11-01, reason: CISA closed it.}\n",
        "status",
        "the record ended on 2026-11-01, but its status is `published`",
        "Write `superseded`, `revoked`, `closed`, or `withdrawn`, or remove `ended`.",
    ),
    Bad(
        "a record must not have ended before its successor was issued",
        "L408",
        OLD,
        "  date: 2026-06-10\n",
        "  date: «2026-06-09»\n",
        "ended.date",
        "the record ended on 2026-06-09, before `bod-30-02`, which revoked it, was issued on 2026-06-10",
        "Write the day on which it stopped to hold.",
    ),
    Bad(
        "authority must not go in a circle",
        "L409",
        "directives/act-30.yml",
        'issued: "2014"\n',
        'issued: "2014"\nauthority: [«bod-30-02»]\n',
        "authority[0]",
        "these directives rest on one another in a circle: `act-30` → `bod-30-02` → `act-30`",
        "The later directive rests on the earlier one; delete the entry in the earlier one.",
    ),
    Bad(
        "organizations must not belong to one another in a circle",
        "L410",
        "organizations/dhs.yml",
        "status: published\n",
        "status: published\nparent: cisa\n",
        "parent",
        "these organizations belong to one another in a circle: `cisa` → `dhs` → `cisa`",
        "Delete `parent` in the organization that stands above the others.",
        ("organizations/cisa.yml", "parent: «dhs»"),
    ),
]

GOOD = [
    Good(
        "a draft replaces nothing yet",
        "L403",
        "directives/bod-30-03.yml",
        "status: draft\n",
        "status: draft\nrevokes: [act-30]\n",
    ),
    Good(
        "a record may say again what a superseded one replaced",
        "L402",
        "directives/bod-30-04.yml",
        "",
        ANOTHER.replace("status: published", "status: closed")
        + "supersedes: [bod-30-01]\nended: {date: 2026-10-01, reason: CISA closed it.}\n",
    ),
    Good(
        "a service may be closed without a successor",
        "L405",
        "services/hygiene.yml",
        "status: published\n",
        "status: closed\nended: {date: 2026-11-01, reason: CISA closed it.}\n",
    ),
    Good(
        "a source may stand for a successor outside the portal",
        "L405",
        "directives/act-30.yml",
        "status: published\n",
        "status: revoked\nended: {date: 2026-11-01, reason: Public Law 130-1 repealed it., source: act}\n",
    ),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_mistake_is_one_finding_at_its_place(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_what_is_allowed_is_no_finding(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)
