"""S8xx: sources and publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.cases import Bad, Good, assert_bad, assert_good, names

NEW = "directives/bod-30-02.yml"
OLD = "directives/bod-30-01.yml"
ITEM = "items/fix-by-clock.yml"

SOURCES = """\
sources:
  - id: page
    title: Hygiene Scanning
    url: https://example.gov/hygiene
    confidence: reported
"""

BAD = [
    Bad(
        "only CLEAR may be in the portal",
        "S801",
        "services/hygiene.yml",
        "status: published\n",
        "status: published\ntlp: «GREEN»\n",
        "tlp",
        "the record is marked `GREEN`; only `CLEAR` may be here",
        "Take the record out of the repository and its history, and tell the maintainers; whoever marked it decides"
        " whether it may become CLEAR.",
    ),
    Bad(
        "a draft must be CLEAR as well",
        "S801",
        "directives/bod-30-03.yml",
        "status: draft\n",
        "status: draft\ntlp: «AMBER+STRICT»\n",
        "tlp",
    ),
    Bad(
        "CLEAR is written in one way",
        "S801",
        "services/hygiene.yml",
        "status: published\n",
        "status: published\ntlp: «TLP:CLEAR»\n",
        "tlp",
        "the record is marked `TLP:CLEAR`; only `CLEAR` may be here",
        "Write `CLEAR`, or leave `tlp` out.",
    ),
    Bad(
        "a published record must have a source",
        "S802",
        "services/hygiene.yml",
        SOURCES,
        "",
        "sources",
        "a service with status `published` needs at least one source; it has none",
        "Add `sources:` with what the statements rest on, or write `status: draft`.",
        ("services/hygiene.yml", "«kind»: service"),
    ),
    Bad(
        "a record that has ended must have a source",
        "S802",
        "services/hygiene.yml",
        f"provider: [cisa]\nhow_to_request: Write to [the service desk](mailto:desk@example.gov).\n{SOURCES}",
        "sources: «[]»\n",
        "sources",
    ),
    Bad(
        "a published record must have a source that was seen",
        "S803",
        "services/hygiene.yml",
        "confidence: reported",
        "confidence: «unverified»",
        "sources[0].confidence",
        "a service with status `published` needs an official or reported source; its only source is `unverified`",
        "Read the official text and set `confidence`, add a source, or write `status: draft`.",
    ),
    Bad(
        "a requirement of a published record must say how to check it",
        "S804",
        NEW,
        "    verify: Open the schema.\n",
        "",
        "requirements[3].verify",
        "the requirement `publish-schema` does not say how to check that it is done",
        "Add `verify:` with a command, a query, a screen or a record to look at.",
        (NEW, "  - «id»: publish-schema"),
    ),
    Bad(
        "an action of a published record must say how to check it",
        "S804",
        ITEM,
        "    verify: Scan again.\n",
        "",
        "actions[1].verify",
        "the action `fix` does not say how to check that it is done",
        at=(ITEM, "  - «id»: fix\n"),
    ),
    Bad(
        "a published record must say since when",
        "S805",
        "topics/patching.yml",
        "published: 2026-10-01\n",
        "",
        "published",
        "the record is published, but `published` is missing",
        "Add the day on which it was first published in the portal.",
        ("topics/patching.yml", "«kind»: topic"),
    ),
    Bad(
        "the portal's own remark must not name a source",
        "S806",
        "tools/scan-helper.yml",
        "{text: Ranking findings., source: site}",
        "{text: Ranking findings., own: true, source: «site»}",
        "use_cases[1].source",
        "this is marked as the portal's own remark, but names a source",
        "Delete `own` if the source states it, or `source` if it does not.",
    ),
]

GOOD = [
    Good(
        "CLEAR may be written out",
        "S801",
        "topics/patching.yml",
        "status: published\n",
        "status: published\ntlp: CLEAR\n",
    ),
    Good("one source that was seen is enough", "S803", NEW, "confidence: reported", "confidence: unverified"),
    Good("a duty that has ended needs no check", "S804", OLD, "issued: 2021-11-03\n", "issued: 2021-11-04\n"),
    Good(
        "a draft needs neither source nor check", "S802", "directives/bod-30-03.yml", "Not checked yet.", "Not checked."
    ),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_mistake_is_one_finding_at_its_place(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_what_is_allowed_is_no_finding(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)
