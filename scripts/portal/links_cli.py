"""`portal links`: whether the links of a built site lead somewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from portal.links import report
from portal.links.internal import LinkCheckError, check_internal
from portal.options import Failure


@click.command("links")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The built site.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def links(site_dir: Path, form: str) -> None:
    """Check every link and anchor inside a built site, by LinkChecker. Exit 1 if one is broken."""
    try:
        found = check_internal(site_dir)
    except (LinkCheckError, OSError) as problem:
        raise Failure(str(problem)) from problem
    click.echo(report.as_json(found) if form == "json" else report.as_text(found))
    if found.broken:
        sys.exit(1)
