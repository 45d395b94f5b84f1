"""N9xx: a content folder beside what an earlier revision of it published, in a real git repository."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from portal.content.revision import RevisionError
from portal.rules.check import check
from tests.unit.rules.cases import VALID

LATER = datetime.date(2026, 11, 25)
BOD = "directives/bod-30-02.yml"
TOOL = "tools/scan-helper.yml"
SERVICE = "services/scan-helper.yml"

Change = Callable[[Path], None]


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Author", "-c", "user.email=author@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The valid tree, committed."""
    folder = tmp_path / "project" / "guidance"
    shutil.copytree(VALID, folder)
    git(folder.parent, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "First")
    return folder


def since(content: Path, base: str = "main") -> list[str]:
    """The permanence findings, one a line."""
    return [
        f"{Path(each.path).relative_to(content).as_posix()}:{each.line} {each.code} {each.field}: {each.message}"
        for each in check(content, LATER, jobs=1, base=base).findings
        if each.code.startswith("N")
    ]


def replace(file: str, old: str, new: str) -> Change:
    def change(content: Path) -> None:
        path = content / file
        text = path.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new))

    return change


def delete(file: str) -> Change:
    return lambda content: (content / file).unlink()


def become_a_service(content: Path) -> None:
    """Move the tool to the services, which have other fields."""
    lines = (content / TOOL).read_text().splitlines(keepends=True)
    (content / TOOL).unlink()
    gone = ("kind:", "maintainer:", "type:", "use_cases:", "  - Finding", "  - {text")
    kept = "".join(line for line in lines if not line.startswith(gone))
    (content / SERVICE).write_text(f"kind: service\navailability: running\n{kept}")


class Case(NamedTuple):
    """One change to what was published, and everything that is to be said of it."""

    rule: str
    changes: tuple[Change, ...]
    findings: tuple[str, ...]


CASES = [
    Case("nothing changed", (), ()),
    Case(
        "a published record must stay",
        (delete(TOOL),),
        (f"{TOOL}:1 N901 : `scan-helper`, a tool that was published, is not there any more",),
    ),
    Case(
        "a record that another took in by an alias has not vanished",
        (
            delete(TOOL),
            replace("services/hygiene.yml", "id: hygiene\n", "id: hygiene\naliases: [/tools/scan-helper/]\n"),
        ),
        (),
    ),
    Case(
        "a published record must not become a draft",
        (replace(TOOL, "status: published", "status: draft"),),
        (f"{TOOL}:5 N901 status: a tool that was published is a draft now, so its page is gone",),
    ),
    Case(
        "a record that cannot be read any more has not vanished",
        (replace(TOOL, "kind: tool", "kind: [tool"),),
        (),
    ),
    Case(
        "a withdrawn record keeps its page",
        (
            replace(
                TOOL,
                "status: published",
                "status: withdrawn\nupdated: 2026-11-20\nended: {date: 2026-11-20, reason: It is gone.}",
            ),
        ),
        (),
    ),
    Case(
        "a record of another kind must keep its former address",
        (become_a_service,),
        (f"{SERVICE}:1 N902 kind: `scan-helper` was a tool and lay at `/tools/scan-helper/`",),
    ),
    Case(
        "a record of another kind whose former address leads to it is fine",
        (become_a_service, replace(SERVICE, "aliases: [", "aliases: [/tools/scan-helper/, ")),
        (),
    ),
    Case(
        "a former address must keep leading somewhere",
        (replace(BOD, ", /directives/bod-30-2/]", "]"),),
        (f"{BOD}:10 N903 aliases: the former address `/directives/bod-30-2/` leads nowhere any more",),
    ),
    Case(
        "a requirement must keep its anchor",
        (replace(BOD, "id: publish-schema", "id: schema"), replace(BOD, "updated: 2026-11-01", "updated: 2026-11-24")),
        (
            f"{BOD}:19 N904 requirements: the requirement `publish-schema`, which could be linked to, is not there any"
            " more",
        ),
    ),
    Case(
        "a part whose anchor an alias keeps is not lost",
        (
            replace(BOD, "id: publish-schema", "id: schema"),
            replace(BOD, "updated: 2026-11-01", "updated: 2026-11-24"),
            replace(BOD, "/directives/bod-30-2/]", "/directives/bod-30-2/, '/directives/bod-30-02/#publish-schema']"),
        ),
        (),
    ),
    Case(
        "a change of a date must be told",
        (replace(BOD, "from: 2026-07-01", "from: 2026-08-01"),),
        (
            f"{BOD}:19 N905 requirements: `requirements` changed in meaning since the base revision, and nothing tells"
            " readers so",
        ),
    ),
    Case(
        "a change that the history tells is fine",
        (
            replace(BOD, "from: 2026-07-01", "from: 2026-08-01"),
            replace(
                BOD,
                "history:\n",
                "history:\n  - {date: 2026-11-20, change: Reports start later.}\n",
            ),
        ),
        (),
    ),
    Case(
        "a change that `updated` tells is fine",
        (replace(BOD, "from: 2026-07-01", "from: 2026-08-01"), replace(BOD, "2026-11-01", "2026-11-24")),
        (),
    ),
    Case("punctuation is no meaning", (replace(BOD, "do: Report to CISA.", "do: Report to CISA!"),), ()),
    Case("topics and related records are no meaning", (replace(BOD, "related: [fix-by-clock]\n", ""),), ()),
    Case(
        "`updated` must not move backwards",
        (replace(BOD, "updated: 2026-11-01", "updated: 2026-10-20"),),
        (f"{BOD}:7 N906 updated: `updated` was 2026-11-01 and must not move backwards",),
    ),
    Case(
        "`published` must not change",
        (replace(TOOL, "published: 2026-10-01", "published: 2026-10-02"),),
        (
            f"{TOOL}:6 N906 published: `published` was 2026-10-01; the day on which a record was first published does"
            " not change",
        ),
    ),
    Case(
        "the history must not be rewritten",
        (
            replace(
                BOD,
                "{date: 2026-10-01, change: First published in the portal.}",
                "{date: 2026-10-03, change: First published in the portal.}",
            ),
        ),
        (f"{BOD}:86 N906 history: the history entry of 2026-10-01 is gone",),
    ),
]


