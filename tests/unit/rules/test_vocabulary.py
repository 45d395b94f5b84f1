"""R3xx: identifiers stand in their official lists, and are in force there."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from portal.content.catalog import Catalog
from portal.content.load import ContentError
from portal.rules import compare
from portal.rules.check import check
from portal.vocabularies.lookup import Library, load
from tests.unit.content.conftest import entry, record_text
from tests.unit.rules.cases import TODAY, VALID, Bad, Good, assert_bad, assert_good, names

ITEM = "items/fix-by-clock.yml"
_END = "    deadline: {on: 2026-12-07}\n"
_DO = "do: Install the update."


def mapped(field: str, value: str) -> str:
    return f"{_END}    {field}: {value}\n"


BAD = [
    Bad(
        "an identifier must be in its list",
        "R312",
        ITEM,
        _END,
        mapped("attack", "[«T1059.008»]"),
        "actions[1].attack[0].id",
        "`T1059.008` is not a technique of MITRE ATT&CK",
        "Did you mean `T1059.009` (Cloud API) or `T1059.001` (PowerShell)?",
    ),
    Bad(
        "an identifier in prose must be in its list",
        "R312",
        ITEM,
        _DO,
        "do: «Install the update, see [[CWE-78]] and [[CVE-1999-0001]].»",
        "actions[1].do",
        "`CWE-78` is not a weakness of Common Weakness Enumeration",
        "Did you mean `CWE-79` (Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')) "
        "or `CWE-77` (Improper Neutralization of Special Elements used in a Command ('Command Injection'))?",
    ),
    Bad(
        "an outcome must be in its list, written as a mapping too",
        "R312",
        ITEM,
        _END,
        mapped("csf", "[{id: «PR.ZZ-44», source: own}]"),
        "actions[1].csf[0].id",
        "`PR.ZZ-44` is not an outcome of NIST Cybersecurity Framework 2.0",
    ),
    Bad(
        "a revoked technique is answered with its successor, followed to the end",
        "R313",
        ITEM,
        _END,
        mapped("attack", "[«T1150»]"),
        "actions[1].attack[0].id",
        "`T1150` (Plist Modification) is revoked",
        "Write `T1647` (Plist File Modification), which took its place, by way of `T1547.011`.",
    ),
    Bad(
        "a control that went into several is answered with all",
        "R313",
        ITEM,
        _END,
        mapped("controls", "[«AC-3(6)»]"),
        "actions[1].controls[0].id",
        "`AC-3(6)` (Protection of User and System Information) is withdrawn",
        "Write `MP-4` (Media Storage) or `SC-28` (Protection of Information at Rest), which took its place.",
    ),
    Bad(
        "a control without a successor says so",
        "R313",
        ITEM,
        _END,
        mapped("controls", "[«SC-19»]"),
        "actions[1].controls[0].id",
        "`SC-19` (Voice Over Internet Protocol) is withdrawn",
        "Its publisher names no successor; name another, or leave it out.",
    ),
    Bad(
        "a deprecated weakness in prose is told",
        "R313",
        ITEM,
        _DO,
        "do: «Install the update against [[CWE-365]].»",
        "actions[1].do",
        "`CWE-365` (Race Condition in Switch) is deprecated",
    ),
    Bad(
        "a control of a later release is told",
        "R314",
        ITEM,
        _END,
        mapped("controls", "[«IA-13»]"),
        "actions[1].controls[0].id",
        "`IA-13` came with release 5.1.1 of NIST SP 800-53 revision 5, and the portal has release 5.0.1",
        "Import that release with `portal vocab update`, or name an entry of this one.",
    ),
    Bad(
        "a sub-technique does not stand beside its technique",
        "R315",
        ITEM,
        _END,
        mapped("attack", "[«T1059.001», T1190, T1059]"),
        "actions[1].attack[0].id",
        "`T1059.001` is a part of `T1059`, which stands in the same list",
        "Keep `T1059.001` if only that is meant, or `T1059` if all of it is.",
    ),
    Bad(
        "a sub-technique of ATLAS does not either",
        "R315",
        ITEM,
        _END,
        mapped("atlas", "[AML.T0051, «AML.T0051.001»]"),
        "actions[1].atlas[1].id",
    ),
]

GOOD = [
    Good(
        "entries in force, in fields and in prose",
        "R312",
        ITEM,
        _DO,
        "do: Install the update ([[AC-2(1)]], [[PR.AA-01]], [[D3-MFA]], [[AML.T0051]], [[T1398]], [[CWE-707]]).",
    ),
    Good(
        "a vulnerability that CISA does not list", "R312", ITEM, _DO, "do: Install the update for [[CVE-2030-12345]]."
    ),
    Good(
        "industrial control systems, whose list was not imported",
        "R312",
        ITEM,
        _END,
        mapped("attack", "[T0801, M0801, TA0104]"),
    ),
    Good("a technique in force in one of two lists", "R313", ITEM, _END, mapped("attack", "[M1013]")),
    Good(
        "a technique and its part, each from a source of its own",
        "R315",
        ITEM,
        _END,
        mapped("attack", "[{id: T1059, source: own}, T1059.001]"),
    ),
    Good("a technique and the part of another", "R315", ITEM, _END, mapped("attack", "[T1059.001, T1078]")),
    Good("a control beside its enhancement", "R315", ITEM, _END, mapped("controls", "[AC-2, AC-2(1)]")),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_the_rule_reports(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_the_rule_keeps_quiet(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)


def _told(library: Library, *texts: str) -> list[tuple[str, str]]:
    catalog = Catalog([entry(text) for text in texts], datetime.date(2026, 11, 22))
    return [(rule.code, remark.message) for rule, _, remark in compare(catalog, library) if rule.code > "R311"]


def _item(record_id: str, controls: str, **more: str) -> str:
    action = f"\n  - id: a\n    title: A\n    level: must\n    do: Do it.\n    controls: {controls}\n"
    return record_text("guidance", record_id, actions=action, **more)


def test_what_no_longer_holds_may_name_what_no_longer_holds() -> None:
    ended = '{date: 2026-06-10, reason: "Replaced."}'
    library = load(VALID / "vocabularies")
    assert _told(library, _item("old", "[SC-19]", status="withdrawn", ended=ended)) == []
    assert [code for code, _ in _told(library, _item("old", "[SC-99]", status="withdrawn", ended=ended))] == ["R312"]


def test_what_the_publisher_no_longer_lists_is_of_an_earlier_release(tmp_path: Path) -> None:
    folder = tmp_path / "vocabularies"
    shutil.copytree(VALID / "vocabularies", folder)
    file = folder / "sp800-53.json"
    text = file.read_text()
    entry_line = '{"id":"SI-1","kind":"control","name":"Policy and Procedures",'
    assert entry_line in text
    file.write_text(text.replace(entry_line, f'{entry_line}"status":"removed","removed":"2026-10-01",'))
    assert _told(load(folder), _item("new", "[SI-1]")) == [
        (
            "R314",
            "`SI-1` (Policy and Procedures) stood in an earlier release of NIST SP 800-53 revision 5 only,"
            " until 2026-10-01",
        )
    ]


def test_without_lists_nothing_is_said(tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(VALID, root, ignore=shutil.ignore_patterns("vocabularies"))
    file = root / ITEM
    file.write_text(file.read_text().replace(_END, mapped("attack", "[T1059.008, T1150]")))
    checked = check(root, TODAY, jobs=1)
    assert checked.findings == ()
    assert not checked.library.vocabularies


def test_a_list_that_cannot_be_read_stops_the_check_with_a_reason(tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(VALID, root)
    (root / "vocabularies" / "csf.json").write_text("{")
    with pytest.raises(
        ContentError, match=r"csf\.json is not a vocabulary .*Import it anew with `portal vocab update`"
    ):
        check(root, TODAY, jobs=1)
