"""Where the hand-written pages are."""

from __future__ import annotations

from pathlib import Path

from portal.authoring.reference import FIELDS_FILE, RULES_FILE

ROOT = Path(__file__).parents[3]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
GUIDE = DOCS / "contributing"


def hand_written(folder: Path) -> list[Path]:
    """The pages of a folder that somebody wrote, sorted."""
    return sorted(page for page in folder.rglob("*.md") if page.name not in (FIELDS_FILE, RULES_FILE))
