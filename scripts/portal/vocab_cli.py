"""`portal vocab`: import official lists, and tell which are there."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from portal.content.load import ContentError
from portal.content.nearest import one_of
from portal.options import Failure, content_option, today_option
from portal.vocabularies import files
from portal.vocabularies.fetch import FetchError
from portal.vocabularies.model import Refused, Vocabulary
from portal.vocabularies.sources import SOURCES, named
from portal.vocabularies.touched import touched
from portal.vocabularies.update import Changes, Update, from_paths, from_publisher

_SHOWN = 20
"""How many identifiers of one kind of change are listed; the rest is counted."""


class _Refusal(Failure):
    """A file that is not taken: one line and exit 1."""

    exit_code = 1


@click.group("vocab")
def vocab() -> None:
    """Import official lists (ATT&CK, SP 800-53, CWE, KEV …), and tell which are there."""


@vocab.command("update")
@click.argument("name")
@click.option(
    "--from",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The publisher's file, packed or not, or a folder of them; repeat it for baselines. Nothing is fetched then.",
)
@content_option
@today_option
@click.option("--version", default="", help="The release, where the file does not say it.")
@click.option("--force", is_flag=True, help="Take an input that is older, or lacks much of what is there.")
def update_command(
    name: str, paths: Sequence[Path], content: Path, today: datetime.date, version: str, force: bool
) -> None:
    """Import the list NAME from files, or from its publisher's address.

    Prints what was added, revoked, renamed and removed, and which records cite that. What the publisher no longer
    lists stays as removed.
    A file that is not what it should be is refused, and nothing is changed.
    """
    source = named(name)
    if source is None:
        raise Failure(f"there is no vocabulary {name!r}. {one_of(name, SOURCES)}")
    for path in paths:
        if not path.exists():
            raise Failure(f"there is no file or folder `{path}`.")
    folder, day = content / "vocabularies", today
    try:
        if paths:
            update: Update | None = from_paths(source, list(paths), folder, day, version=version, force=force)
        else:
            click.echo(f"Fetching {', '.join(source.addresses)}", err=True)
            update = from_publisher(source, folder, day, version=version, force=force)
    except Refused as reason:
        raise _Refusal(f"{source.name} was not changed: {reason}.") from reason
    except FetchError as problem:
        raise Failure(f"{problem}.") from problem
    except OSError as problem:
        raise Failure(f"`{problem.filename or folder}`: {problem.strerror or problem}.") from problem
    if update is None:
        click.echo(f"{source.name}: the publisher has nothing new.")
        return
    click.echo("\n".join([*_report(update), *_records(update, content, day)]))


def _report(update: Update) -> list[str]:
    vocabulary = update.vocabulary
    head = " ".join(
        part for part in (vocabulary.name, vocabulary.version, f"({vocabulary.date})") if part not in ("", "()")
    )
    lines = [f"{head}: {_counts(vocabulary)}"]
    lines += [f"note: {note}" for note in update.notes]
    return [*lines, "Nothing has changed."] if update.unchanged else [*lines, *_told(update.changes)]


def _told(changes: Changes) -> list[str]:
    rows: list[tuple[str, Sequence[str]]] = [("Added", changes.added)]
    for status in sorted({status for _, status in changes.ended}):
        rows.append((status.capitalize(), [own for own, each in changes.ended if each == status]))
    rows += [
        ("In force again", changes.restored),
        ("Renamed", [f"{own} from “{old}” to “{new}”" for own, old, new in changes.renamed]),
        ("Removed by the publisher", changes.removed),
        ("Changed otherwise", changes.other),
    ]
    lines = []
    for title, found in rows:
        if found:
            more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
            lines.append(f"{title} ({len(found):,}): {', '.join(found[:_SHOWN])}{more}")
    if changes.links_added or changes.links_removed:
        lines.append(f"Links: {changes.links_added:,} added, {changes.links_removed:,} removed")
    return lines or ["Only the header has changed."]


def _records(update: Update, content: Path, today: datetime.date) -> list[str]:
    """The records that cite what is no longer as it was."""
    try:
        found = list(touched(update, content, today))
    except ContentError as problem:
        raise Failure(f"the list is updated, but {problem}") from problem
    lines = [f"  {path}: {', '.join(identifiers)}" for path, identifiers in found]
    return [f"Records that cite what ended, was renamed or was removed ({len(found):,}):", *lines] if found else []


def _counts(vocabulary: Vocabulary) -> str:
    """How many entries of each kind there are, and how many of them are out of force."""
    if vocabulary.links:
        return f"{len(vocabulary.links):,} links"
    told = []
    for kind in dict.fromkeys(entry.kind for entry in vocabulary.entries):
        found = Counter(entry.status for entry in vocabulary.entries if entry.kind == kind)
        out = ", ".join(f"{count:,} {status}" for status, count in sorted(found.items()) if status != "active")
        told.append(f"{found.total():,} {kind}" + (f" ({out})" if out else ""))
    return ", ".join(told)


@vocab.command("list")
@content_option
@today_option
def list_command(content: Path, today: datetime.date) -> None:
    """Tell which lists are there: release, age, counts."""
    folder = content / "vocabularies"
    rows = [("NAME", "RELEASE", "DATE", "AGE", "HOLDS")]
    for name in SOURCES:
        path = folder / f"{name}.json"
        try:
            found = files.read(path) if path.is_file() else None
        except Refused as reason:
            raise _Refusal(f"{reason}.") from reason
        except OSError as problem:
            raise Failure(f"`{path}`: {problem.strerror}.") from problem
        if found is None:
            rows.append((name, "-", "-", "-", "not imported"))
            continue
        rows.append((name, found.version or "not told", *_age(found.date, today), _counts(found)))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        click.echo("  ".join((*padded, row[4])))


def _age(date: str, today: datetime.date) -> tuple[str, str]:
    if not date:
        return "not told", "-"
    days = (today - datetime.date.fromisoformat(date)).days
    return date, f"{days:,} days"
