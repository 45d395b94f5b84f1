"""I2xx: names of records and parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.cases import Bad, Good, assert_bad, assert_good, names

TOPIC = """\
kind: topic
id: {id}
title: Another
summary: Another topic.
status: published
published: 2026-10-01
"""

BAD = [
    Bad(
        "the id must be the file's name",
        "I201",
        "topics/inventories.yml",
        "",
        TOPIC.format(id="«inventory-2»"),
        "id",
        "the id is `inventory-2`, but the file is `inventories.yml`",
        "Rename the file to `inventory-2.yml`, or write `id: inventories` if this id was never published.",
    ),
    Bad(
        "a file's name that cannot be an id is not offered as one",
        "I201",
        "topics/Inventory 2.yml",
        "",
        TOPIC.format(id="«inventory-2»"),
        "id",
        "the id is `inventory-2`, but the file is `Inventory 2.yml`",
        "Rename the file to `inventory-2.yml`.",
    ),
    Bad(
        "an id must be unique over all kinds",
        "I202",
        "topics/hygiene.yml",
        "",
        TOPIC.format(id="«hygiene»"),
        "id",
        "`hygiene` is already the id of a service, in services/hygiene.yml",
        "Give this record another id, or remove one of the two files.",
    ),
    Bad(
        "a record must be in the folder of its kind",
        "I203",
        "tools/logging.yml",
        "",
        TOPIC.format(id="logging").replace("kind: topic", "kind: «topic»"),
        "kind",
        "a topic belongs in `topics/`; this file is in `tools/`",
        "Move the file to `topics/logging.yml`, or mend `kind`.",
    ),
    Bad(
        "a record must be in a kind's folder",
        "I203",
        "logging.yml",
        "",
        TOPIC.format(id="logging").replace("kind: topic", "kind: «topic»"),
        "kind",
        "a topic belongs in `topics/`; this file is in no kind's folder",
    ),
    Bad(
        "requirements must have different ids",
        "I204",
        "directives/bod-30-02.yml",
        "decision_tables:\n",
        "  - {id: «report», title: Report, level: may, do: Report., verify: Ask.}\ndecision_tables:\n",
        "requirements[4].id",
        "`report` is already the id of a requirement, number 2 in this list",
        "Give one of the two another id; keep the one that is already published.",
    ),
    Bad(
        "an id must not be an address of the site",
        "I208",
        "topics/index.yml",
        "",
        "kind: topic\nid: «index»\ntitle: Index\nsummary: A topic.\nstatus: draft\n",
        "id",
        "`index` is an address that the site needs for itself",
        "Choose another id.",
    ),
    Bad(
        "actions must have different ids",
        "I204",
        "items/fix-by-clock.yml",
        "  - id: fix\n",
        "  - id: «list-assets»\n",
        "actions[1].id",
        "`list-assets` is already the id of an action, number 1 in this list",
    ),
    Bad(
        "sources must have different ids",
        "I204",
        "directives/bod-30-02.yml",
        "  - id: press\n",
        "  - id: «directive»\n",
        "sources[1].id",
        "`directive` is already the id of a source, number 1 in this list",
    ),
    Bad(
        "the inputs of a table must have different ids",
        "I204",
        "directives/bod-30-02.yml",
        "    outputs:\n",
        '      - {id: «exposed», label: Again?, values: [{id: "yes", label: "Yes"}]}\n    outputs:\n',
        "decision_tables[0].inputs[2].id",
        "`exposed` is already the id of an input of `timelines`, number 1 in this list",
    ),
    Bad(
        "the values of an input must have different ids",
        "I204",
        "directives/bod-30-02.yml",
        "{id: partial, label: Partial}",
        "{id: partial, label: Partial}\n          - {id: «total», label: Total}",
        "decision_tables[0].inputs[1].values[2].id",
        "`total` is already the id of a value of `impact`, number 1 in this list",
    ),
    Bad(
        "the outputs of a table must have different ids",
        "I204",
        "directives/bod-30-02.yml",
        "{id: triage, label: Triage}",
        "{id: triage, label: Triage}\n      - {id: «period», label: Period}",
        "decision_tables[0].outputs[2].id",
        "`period` is already the id of an output of `timelines`, number 1 in this list",
    ),
    Bad(
        "a table must not have a requirement's id",
        "I205",
        "directives/bod-30-02.yml",
        "  - id: write-policy\n",
        "  - id: timelines\n",
        "decision_tables[0].id",
        "`timelines` is already the id of a requirement of this record",
        "Give the table another id, such as `timelines-table`.",
        ("directives/bod-30-02.yml", "decision_tables:\n  - id: «timelines»\n"),
    ),
    Bad(
        "a former address must not be the address of another record",
        "I206",
        "directives/bod-30-02.yml",
        "/directives/bod-30-2/",
        "«/directives/bod-30-01/»",
        "aliases[2]",
        "`/directives/bod-30-01/` already leads to `bod-30-01`, in directives/bod-30-01.yml",
        "Leave the address to the record that readers mean by it, and delete it from the other.",
    ),
    Bad(
        "a former address must be that of a record",
        "I206",
        "tools/scan-helper.yml",
        "[ScanHelper]",
        "[«/tools/»]",
        "aliases[0]",
        "`/tools/` is the address of a list or of the site's own page, not of a record",
        "Write the whole former address, such as `/tools/old-id/`.",
    ),
    Bad(
        "a former address must not be a former address of another record",
        "I206",
        "tools/scan-helper.yml",
        "[ScanHelper]",
        "[«/directives/bod-30-2»]",
        "aliases[0]",
        "`/directives/bod-30-2` already leads to `bod-30-02`, in directives/bod-30-02.yml",
    ),
    Bad(
        "a spelling must not be the id of another record, however it is written",
        "I207",
        "tools/scan-helper.yml",
        "[ScanHelper]",
        "[«Fix By-Clock»]",
        "aliases[0]",
        "`Fix By-Clock` already leads to `fix-by-clock`, in items/fix-by-clock.yml",
        "Leave the spelling to the record that readers mean by it, and delete it from the other.",
    ),
    Bad(
        "a spelling must not be an alias of another record",
        "I207",
        "tools/scan-helper.yml",
        "[ScanHelper]",
        "[«BOD3002»]",
        "aliases[0]",
        "`BOD3002` already leads to `bod-30-02`, in directives/bod-30-02.yml",
    ),
]

GOOD = [
    Good(
        "a folder within a kind's folder is the authors' own affair",
        "I203",
        "topics/more/logging.yml",
        "",
        TOPIC.format(id="logging"),
    ),
    Good(
        "the same part id in two records",
        "I204",
        "items/fix-by-clock.yml",
        "  - id: fix\n",
        "  - id: fix-in-time\n",
    ),
    Good(
        "a term may share a spelling with what it is about",
        "I207",
        "terms/edge-device.yml",
        "[patching at the edge]",
        "[Scan Helper, Patching]",
    ),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_mistake_is_one_finding_at_its_place(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_what_is_allowed_is_no_finding(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)
