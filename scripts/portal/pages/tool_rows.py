"""The plain facts of a tool, row by row: for its page and for comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import escape

from portal.content.kinds.base import Fact
from portal.content.kinds.tool import Tool
from portal.pages.markup import join, link, moment, partial_moment, trusted
from portal.pages.page import Page
from portal.pages.statements import OWN, OWN_CLASS, StatedRow, Statement, stated
from portal.pages.words import AI_ROLE, DEFENDS, MATURITY

LABELS = {
    "maintainer": "Maintainer",
    "ai-role": "Role of AI",
    "defends": "Defends",
    "techniques": "AI techniques",
    "models": "Models from",
    "uses": "Used for",
    "inputs": "Works on",
    "deployment": "How it is run",
    "platforms": "Platforms",
    "integrations": "Works with",
    "license": "License",
    "cost": "Cost",
    "maturity": "Maturity",
    "release": "Latest release seen",
    "federal-use": "Federal use",
    "homepage": "Home page",
    "repository": "Source code",
}
"""What readers call each row of `tool_rows`."""


def tool_rows(page: Page, record: Tool) -> tuple[StatedRow, ...]:
    """What the record states as the list of facts of its page shows it, but for its mappings."""

    def one(fact: Fact | None) -> tuple[Statement, ...]:
        return stated(page, (fact,) if fact else ())

    def many(facts: Sequence[Fact]) -> tuple[Statement, ...]:
        return stated(page, facts)

    makers = join(page.link(each) for each in record.maintainer)
    defends = DEFENDS[record.defends].capitalize().replace(" ai", " AI") if record.defends else None
    return (
        StatedRow("maintainer", (Statement(makers),) if makers else ()),
        StatedRow("ai-role", _reading(AI_ROLE[record.ai_role] if record.ai_role else None)),
        StatedRow("defends", _reading(defends)),
        StatedRow("techniques", many(record.techniques_used)),
        StatedRow("models", many(record.model_providers)),
        StatedRow("uses", stated(page, record.use_cases, OWN_CLASS)),
        StatedRow("inputs", many(record.inputs)),
        StatedRow("deployment", many(record.deployment)),
        StatedRow("platforms", many(record.platforms)),
        StatedRow("integrations", many(record.integrations)),
        StatedRow("license", one(record.license)),
        StatedRow("cost", one(record.cost)),
        StatedRow("maturity", _maturity(page, record)),
        StatedRow("release", _release(page, record)),
        StatedRow("federal-use", many(record.federal_use)),
        StatedRow("homepage", _address(record.homepage)),
        StatedRow("repository", _address(record.repository)),
    )


def _reading(words: str | None) -> tuple[Statement, ...]:
    return (Statement(escape(words), OWN),) if words else ()


def _address(url: str | None) -> tuple[Statement, ...]:
    return (Statement(link(url.removeprefix("https://").rstrip("/"), url)),) if url else ()


def _maturity(page: Page, record: Tool) -> tuple[Statement, ...]:
    assert page.sourcing is not None
    said = record.maturity
    if said is None:
        return ()
    note = f" {escape(said.note)}" if said.note else ""
    when = f", as of {moment(said.as_of)}" if said.as_of else ""
    text = trusted(f"{MATURITY[said.status]}{when}.{note}")
    return (Statement(text, page.sourcing.origin(said.source, said.locator)),)


def _release(page: Page, record: Tool) -> tuple[Statement, ...]:
    assert page.sourcing is not None
    said = record.latest_release
    if said is None:
        return ()
    date = f", {partial_moment(said.date)}" if said.date else ""
    seen = f"; looked up on {moment(said.as_of)}, newer ones may exist" if said.as_of else ""
    text = trusted(f"{escape(said.version)}{date}{seen}.")
    return (Statement(text, page.sourcing.origin(said.source, said.locator)),)
