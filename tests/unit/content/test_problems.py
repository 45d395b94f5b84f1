"""Y0xx and F1xx: what reading a file finds, by one change to a valid tree."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.rules.check import check
from tests.unit.rules.cases import TODAY, Bad, Good, assert_bad, assert_good, names

NEW = "directives/bod-30-02.yml"
OLD = "directives/bod-30-01.yml"
ITEM = "items/fix-by-clock.yml"
TOPIC = "topics/patching.yml"

BAD = [
    Bad(
        "a colon and a space in a text need quotes",
        "Y007",
        TOPIC,
        "title: Patching",
        "title: Patching«:» fast",
        "",
        "this is not YAML: mapping values are not allowed in this context",
        "Put the text in quotes if it contains `: `, or check the indentation of this line.",
    ),
    Bad("a list must be closed", "Y007", TOPIC, "status: published", "topics: [a\nstatus«:» published", ""),
    Bad("tabs must not indent", "Y007", TOPIC, "status: published", "topics:\n«\t»- a\nstatus: published", ""),
    Bad(
        "a file must not be nested too deep",
        "Y008",
        TOPIC,
        "status: published",
        f"topics: {'[' * 48}«[»{'[' * 20}{']' * 69}\nstatus: published",
        "",
        "this is nested more than 50 levels deep",
        "A record needs fewer than ten levels.",
    ),
    Bad(
        "a file must hold one document",
        "Y009",
        TOPIC,
        "published: 2026-10-01\n",
        "published: 2026-10-01\n«-»--\nkind: topic\n",
        "",
        "a second document starts here; a file holds one record",
        "Move it to a file of its own.",
    ),
    Bad("a key must stand once", "Y012", TOPIC, "title: Patching\n", "title: Patching\n«title»: Fixing\n", "title"),
    Bad(
        "a key must stand once, in parts too",
        "Y012",
        NEW,
        "    title: Report each month\n",
        "    title: Report each month\n    «title»: Report\n",
        "requirements[1].title",
        "`title` stands here a second time",
        "Keep one of the two.",
    ),
    Bad("an anchor is not allowed", "Y013", TOPIC, "title: Patching", "title: «&t Patching»", ""),
    Bad(
        "a tag is not allowed",
        "Y014",
        TOPIC,
        "title: Patching",
        "title: «!!python/object:os.system Patching»",
        "",
        "`!!python/object:os.system` gives a value a type",
        "Delete the tag; the field decides the type.",
    ),
    Bad(
        "a key must be a text",
        "Y015",
        TOPIC,
        "status: published\n",
        "status: published\n? «[a, b]»\n: c\n",
        "",
        "a list stands where a key belongs",
        "Use a word.",
    ),
    Bad(
        "a key must be known",
        "F101",
        TOPIC,
        "status: published\n",
        "status: published\n«topcs»: [patching]\n",
        "topcs",
        "a topic has no field `topcs`",
    ),
    Bad(
        "a key of a part must be known",
        "F101",
        NEW,
        "    locator: Phase I\n",
        "    «locater»: Phase I\n",
        "requirements[0].locater",
        "a requirement has no field `locater`",
    ),
    Bad(
        "a key that must be there is named",
        "F102",
        TOPIC,
        "title: Patching\n",
        "",
        "title",
        "`title` is missing; a topic needs it",
        "Add `title:` here.",
        (TOPIC, "«kind»: topic"),
    ),
    Bad(
        "the kind must be there",
        "F102",
        TOPIC,
        "kind: topic\n",
        "",
        "",
        "`kind` is missing",
        at=(TOPIC, "«id»: patching"),
    ),
    Bad(
        "a list must be a list",
        "F103",
        NEW,
        "topics: [patching, inventory]",
        "topics: «patching»",
        "topics",
        "found `patching`, wanted a list",
        "Write `[patching]`.",
    ),
    Bad(
        "a text must be a text",
        "F103",
        TOPIC,
        "title: Patching",
        "title: «[Patching]»",
        "title",
        "found a list, wanted a text",
    ),
    Bad(
        "a part must be a mapping",
        "F103",
        OLD,
        "ended:\n  date: 2026-06-10\n  reason: BOD 30-02 revoked it.",
        "ended: «2026-06-10»",
        "ended",
    ),
    Bad("true is no text", "F103", TOPIC, "title: Patching", "title: «true»", "title"),
    Bad(
        "true or false must be written so",
        "F103",
        NEW,
        "change: First published in the portal.}",
        "change: First published in the portal., breaking: «yes»}",
        "history[0].breaking",
        "found `yes`, wanted true or false",
    ),
    Bad(
        "a choice must be one of those listed",
        "F104",
        TOPIC,
        "status: published",
        "status: «publish»",
        "status",
        "`publish` is not a choice for `status`",
        "Did you mean `published`? Choose one of draft, published, superseded, revoked, closed, withdrawn.",
    ),
    Bad(
        "a date must be written year, month, day",
        "F105",
        TOPIC,
        "published: 2026-10-01",
        "published: «Oct 1, 2026»",
        "published",
        "`Oct 1, 2026` is not a date",
        "Write the date as YYYY-MM-DD.",
    ),
    Bad("a date must exist", "F105", TOPIC, "published: 2026-10-01", "published: «2026-02-29»", "published"),
    Bad(
        "a date that may lack its day must have a month",
        "F105",
        NEW,
        "issued: 2026-06-10",
        "issued: «2026-13»",
        "issued",
    ),
    Bad(
        "an address must be whole",
        "F106",
        "tools/scan-helper.yml",
        "url: https://example.gov/scan-helper",
        "url: «example.gov/scan-helper»",
        "sources[0].url",
        "`example.gov/scan-helper` is not an https address",
        "Write the whole address, starting with `https://`, without spaces.",
    ),
    Bad(
        "an address must be secure",
        "F106",
        "tools/scan-helper.yml",
        "url: https://example.gov/scan-helper",
        "url: «http://example.gov/scan-helper»",
        "sources[0].url",
        help="Use `https://example.gov/scan-helper` if the publisher offers it.",
    ),
    Bad(
        "an id must be made of words and hyphens",
        "F107",
        TOPIC,
        "id: patching",
        "id: «Patching_2»",
        "id",
        "`Patching_2` is not an id",
        "Use lower-case letters and digits, joined by single hyphens: `patching-2`.",
    ),
    Bad(
        "a key must have a value",
        "F108",
        TOPIC,
        "summary: Fixing vulnerabilities.",
        "summary: «''»",
        "summary",
        "`summary` has no value",
        "Write one, or leave the key out if it is not known.",
    ),
    Bad(
        "an identifier must have the form of its list",
        "F109",
        NEW,
        'controls: [SI-1, "SI-2(2)"]',
        "controls: [SI-1, «T1190»]",
        "requirements[0].controls[1]",
        "`T1190` is not a control of NIST SP 800-53 revision 5",
        "Write it like `AC-2(1)`. `T1190` looks like an identifier of MITRE ATT&CK.",
    ),
    Bad(
        "a deadline must have one of the forms",
        "F110",
        NEW,
        "deadline: {when: immediately}",
        "deadline: «{within: 14 days}»",
        "requirements[0].deadline",
        "a deadline with `within` has none of the known forms",
    ),
    Bad(
        "a period must be a number and a unit",
        "F110",
        NEW,
        "deadline: {within: 60 days, after: issued}",
        "deadline: {within: «sixty days», after: issued}",
        "requirements[3].deadline.within",
        "`sixty days` is not a period of time",
    ),
    Bad(
        "the kind must be known",
        "F111",
        TOPIC,
        "kind: topic",
        "kind: «topc»",
        "kind",
        "`topc` is not a kind of record",
        "Did you mean `topic`? Choose one of directive, guidance, tool, service, organization, term, topic.",
    ),
    Bad(
        "a reference must have the form of its field",
        "F112",
        ITEM,
        "implements: [bod-30-02#fix-in-time]",
        "implements: [«BOD 30-02#Fix in time»]",
        "implements[0]",
        "`BOD 30-02#Fix in time` is not a reference of this form",
        "Write DIRECTIVE#REQUIREMENT.",
    ),
    Bad(
        "a deadline must count from something that the portal knows",
        "F110",
        ITEM,
        "after: bod-30-02#publish-schema",
        "after: «release»",
        "actions[0].deadline.after",
        "`release` is nothing to count from",
        "Write `issued`, `published` or DIRECTIVE#REQUIREMENT.",
    ),
    Bad(
        "a plain text must stand in one line",
        "F113",
        TOPIC,
        "summary: Fixing vulnerabilities.",
        "summary: «|»\n  Fixing\n  vulnerabilities.",
        "summary",
        "`summary` has a line break; it is shown in one line",
        "Write it in one line, or fold it with `>-`.",
    ),
    Bad(
        "an identifier is spelled as the portal spells it",
        "F114",
        ITEM,
        "    deadline: {on: 2026-12-07}\n",
        "    deadline: {on: 2026-12-07}\n    controls: [AC-2, «AC-02(01)»]\n",
        "actions[1].controls[1]",
        "`AC-02(01)` is an odd spelling of the control `AC-2(1)`",
        "Write `AC-2(1)`.",
    ),
    Bad(
        "an identifier in prose is spelled as the portal spells it",
        "F114",
        ITEM,
        "do: Install the update.",
        "do: «Install the update, as [[ac-2.1]] asks; `[[si-02.1]]` is code.»",
        "actions[1].do",
        "`ac-2.1` is an odd spelling of the control `AC-2(1)`",
        "Write `AC-2(1)`.",
    ),
    Bad(
        "an outcome of CSF 1.1 is led to CSF 2.0",
        "F109",
        ITEM,
        "    deadline: {on: 2026-12-07}\n",
        "    deadline: {on: 2026-12-07}\n    csf: [«ID.AM-1»]\n",
        "actions[1].csf[0]",
        "`ID.AM-1` is not an outcome of NIST Cybersecurity Framework 2.0",
        "`ID.AM-1` is an outcome of CSF 1.1; see whether `ID.AM-01` of CSF 2.0 still says what you mean.",
    ),
]

GOOD = [
    Good("words that other YAML takes for booleans are words", "F103", TOPIC, "title: Patching", "title: no"),
    Good(
        "a single value may stand for a list of makers",
        "F103",
        "tools/scan-helper.yml",
        "maintainer: cisa",
        "maintainer: [cisa]",
    ),
    Good("a date may lack its day where the field allows it", "F105", "directives/act-30.yml", '"2014"', "2014-12"),
    Good("an ampersand within a text is no anchor", "Y013", TOPIC, "title: Patching", "title: Patching & fixing"),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_mistake_is_one_finding_at_its_place(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_what_is_allowed_is_no_finding(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)


def _folder(file: Path) -> None:
    file.mkdir()


def _link_out(file: Path) -> None:
    outside = file.parents[2] / "outside.yml"
    outside.write_text("kind: topic\n")
    file.symlink_to(outside)


def _link_to_itself(file: Path) -> None:
    file.symlink_to(file)


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _bytes(raw: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(raw)


FILES: list[tuple[str, str, Callable[[Path], object], tuple[int, int], str]] = [
    ("a folder is no record", "Y001", _folder, (1, 1), "this is a folder, not a file"),
    ("a pipe is no record", "Y001", _pipe, (1, 1), "this is a link to nothing or a device, not a file"),
    ("a link to itself cannot be read", "Y002", _link_to_itself, (1, 1), "the file cannot be read: "),
    ("a link must stay in the tree", "Y003", _link_out, (1, 1), "this link leads out of the content folder"),
    (
        "a file must not be too large",
        "Y004",
        _bytes(b"#" * 1024 * 1024 + b"\n"),
        (1, 1),
        "the file has 1,048,577 bytes; a record may have at most 1,048,576",
    ),
    (
        "a file must be UTF-8",
        "Y005",
        _bytes(b"kind: topic\ntitle: \xe9t\xe9\n"),
        (2, 8),
        "the byte 0xE9 is not valid UTF-8",
    ),
    (
        "a file must hold only what can be shown",
        "Y006",
        _bytes(b"kind: topic\ntitle: a\0b\n"),
        (2, 9),
        "the character U+0000 cannot be shown and is not allowed in YAML",
    ),
    ("a file must hold something", "Y010", _bytes(b"# nothing\n"), (1, 1), "the file holds no record"),
    (
        "a file must hold keys and values",
        "Y011",
        _bytes(b"# a list\n- kind: topic\n"),
        (2, 1),
        "the file holds a list; a record is a mapping of keys to values",
    ),
]


@pytest.mark.parametrize(("rule", "code", "make", "place", "message"), FILES, ids=[case[0] for case in FILES])
def test_a_file_that_is_no_record_is_one_finding(
    tmp_path: Path, rule: str, code: str, make: Callable[[Path], object], place: tuple[int, int], message: str
) -> None:
    folder = tmp_path / "content" / "topics"
    folder.mkdir(parents=True)
    make(folder / "x.yml")
    (found,) = check(tmp_path / "content", TODAY, jobs=1).findings
    assert (found.code, (found.line, found.column), found.field) == (code, place, "")
    assert found.message.startswith(message)
    assert found.help
