"""Every link and anchor inside a built site: the links by LinkChecker, which asks for each as a browser would.

The site is served over loopback: from files, LinkChecker takes a folder's listing for its page. Its warnings count as
errors here, and what it passed over is told, never counted as fine.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from portal.links.anchors import lost_anchors
from portal.links.serving import served

THREADS = 4
MOST_BYTES = 64 * 1024 * 1024
"""How large a page may be and still be read for links; LinkChecker's own limit is 1 MiB."""


class LinkCheckError(Exception):
    """LinkChecker could not do its work."""


class BrokenLink(msgspec.Struct, frozen=True, order=True):
    """A link that leads nowhere."""

    page: str
    """The page that holds it, from the site's root."""
    line: int
    """The line in the page's HTML."""
    link: str
    """The link as it is written."""
    text: str
    """Its words."""
    reason: str
    """What is wrong, in LinkChecker's words."""


class InternalLinks(msgspec.Struct, frozen=True):
    """What became of the links inside a site."""

    checked: int
    """How many addresses of the site were asked for."""
    broken: tuple[BrokenLink, ...]
    skipped: tuple[tuple[str, str], ...]
    """Addresses of the site itself that were passed over, each with the reason."""
    elsewhere: int
    """How many addresses on other hosts the site links to; they were not asked for."""
    anchors: int = 0
    """How many links to a part of a page were looked up."""


def check_internal(site: Path) -> InternalLinks:
    """Follow every link inside a built site. Raises LinkCheckError where there is none, or LinkChecker fails."""
    if not (site / "index.html").is_file():
        raise LinkCheckError(f"there is no built site in `{site}`. Build it with `portal build`, or name it.")
    with tempfile.TemporaryDirectory(prefix="portal-links-") as temporary, served(site) as root:
        folder = Path(temporary)
        folder.chmod(0o755)  # Started by root, LinkChecker goes on as `nobody`, who has to read its configuration.
        configuration = folder / "linkcheckerrc"
        configuration.write_text(
            f"[checking]\nthreads={THREADS}\nmaxrequestspersecond=100000\nrobotstxt=1\ntimeout=60\n"
            f"maxfilesizeparse={MOST_BYTES}\nmaxfilesizedownload={MOST_BYTES}\n"
            "[filtering]\ncheckextern=0\n[output]\nverbose=1\nstatus=0\nlog=csv\n"
            "[csv]\nencoding=utf-8\nparts=urlname,parentname,result,warningstring,infostring,valid,url,line,name\n"
        )
        done = subprocess.run(
            [sys.executable, "-m", "linkcheck", "--config", str(configuration), root],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
            check=False,
        )
    # 0: all fine; 1: it found something. Everything else is a failure of its own.
    if done.returncode not in (0, 1):
        raise LinkCheckError(f"LinkChecker failed: {done.stderr.strip()[-500:]}")
    rows = list(csv.DictReader((line for line in done.stdout.splitlines() if not line.startswith("# ")), delimiter=";"))
    if not rows:
        raise LinkCheckError(f"LinkChecker said nothing: {done.stderr.strip()[-500:]}")
    found = read_rows(rows, root)
    anchors, lost = lost_anchors(site)
    broken = [
        BrokenLink(each.page, each.line, each.link, "", f"{each.target} has no part `{each.part}`") for each in lost
    ]
    return msgspec.structs.replace(found, anchors=anchors, broken=tuple(sorted({*found.broken, *broken})))


def read_rows(rows: Iterable[dict[str, str]], root: str) -> InternalLinks:
    """Sort what LinkChecker wrote, one row a link; ``root`` is the address under which the site was served."""
    own, elsewhere = [], 0
    for row in rows:
        if row["url"].startswith(root):
            own.append(row)
        elif urlsplit(row["url"]).scheme in ("http", "https"):
            elsewhere += 1
    skipped = dict(_skipped(own, root))
    return InternalLinks(
        checked=len(own),
        broken=tuple(sorted(set(_broken(own, root)))),
        skipped=tuple(sorted(skipped.items())),
        elsewhere=elsewhere,
    )


def _broken(rows: Iterable[dict[str, str]], root: str) -> Iterator[BrokenLink]:
    for row in rows:
        reason = row["warningstring"] if row["valid"] == "True" else row["result"]
        if reason:
            page = "/" + row["parentname"].removeprefix(root)
            yield BrokenLink(page, int(row["line"] or 0), row["urlname"], row["name"], reason)


def _skipped(rows: Iterable[dict[str, str]], root: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        for passed in ("robots.txt", "Filtered", "exceeded", "too large"):
            if passed in row["infostring"]:
                yield "/" + row["url"].removeprefix(root), row["infostring"]
