"""README and the hand-written pages name only what exists: commands, options, files, records."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from portal.authoring import reference
from portal.cli import cli
from portal.content.prose import mentions
from portal.rules import RULES
from portal.site.generated import GENERATED
from tests.unit.docs.pages import DOCS, GUIDE, README, ROOT, hand_written
from tests.unit.docs.test_examples import codes, examples

PAGES = [README, *hand_written(DOCS)]
_CODE = re.compile(r"```(?:bash|text)\n.*?```|`[^`\n]+`", re.DOTALL)
"""Code but the YAML of records, which may hold commands of others."""
_COMMAND = re.compile(r"(?:^|[`\s/])portal (?P<name>[a-z]+)(?P<rest>[^`\n|]*)", re.MULTILINE)
_OPTION = re.compile(r"--[a-z-]+")
_LINK = re.compile(r"\]\((?!https:|#)([^)#\s]+)(?:#[^)\s]*)?\)")
_PLACE = re.compile(r"(?:\./)?((?:guidance|docs|overrides|scripts|tests)/[\w./-]*)")
_MADE_UP = re.compile(r"my-tool|example-")
_GENERATED = frozenset(f"../{page.source}" for page in GENERATED)


_RECORD = re.compile(r"^```yaml\n.*?^```", re.DOTALL | re.MULTILINE)


def code_in(page: Path) -> str:
    return "\n".join(_CODE.findall(_RECORD.sub("", page.read_text(encoding="utf-8"))))


def named_commands() -> list[tuple[str, str, str]]:
    """Page, command and the words after it, wherever code in a page runs `portal`."""
    return [(page.name, m["name"], m["rest"]) for page in PAGES for m in _COMMAND.finditer(code_in(page))]


def test_pages_name_only_commands_and_options_that_exist() -> None:
    assert named_commands()
    for page, name, rest in named_commands():
        command = cli.commands.get(name)
        assert command is not None, f"{page}: portal {name}"
        options = {option for each in command.params if isinstance(each, click.Option) for option in each.opts}
        assert set(_OPTION.findall(rest)) <= options, f"{page}: portal {name}{rest}"


def test_pages_name_no_option_that_no_command_has() -> None:
    known = {option for command in cli.commands.values() for each in command.params for option in each.opts}
    named = {option for page in PAGES for option in _OPTION.findall(code_in(page))}
    assert named
    assert named <= known | {"--help"}


def test_readme_names_every_command() -> None:
    assert {name for page, name, _ in named_commands() if page == README.name} == set(cli.commands)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    targets = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if link not in _GENERATED]
    assert [link for link in targets if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_places_that_are_named_exist(page: Path) -> None:
    places = [place for place in _PLACE.findall(code_in(page)) if not _MADE_UP.search(place)]
    assert [place for place in places if not re.search("FOLDER|ID", place) and not (ROOT / place).exists()] == []


def test_references_lead_to_records() -> None:
    records = {file.stem for file in (ROOT / "guidance").rglob("*.yml")}
    found = {mention.target for page in hand_written(DOCS) for mention in mentions(page.read_text(encoding="utf-8"))}
    assert found
    assert found <= records


def test_the_output_that_the_guide_explains_is_what_the_command_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = re.findall(r"^```text\n(.*?)^```$", (GUIDE / "index.md").read_text(encoding="utf-8"), re.DOTALL | re.M)
    files = {example.file: example.text for example in examples()}
    name = "directives/example-directive-1.yml"
    files[name] = files[name].replace("level: must", "level: shall", 1)
    codes(tmp_path / "guidance", files)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["check", "--today", "2026-11-22"])
    assert [done.output.rstrip("\n") + "\n"] == shown
    assert done.exit_code == 1


def test_the_field_and_rule_references_are_current() -> None:
    made = reference.pages(RULES)
    assert {name: (GUIDE / name).read_text(encoding="utf-8") for name in made} == made
