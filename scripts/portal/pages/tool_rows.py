"""The facts of a tool, row by row: for its page and for comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from portal.content.kinds.base import Fact
from portal.content.kinds.tool import FedrampListing, Tool
from portal.pages.duties import mapping_statements
from portal.pages.markup import join, link, moment, partial_moment, trusted
from portal.pages.page import Page
from portal.pages.statements import OWN, OWN_CLASS, StatedRow, Statement, stated
from portal.pages.words import AI_ROLE, DEFENDS, FEDRAMP, FEDRAMP_LEVEL, FEDRAMP_SHORT, MATURITY


def tool_rows(page: Page, record: Tool) -> tuple[StatedRow, ...]:
    """What the record states beyond its summary, access, data, authorization, limits and mappings."""

    def one(fact: Fact | None) -> tuple[Statement, ...]:
        return stated(page, (fact,) if fact else ())

    def many(facts: Sequence[Fact]) -> tuple[Statement, ...]:
        return stated(page, facts)

    makers = join(page.link(each) for each in record.maintainer)
    defends = DEFENDS[record.defends].capitalize().replace(" ai", " AI") if record.defends else None
    return (
        StatedRow("maintainer", "Maintainer", (Statement(makers),) if makers else ()),
        StatedRow("ai-role", "Role of AI", _reading(AI_ROLE[record.ai_role] if record.ai_role else None)),
        StatedRow("defends", "Defends", _reading(defends)),
        StatedRow("techniques", "AI techniques", many(record.techniques_used)),
        StatedRow("models", "Models from", many(record.model_providers)),
        StatedRow("uses", "Used for", stated(page, record.use_cases, OWN_CLASS)),
        StatedRow("inputs", "Works on", many(record.inputs)),
        StatedRow("deployment", "How it is run", many(record.deployment)),
        StatedRow("platforms", "Platforms", many(record.platforms)),
        StatedRow("integrations", "Works with", many(record.integrations)),
        StatedRow("license", "License", one(record.license)),
        StatedRow("cost", "Cost", one(record.cost)),
        StatedRow("maturity", "Maturity", _maturity(page, record)),
        StatedRow("release", "Latest release seen", _release(page, record)),
        StatedRow("federal-use", "Federal use", many(record.federal_use)),
        StatedRow("homepage", "Home page", _address(record.homepage)),
        StatedRow("repository", "Source code", _address(record.repository)),
    )


def mapping_rows_of_tool(page: Page, record: Tool) -> tuple[StatedRow, ...]:
    """The entries of official lists that it bears on."""
    assert page.sourcing is not None
    return (
        StatedRow("csf", "CSF outcomes", mapping_statements(page.sourcing, "csf", record.csf)),
        StatedRow("attack", "ATT&CK", mapping_statements(page.sourcing, "attack", record.attack)),
        StatedRow("atlas", "ATLAS", mapping_statements(page.sourcing, "atlas", record.atlas)),
        StatedRow("d3fend", "D3FEND", mapping_statements(page.sourcing, "d3fend", record.d3fend)),
    )


def fedramp_rows(page: Page, record: Tool) -> tuple[StatedRow, ...]:
    """FedRAMP status with its day and what a reader has to know; and the listings, each in a line."""
    assert page.sourcing is not None
    status: list[Statement] = []
    listings: tuple[Statement, ...] = ()
    if record.fedramp is not None:
        told = record.fedramp
        origin = page.sourcing.origin(told.source, told.locator)
        day = f", as of {moment(told.as_of)}" if told.as_of else ""
        if told.status:
            status.append(Statement(trusted(f"{escape(FEDRAMP[told.status])}{day}"), origin))
        elif day:
            status.append(Statement(trusted(f"Status not stated{day}"), origin))
        if told.note:
            status.append(Statement(page.writer.inline(told.note), origin))
        listings = tuple(Statement(_listing(each), origin) for each in told.listings)
    return (
        StatedRow("fedramp", "FedRAMP", tuple(status)),
        StatedRow("listings", "FedRAMP listings", listings),
    )


def _listing(each: FedrampListing) -> Markup:
    whose = ", ".join(part for part in (each.provider, each.id) if part)
    words = f"{each.offering}{f' ({whose})' if whose else ''}: {FEDRAMP_SHORT[each.status]}"
    words += f", {FEDRAMP_LEVEL[each.level]}" if each.level else ""
    day = f", {moment(each.date)}" if each.date else ""
    note = f". {escape(each.note)}" if each.note else ""
    return trusted(f"{escape(words)}{day}{note}")


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
