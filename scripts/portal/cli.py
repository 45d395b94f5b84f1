"""The `portal` command: arguments to calls. Exit 0 fine, 1 findings, 2 wrong use or an input/output failure."""

from __future__ import annotations

import datetime
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import click

from portal import __version__
from portal.authoring import reference
from portal.authoring.sample import SampleError, write_sample
from portal.content.findings import Finding
from portal.content.load import ContentError
from portal.content.nearest import nearest, one_of
from portal.content.revision import RevisionError
from portal.links_cli import links
from portal.options import Failure, content_option, today_option
from portal.report import as_json, explain, rules_list, text
from portal.rules import RULES, by_code
from portal.rules.check import Checked, check
from portal.vocab_cli import vocab


def _config_option(command: Any) -> Any:
    return click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The site's configuration.",
    )(command)


def _jobs_option(command: Any) -> Any:
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=lambda: min(os.cpu_count() or 1, 64),
        show_default="one a core",
        help="How many workers to use.",
    )(command)


class _Commands(click.Group):
    """Names the nearest command for one that does not exist."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"there is no command {args[0]!r}. {one_of(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="portal")
def cli() -> None:
    """Check and build the Federal Cyber Defense Guidance Portal."""


def _checked(content: Path, today: datetime.date, jobs: int | None = None, base: str | None = None) -> Checked:
    try:
        return check(content, today, jobs=jobs, base=base)
    except (ContentError, RevisionError) as problem:
        raise Failure(str(problem)) from problem


@cli.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@content_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings count for the exit code too.")
@today_option
@click.option(
    "--base",
    metavar="REF",
    help="Compare with a git revision too: what was published there must still answer, and changes must be told.",
)
@_jobs_option
def check_command(
    paths: Sequence[Path],
    content: Path,
    form: str,
    strict: bool,
    today: datetime.date,
    base: str | None,
    jobs: int,
) -> None:
    """Check all records, and tell every finding at once.

    With PATHs, only the findings in these files and folders are told; the references of all records are still known.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise Failure(f"there is no file or folder `{path}`.")
        if not _whole(path).is_relative_to(_whole(content)):
            raise Failure(f"`{path}` is not below the content folder `{content}`; name that folder with --content.")
    checked = _checked(content, today, jobs, base)
    findings = checked.findings
    if paths:
        findings = tuple(each for each in findings if _below(each, paths))
    errors = sum(each.severity == "error" for each in findings)
    warnings = len(findings) - errors
    if form == "json":
        click.echo(as_json.report(findings, checked.files, checked.records))
    else:
        click.echo(text.report(findings, checked.files, color=sys.stdout.isatty()))
    if errors or (strict and warnings):
        sys.exit(1)


def _below(finding: Finding, paths: Sequence[Path]) -> bool:
    return any(_whole(Path(finding.path)).is_relative_to(_whole(path)) for path in paths)


def _whole(path: Path) -> Path:
    """The path from the root, without `..`; links are not followed, because findings name them as they are."""
    return Path(os.path.normpath(path.absolute()))


@cli.command("rules")
def rules_command() -> None:
    """List the rules."""
    click.echo(rules_list.report(RULES))


