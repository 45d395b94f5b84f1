"""`portal links`: whether the links of a built site lead somewhere, and whether those of the records still answer."""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path

import click
from click.core import ParameterSource

from portal.content.catalog import Catalog
from portal.content.load import ContentError, load
from portal.links import report
from portal.links.allowed import Allowed, AllowListError, in_force, read_allowed, stale
from portal.links.ask import Asker, Limits
from portal.links.external import check_external, is_cut_off
from portal.links.hosts import Clock, Hosts, Manners
from portal.links.internal import LinkCheckError, check_internal
from portal.links.named import named_addresses
from portal.links.state import State, StateError, due, read_state, updated, write_state
from portal.links.survey import Survey, as_json, as_text, survey
from portal.options import Failure, content_option

_INTERNAL = ("site_dir",)
_EXTERNAL = ("content", "state_file", "allow", "older_than", "interval", "config_file")


@click.command("links")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The built site.",
)
@click.option("--external", is_flag=True, help="Ask for the addresses on the web that the records name instead.")
@click.option(
    "--state",
    "state_file",
    type=click.Path(path_type=Path),
    default=Path(".portal/links.json"),
    show_default=True,
    help="With --external: what is known of each address from run to run; made if missing.",
)
@content_option
@click.option(
    "--allow",
    type=click.Path(path_type=Path),
    help="With --external: a YAML list of addresses that may fail, each with `url`, `reason` and `until`.",
)
@click.option(
    "--older-than",
    type=click.FloatRange(min=0),
    default=0,
    show_default=True,
    metavar="HOURS",
    help="With --external: ask only for what was last asked for this long ago or longer.",
)
@click.option(
    "--interval",
    type=click.FloatRange(min=0),
    default=1,
    show_default=True,
    metavar="SECONDS",
    help="With --external: how long to leave one host alone between two requests.",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="With --external: the site's configuration, whose `site_url` tells hosts who asks.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def links(
    context: click.Context,
    site_dir: Path,
    external: bool,
    state_file: Path,
    content: Path,
    allow: Path | None,
    older_than: float,
    interval: float,
    config_file: Path,
    form: str,
) -> None:
    """Check every link and anchor inside a built site. Exit 1 if one is broken.

    With --external, ask once for each address on the web that a published record names. An address that fails is an
    error, and the exit code 1, only after three failures in a row over at least 72 hours; until then it is a warning.
    """
    for name in _INTERNAL if external else _EXTERNAL:
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            option = next(each.opts[0] for each in context.command.params if each.name == name)
            raise Failure(f"`{option}` has no use {'with' if external else 'without'} --external.")
    if external:
        clock = Clock(time.monotonic, time.sleep, lambda: datetime.datetime.now(datetime.UTC))
        hosts = Hosts(Asker(Limits(), _site_url(config_file)), clock, Manners(interval=interval))
        found = _external(hosts, clock.now(), content, state_file, allow, datetime.timedelta(hours=older_than))
        click.echo(as_json(found) if form == "json" else as_text(found))
        sys.exit(1 if found.errors else 0)
    try:
        inside = check_internal(site_dir)
    except (LinkCheckError, OSError) as problem:
        raise Failure(str(problem)) from problem
    click.echo(report.as_json(inside) if form == "json" else report.as_text(inside))
    if inside.broken:
        sys.exit(1)


def _external(
    hosts: Hosts,
    now: datetime.datetime,
    content: Path,
    state_file: Path,
    allow: Path | None,
    older_than: datetime.timedelta,
) -> Survey:
    """Ask for the addresses, and write down what became of them; everything that can be wrong is looked at first."""
    catalog = _catalog(content, now.date())
    try:
        state = read_state(state_file)
        if state is None:
            state = State()
            write_state(state_file, state)
        entries: tuple[Allowed, ...] = read_allowed(allow) if allow else ()
        named = named_addresses(catalog)
        wanted = due(named, state, now, older_than)
        click.echo(f"Asking for {len(wanted):,} of {len(named):,} addresses …", err=True)
        outcomes = check_external(wanted, hosts, Limits())
        if is_cut_off(outcomes):
            raise Failure("no host answered at all. Is this machine connected? The state file was left as it is.")
        allowed = in_force(entries, now.date())
        state = updated(state, named, outcomes, now, allowed=allowed, keep=bool(catalog.unreadable))
        write_state(state_file, state)
    except (StateError, AllowListError) as problem:
        raise Failure(str(problem)) from problem
    return survey(state, named, tuple(stale(entries, named, now.date())))


def _catalog(content: Path, today: datetime.date) -> Catalog:
    try:
        catalog = load(content, today, lambda record: ()).catalog
    except ContentError as problem:
        raise Failure(str(problem)) from problem
    if catalog.unreadable:
        names = ", ".join(sorted(catalog.unreadable))
        click.echo(f"Records with mistakes are left out ({names}): see `portal check`.", err=True)
    return catalog


def _site_url(config_file: Path) -> str:
    """The address of the site; empty where there is no configuration, as outside the project's folder."""
    if not config_file.is_file():
        return ""
    from portal.site.build import SiteError, quiet_mkdocs, read_config

    quiet_mkdocs()
    try:
        return read_config(config_file, None, strict=False).site_url or ""
    except SiteError as problem:
        raise Failure(str(problem)) from problem
