"""The options of the `portal` plugin in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c


class PortalConfig(base.Config):  # type: ignore[no-untyped-call]
    """What the site's owner decides."""

    content = c.Type(str, default="guidance")
    """The folder that holds the records, relative to `mkdocs.yml`."""

    official = c.Type(bool, default=False)
    """Whether the site speaks for a government office. The notice that it does not is shown unless this is true."""

    edit_url = c.Type(str, default="")
    """Where a record's YAML can be edited; the file's path is added to it. No edit links without it."""

    report_url = c.Type(str, default="")
    """Where readers report errors. No such links without it."""

    links_state = c.Type(str, default="")
    """The state file of `portal links --external`, relative to `mkdocs.yml`. Where there is one, a page tells it."""

    today = c.Optional(c.Type(str))
    """The day for which the site is built, YYYY-MM-DD; the current date unless given."""