COVERED = frozenset(finding.split()[1] for case in CASES for finding in case.findings)
"""The codes of the rules that some case breaks."""


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
def test_a_change_gives_exactly_these_findings(case: Case, content: Path) -> None:
    for change in case.changes:
        change(content)
    assert since(content) == list(case.findings)


def test_a_draft_may_change_and_go(content: Path) -> None:
    replace(TOOL, "status: published", "status: draft")(content)
    git(content, "commit", "--quiet", "-am", "Draft")
    delete(TOOL)(content)
    assert since(content) == []


def test_what_is_renamed_in_one_commit_and_deleted_in_the_next_is_found_from_the_first(content: Path) -> None:
    git(content, "tag", "start")
    delete(TOOL)(content)
    git(content, "commit", "--quiet", "-am", "Delete")
    assert since(content) == []
    assert [each.split(":")[0] for each in since(content, "start")] == [TOOL]


def test_a_revision_that_is_not_there_is_told(content: Path) -> None:
    with pytest.raises(RevisionError, match=r"there is no revision `release` in this repository\. .* `git fetch`"):
        check(content, LATER, jobs=1, base="release")
    with pytest.raises(RevisionError, match="there is no revision `--help`"):
        check(content, LATER, jobs=1, base="--help")


def test_a_shallow_clone_is_told(content: Path, tmp_path: Path) -> None:
    git(content, "tag", "start")
    git(content, "commit", "--quiet", "--allow-empty", "-m", "Second")
    source = f"file://{content.parent}"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-tags", source, "shallow")
    with pytest.raises(RevisionError, match=r"shallow.*git fetch --unshallow.*fetch-depth: 0"):
        check(tmp_path / "shallow" / "guidance", LATER, jobs=1, base="start")


def test_a_folder_outside_any_repository_is_told(tmp_path: Path) -> None:
    shutil.copytree(VALID, tmp_path / "guidance")
    with pytest.raises(RevisionError, match="is not in a git repository"):
        check(tmp_path / "guidance", LATER, jobs=1, base="main")


def test_a_folder_that_the_revision_does_not_have_was_never_published(content: Path) -> None:
    shutil.move(content, content.parent / "content")
    assert since(content.parent / "content") == []
