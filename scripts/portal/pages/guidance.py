"""The page of a guidance item."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from portal.content.kinds.guidance import Guidance
from portal.pages.article import Heading
from portal.pages.duties import Row, cards
from portal.pages.frame import foot_contents, frame, nested
from portal.pages.markup import UNSTATED, identifier, join
from portal.pages.page import Page
from portal.pages.words import count


def guidance_view(page: Page, record: Guidance) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a guidance item needs, and the page's contents list."""
    view = frame(page, record)
    writer = page.writer
    steps = cards(page, record)
    writer.headings.clear()
    details = writer.block(record.details, 2)
    helpers = _helpers(page, record)
    contents = []
    if steps:
        contents.append(Heading("page_summary", "The actions in short"))
        contents.append(
            Heading(
                "page_actions",
                "Actions",
                tuple(Heading(each.id, f"{each.number}. {each.title}") for each in steps),
            )
        )
    contents += [Heading("page_details", "Details", nested(writer.headings))] if details else []
    contents += [Heading("page_helpers", "Tools and services that help")] if helpers else []
    contents.append(Heading("page_implements", "Requirements that this implements"))
    context = {
        "frame": view,
        "glance": _glance(record),
        "cards": steps,
        "action_count": count(len(steps), "action"),
        "live": record.in_force,
        "details": details,
        "helpers": helpers,
        "implements": _implements(page, record),
        "vulnerabilities": tuple(identifier("cve", each) for each in record.vulnerabilities),
    }
    return context, (*contents, *foot_contents(view))


def _glance(record: Guidance) -> tuple[Row, ...]:
    return (
        Row("For whom", (join(escape(each) for each in record.audience) if record.audience else UNSTATED,)),
        Row("Systems", tuple(escape(each) for each in record.applies_to) or (UNSTATED,)),
        Row("Effort", (escape(record.effort) if record.effort else UNSTATED,)),
    )


def _implements(page: Page, record: Guidance) -> tuple[tuple[Markup, tuple[Markup, ...]], ...]:
    """Each directive with those of its requirements that the item helps to meet."""
    found: dict[str, list[Markup]] = {}
    for text in record.implements:
        found.setdefault(text.partition("#")[0], []).append(page.part(text, named=False))
    return tuple((page.link(directive, full=True), tuple(parts)) for directive, parts in found.items())


def _helpers(page: Page, record: Guidance) -> tuple[Row, ...]:
    """All tools and services that any action names."""
    tools = dict.fromkeys(tool for action in record.actions for tool in action.tools)
    services = dict.fromkeys(service for action in record.actions for service in action.services)
    rows = (("Services", services), ("Tools", tools))
    return tuple(Row(label, tuple(page.link(each) for each in ids)) for label, ids in rows if ids)
