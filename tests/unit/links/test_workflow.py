"""The scheduled check: never for a pull request, by the actions that CI has already, with options that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import Any

import click
import yaml

from portal.cli import cli
from portal.links.allowed import read_allowed
from tests.conftest import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"


def workflow(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((WORKFLOWS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def test_it_runs_by_itself_and_by_hand_and_may_only_read() -> None:
    found = workflow("links.yml")
    assert set(found["on"]) == {"schedule", "workflow_dispatch"}
    assert found["permissions"] == {"contents": "read", "actions": "read"}


def test_its_actions_are_those_that_ci_has_pinned() -> None:
    used = {step["uses"] for step in steps("links.yml") if "uses" in step}
    assert used <= {step["uses"] for step in steps("ci.yml") if "uses" in step}
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", each) for each in used)


def test_its_commands_are_sound() -> None:
    scripts = [step["run"] for step in steps("links.yml") if "run" in step]
    bash = shutil.which("bash")
    assert bash is not None
    for script in scripts:
        assert subprocess.run([bash, "-n"], input=script, text=True, check=False).returncode == 0
    command = cli.commands["links"]
    options = {option for each in command.params if isinstance(each, click.Option) for option in each.opts}
    (line,) = (line for script in scripts for line in script.splitlines() if "portal links" in line)
    assert set(re.findall(r"--[a-z-]+", line)) <= options
    assert read_allowed(ROOT / ".github" / "links-allowed.yml") is not None
