"""What became of the links, for a terminal and as JSON."""

from __future__ import annotations

import msgspec

from portal.links.internal import InternalLinks
from portal.report.words import count


def as_text(links: InternalLinks) -> str:
    """Every broken link with its page, what was passed over, and one sentence that sums up."""
    lines: list[str] = []
    for each in links.broken:
        words = f" “{each.text}”" if each.text else ""
        lines.append(f"{each.page}:{each.line}: {each.link}{words}: {each.reason}")
    if links.skipped:
        lines += ["", "Not checked:"]
        lines += [f"{address}: {reason}" for address, reason in links.skipped]
    if lines:
        lines.append("")
    broken = f"{count(len(links.broken), 'link')} broken" if links.broken else "None is broken"
    lines.append(
        f"{_addresses(links.checked)} of the site asked for and {count(links.anchors, 'link')} to parts of pages"
        f" looked up. {broken}. {_addresses(links.elsewhere)} on other hosts not asked for: see --external."
    )
    return "\n".join(lines)


def as_json(links: InternalLinks) -> str:
    """The same for programs."""
    return msgspec.json.format(msgspec.json.encode(links), indent=2).decode()


def _addresses(number: int) -> str:
    return f"{number:,} address{'' if number == 1 else 'es'}"
