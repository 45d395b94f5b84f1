"""`portal build`: the whole site beside the old one, and the new one in its place only when it is complete."""

from __future__ import annotations

import datetime
import logging
import os
import shutil
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from portal.rules.check import Checked
from portal.site.plugin import PortalPlugin


class SiteError(Exception):
    """The site cannot be built for a reason outside the content: configuration, folder, disk."""


class BuildFailed(Exception):
    """The site's own pages or links have mistakes, which have been told; the old site is untouched."""


class _Lines(logging.Formatter):
    """MkDocs' messages as this command writes its own."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name == "mkdocs.plugins.portal":
            return record.getMessage()  # A report of findings speaks for itself.
        return f"{record.levelname.lower()}: {record.getMessage()}"


def quiet_mkdocs() -> None:
    """Let MkDocs say warnings and errors, one a line, and nothing else."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    logger.handlers[:] = [handler]
    logger.setLevel(logging.WARNING)
    logger.propagate = False


def read_config(config_file: Path, site_dir: Path | None, strict: bool) -> MkDocsConfig:
    """Read `mkdocs.yml`. Raises SiteError where it is missing or wrong."""
    if not config_file.is_file():
        raise SiteError(f"there is no `{config_file}`. Start in the project's folder, or name the file with --config.")
    options: dict[str, Any] = {"strict": strict}
    if site_dir is not None:
        options["site_dir"] = str(site_dir)
    try:
        return load_config(config_file=str(config_file), **options)
    except Abort as problem:
        raise SiteError(f"`{config_file}` has mistakes: {problem}") from problem
    except (ConfigurationError, MkDocsException) as problem:
        raise SiteError(f"`{config_file}` cannot be used: {problem}") from problem


def plugin_of(config: MkDocsConfig) -> PortalPlugin:
    """The portal's plugin in a configuration. Raises SiteError where it is not there."""
    plugin = config.plugins.get("portal")
    if not isinstance(plugin, PortalPlugin):
        raise SiteError(f"`{config.config_file_path}` does not name the `portal` plugin. Add it under `plugins:`.")
    return plugin


def content_folder(config_file: Path) -> Path:
    """The content folder that a configuration names. Raises SiteError."""
    config = read_config(config_file, None, strict=False)
    return plugin_of(config).content_folder(config)


def build_site(
    config_file: Path,
    target: Path | None,
    *,
    checked: Checked,
    today: datetime.date,
    content: Path,
    jobs: int,
    strict: bool,
    offline: bool = False,
) -> Path:
    """Build the site from checked content and put it in place; the folder it lies in.

    One that is ``offline`` works from that folder, without a web server.

    The new site is made beside the old one and takes its place by renaming, so readers see one or the other, whole.
    Raises SiteError or BuildFailed; then the old site is as it was.
    """
    config = read_config(config_file, None, strict)
    place = (target or Path(config.site_dir)).absolute()
    _refuse_foreign(place)
    staging = place.with_name(f".{place.name}.new-{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        config = read_config(config_file, staging, strict)
        plugin_of(config).offline = offline
        _build_into(config, checked, today, content, jobs)
        _swap(staging, place)
    except OSError as problem:
        name = f" ({problem.filename})" if problem.filename else ""
        raise SiteError(
            f"the site could not be written: {problem.strerror or problem}{name}. The old site is untouched."
        ) from problem
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return place


def _build_into(config: MkDocsConfig, checked: Checked, today: datetime.date, content: Path, jobs: int) -> None:
    plugin = plugin_of(config)
    plugin.prepared = checked
    plugin.jobs = jobs
    plugin.config["today"] = today.isoformat()
    plugin.folder = content
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except (Abort, MkDocsException) as problem:
        raise BuildFailed(str(problem)) from problem
    except jinja2.TemplateError as problem:
        raise BuildFailed(template_words(problem)) from problem
    finally:
        config.plugins.on_shutdown()


def template_words(problem: jinja2.TemplateError) -> str:
    """What is wrong with a template, and where as far as Jinja knows."""
    where = "a template in `overrides/`"
    if isinstance(problem, jinja2.TemplateSyntaxError):
        where = f"`{problem.filename or problem.name}`, line {problem.lineno},"
    elif isinstance(problem, jinja2.TemplateNotFound):
        return f"error: there is no template `{problem.name}` in `overrides/`."
    return f"error: {where} has a mistake: {problem.message}"


def _refuse_foreign(place: Path) -> None:
    """Never replace a folder that is not a site: a mistyped --site-dir must not cost anybody their files."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise SiteError(f"`{place}` is not a folder. Name a folder for the site with --site-dir.")
    if place.is_dir() and any(place.iterdir()) and not (place / "index.html").is_file():
        raise SiteError(f"`{place}` holds files that are not a site. Choose an empty or a new folder with --site-dir.")


def _swap(new: Path, place: Path) -> None:
    """Put the new folder in the old one's place; the old one goes only afterwards."""
    old = place.with_name(f".{place.name}.old-{os.getpid()}")
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
