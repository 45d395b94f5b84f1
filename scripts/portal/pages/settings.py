"""What pages need to know of the site that they are part of."""

from __future__ import annotations

import datetime

import msgspec

from portal.links.state import State


class PageSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One build's facts about the site."""

    site_url: str
    """The site's address, ending in ``/``; permanent addresses start with it."""
    edit_base: str
    """Where the content folder can be edited, ending in ``/``; empty where it cannot."""
    official: bool
    """Whether a federal body publishes this site; otherwise pages say that none does."""
    today: datetime.date
    """The day for which the site is built."""
    report_url: str
    """Where a reader reports an error; empty where nowhere."""
    show_drafts: bool
    """Whether drafts are shown, as the preview does."""
    links: State | None = None
    """What is known of the addresses on the web that records name; None where no page is to tell it."""
