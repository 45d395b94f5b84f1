"""The pages made from the whole catalogue: home, section lists, deadlines, changes; in a preview, findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from portal.content.findings import Finding
from portal.content.kinds import KINDS
from portal.pages.article import Article
from portal.pages.renderer import Renderer
from portal.pages.vocabulary.sections import SECTIONS
from portal.rules.check import Checked


class GeneratedPage(msgspec.Struct, frozen=True):
    """One page: the name under which `nav` in mkdocs.yml knows it, and how its article is made."""

    source: str
    make: Callable[[Renderer, str], Article]


def _vocabulary(section: str) -> Callable[[Renderer, str], Article]:
    return lambda renderer, base: renderer.vocabulary(section, base)


def _section(kind: str) -> Callable[[Renderer, str], Article]:
    return lambda renderer, base: renderer.section(kind, base)


GENERATED: tuple[GeneratedPage, ...] = (
    GeneratedPage("index.md", lambda renderer, base: renderer.home(base)),
    *(GeneratedPage(f"{kind.section}/index.md", _section(kind.name)) for kind in KINDS.values()),
    *(GeneratedPage(f"{section}/index.md", _vocabulary(section)) for section in SECTIONS),
    GeneratedPage("coverage/index.md", lambda renderer, base: renderer.coverage(base)),
    GeneratedPage("deadlines/index.md", lambda renderer, base: renderer.deadlines(base)),
    GeneratedPage("changes/index.md", lambda renderer, base: renderer.changes(base)),
    GeneratedPage("a-z/index.md", lambda renderer, base: renderer.index(base)),
)
"""Every generated page of the public site."""


def _by_path(checked: Checked) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for each in checked.findings:
        found.setdefault(each.path, []).append(each)
    return found


def record_notices(renderer: Renderer, checked: Checked) -> dict[str, str]:
    """What stands above the page of each record that can be shown but has findings, by its id."""
    found = _by_path(checked)
    return {
        entry.record.id: renderer.notice(found[entry.path], "../../")
        for entry in checked.catalog.entries
        if entry.path in found
    }


def generated_pages(renderer: Renderer, checked: Checked) -> Iterator[tuple[str, str, Article]]:
    """In a preview: all findings on one page, and those of each broken record at the address it would have.

    Yields the address, the section whose shell it takes, and the article.
    """
    yield "findings/", "findings", renderer.findings(checked.findings, "../")
    by_path = _by_path(checked)
    for record_id, path in checked.content.catalog.unreadable.items():
        kind = next((kind for kind in KINDS.values() if f"/{kind.folder}/" in path), None)
        if kind is not None and kind.paged:
            article = renderer.problem(record_id, by_path.get(path, []), "../../")
            yield kind.address(record_id), kind.section, article
