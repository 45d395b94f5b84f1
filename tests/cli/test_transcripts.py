"""The command line, whole: golden transcripts.

Each file in ``transcripts/`` holds commands after ``$``, and below each what it printed (standard output, then
standard error) and its exit code where that is not 0. To write them anew after a wanted change:

    PORTAL_UPDATE=1 ./scripts/test tests/cli

and read the difference before it is committed.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from tests.conftest import portal

HERE = Path(__file__).parent
TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))


def run(command: str, folder: Path) -> str:
    """What a terminal would show for one command, run in a folder."""
    words = shlex.split(command)
    assert words[0] == "portal"
    done = portal(*words[1:], cwd=folder, COLUMNS="80")
    shown = done.stdout + done.stderr
    if done.returncode:
        shown += f"[exit {done.returncode}]\n"
    return shown.replace(str(folder), "/project")


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda file: file.stem)
def test_transcript(transcript: Path) -> None:
    fixtures = HERE.parent / "fixtures"
    old = transcript.read_text()
    commands = [line.removeprefix("$ ") for line in old.splitlines() if line.startswith("$ ")]
    assert commands
    new = "\n".join(f"$ {command}\n{run(command, fixtures)}" for command in commands)
    if os.environ.get("PORTAL_UPDATE"):
        transcript.write_text(new)
    assert new == old
