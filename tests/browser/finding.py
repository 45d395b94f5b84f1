"""Asks the search box of a built site, and reads the rows that it would show, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

_ASK = """async (queries) => {
    const { Inquiry } = await import(new URL("assets/search/inquiry.js", document.baseURI).href);
    const answers = [];
    for (const query of queries) {
        const names = ["named", "found", "filters", "said"];
        const parts = Object.fromEntries(names.map((name) => [name, document.createElement("div")]));
        const inquiry = new Inquiry(parts, () => undefined);
        const started = performance.now();
        await inquiry.show(query);
        const took = performance.now() - started;
        clearTimeout(inquiry.resting);
        const rows = ["named", "found"].flatMap((name) => [...parts[name].querySelectorAll(".portal-find__rows > li")]);
        answers.push([took, rows.map((row) => decodeURI(row.querySelector("a").href))]);
    }
    return answers;
}"""


def ask(page: Page, queries: Sequence[str]) -> list[tuple[float, list[str]]]:
    """For each query the milliseconds that it took, and the addresses that it finds, best first, from the site's root.

    ``page`` is the site's home page.
    """
    answers: list[list[Any]] = page.evaluate(_ASK, list(queries))
    return [(took, [each.removeprefix(page.url) for each in found]) for took, found in answers]