@cli.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Explain one rule: what, why, a bad and a good example. CODE is its code or its name."""
    rule = by_code(code)
    if rule is None:
        near = nearest(code, [*(each.code for each in RULES), *(each.name for each in RULES)])
        guess = f"Did you mean `{near[0]}`? " if near else ""
        raise Failure(f"there is no rule `{code}`. {guess}`portal rules` lists them.")
    click.echo(explain.report(rule))


@cli.command("reference")
@click.option(
    "--docs",
    type=click.Path(path_type=Path),
    default=Path("docs/contributing"),
    show_default=True,
    help="The folder of the two pages.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a page is out of date.")
def reference_command(docs: Path, only_check: bool) -> None:
    """Write the field and rule references for authors from the code."""
    stale = []
    for name, page in reference.pages(RULES).items():
        file = docs / name
        try:
            if file.is_file() and file.read_text(encoding="utf-8") == page:
                continue
            stale.append(name)
            if not only_check:
                file.write_text(page, encoding="utf-8")
        except OSError as problem:
            raise Failure(f"`{file}` cannot be written: {problem.strerror}.") from problem
    if only_check and stale:
        click.echo(f"Out of date: {', '.join(stale)}. Run `portal reference`.")
        sys.exit(1)
    click.echo(f"Written: {', '.join(stale)}" if stale else "Both pages are up to date.")


@cli.command("build")
@_config_option
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    help="The folder that holds the records.  [default: as mkdocs.yml says]",
)
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes.  [default: as mkdocs.yml says]")
@_jobs_option
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--offline", is_flag=True, help="Build a site that works from a folder, without a web server.")
@today_option
def build_command(
    config_file: Path,
    content: Path | None,
    site_dir: Path | None,
    jobs: int,
    strict: bool,
    offline: bool,
    today: datetime.date,
) -> None:
    """Check the records and build the whole site.

    The previous site stays in place, whole, until the new one is complete.
    """
    from portal.site.build import BuildFailed, SiteError, build_site, content_folder, quiet_mkdocs

    quiet_mkdocs()
    try:
        folder = content or content_folder(config_file)
    except SiteError as problem:
        raise Failure(str(problem)) from problem
    checked = _checked(folder, today, jobs)
    if checked.findings:
        click.echo(text.report(checked.findings, checked.files, color=sys.stderr.isatty()), err=True)
    if checked.errors or (strict and checked.warnings):
        click.echo("The site was not built; the previous one is untouched.", err=True)
        sys.exit(1)
    try:
        place = build_site(
            config_file,
            site_dir,
            checked=checked,
            today=today,
            content=folder,
            jobs=jobs,
            strict=strict,
            offline=offline,
        )
    except SiteError as problem:
        raise Failure(str(problem)) from problem
    except BuildFailed as problem:
        click.echo(f"{problem}\nThe site was not built; the previous one is untouched.", err=True)
        sys.exit(1)
    click.echo(f"Built {checked.records} records from {checked.files} files into {place}")


@cli.command("serve")
@_config_option
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    help="The folder that holds the records.  [default: as mkdocs.yml says]",
)
@click.option("--addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to serve.")
def serve_command(config_file: Path, content: Path | None, addr: str) -> None:
    """Preview the site with live reload; drafts and findings are shown."""
    from portal.site.build import SiteError, quiet_mkdocs
    from portal.site.serve import serve_site

    host, _, port = addr.rpartition(":")
    if not host or not port.isascii() or not port.isdigit():
        raise Failure(f"`{addr}` is not an address; write HOST:PORT, such as 127.0.0.1:8000.")
    quiet_mkdocs()
    try:
        serve_site(config_file, host.strip("[]"), int(port), content, click.echo)
    except SiteError as problem:
        raise Failure(str(problem)) from problem


@cli.command("sample")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--records", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many records.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same records.")
def sample_command(folder: Path, records: int, seed: int) -> None:
    """Write a synthetic but realistic content tree to FOLDER, for scale tests."""
    try:
        summary = write_sample(folder, records, seed)
    except (SampleError, OSError) as problem:
        raise Failure(str(problem)) from problem
    click.echo(str(summary))


cli.add_command(links)
cli.add_command(vocab)


def _stopped(number: int, frame: FrameType | None) -> None:
    """Ctrl+C: no finding and no failure, so neither of their exit codes; 130 is what shells expect."""
    click.echo("Stopped.", err=True)
    sys.exit(130)


def main() -> None:
    """Run the command. A reader that went away, or an output that takes nothing, is no reason for a traceback."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stopped)
    try:
        try:
            cli.main(prog_name="portal")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        sys.exit(0)
    except OSError as problem:
        _silence()
        click.echo(f"portal: the output could not be written: {problem.strerror}.", err=True)
        sys.exit(2)


def _silence() -> None:
    """Give the interpreter somewhere to write what is left when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
