"""The parts that sample records share: what every record has, sources, facts, mappings, duties."""

from __future__ import annotations

import datetime
from typing import Any, get_args

from portal.authoring.sample import words
from portal.authoring.sample.layout import Flow
from portal.authoring.sample.plan import BASE
from portal.authoring.sample.prose import Writer, markdown
from portal.content.kinds.base import OutcomeStatus

Data = dict[str, Any]

_SOURCES = (("register", "official"), ("annex", "official"), ("press", "reported"), ("hearsay", "unverified"))


class Sources:
    """The sources of one record. Only the first and those that something points at are written."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.used = {0}
        self.facts = 0
        """How many statements were made so far."""

    def cite(self, share: float = 0.3) -> Data:
        """The keys by which a part points at a source; for most parts none, which means the first source."""
        dice = self.writer.dice
        if not dice.chance(share):
            return {}
        index = dice.pick((0, 0, 1, 1, 2, 3))
        self.used.add(index)
        return {"source": _SOURCES[index][0], "locator": self.writer.fill(dice.pick(words.LOCATORS)).lower()}

    def written(self) -> list[Data]:
        """The list of sources."""
        return [self._source(index) for index in sorted(self.used)]

    def _source(self, index: int) -> Data:
        writer, dice = self.writer, self.writer.dice
        name, confidence = _SOURCES[index]
        published = dice.day(datetime.date(2024, 1, 1), datetime.date(2025, 12, 31))
        given = dice.pick((published, published, f"{published:%Y-%m}", f"{published:%Y}", None))
        source: Data = {
            "id": name,
            "title": writer.fill(dice.pick(words.SOURCE_TITLES)),
            "url": f"https://{name}.example/{writer.slot.kind}/{writer.slot.position + 1}/",
        }
        if dice.chance(0.8):
            source["publisher"] = f"Sample press of the {dice.pick(writer.plan.things)}"
        if given:
            source["published"] = given
        source["retrieved"] = dice.day(datetime.date(2026, 1, 1), BASE)
        source["confidence"] = confidence
        return source


def head(writer: Writer, sources: Sources) -> Data:
    """What stands at the top of every record."""
    slot, dice = writer.slot, writer.dice
    turn = slot.position
    record: Data = {
        "kind": slot.kind,
        "id": slot.id,
        "title": slot.title,
        "summary": (
            f"Synthetic record about the {slot.thing}, made to test the portal at scale. It states no real duty, "
            f"tool or fact; whoever meets it elsewhere has found a mistake."
        ),
        "status": slot.status,
    }
    if slot.status != "draft":
        record["published"] = slot.published
        if slot.ended:
            record["updated"] = max(slot.ended, slot.published)
        elif turn % 3 == 0:
            record["updated"] = dice.day(slot.published, BASE)
    record["review_by"] = dice.day(datetime.date(2029, 1, 1), datetime.date(2031, 12, 31))
    if turn % 10 == 0:
        record["tlp"] = "CLEAR"
    topics = writer.others("topic", dice.between(1, 3))
    if topics and (slot.kind != "topic" or turn % 3 == 0):
        record["topics"] = topics
    record["aliases"] = [f"{slot.thing} {slot.kind} {turn + 1}", f"S-{slot.kind[0].upper()}{turn + 1:05d}"]
    if turn % 30 == 3:
        record["aliases"].append(f"/former/{slot.id}/")
    related = [each for kind in ("guidance", "tool", "directive") for each in writer.others(kind, dice.between(0, 3))]
    if related:
        record["related"] = related
    older = [each.id for each in slot.replaces if each.status == "superseded"]
    if older:
        record["supersedes"] = older
    if slot.ended:
        record["ended"] = {
            "date": slot.ended,
            "reason": f"The sample says that the {slot.thing} is no longer counted.",
            **(sources.cite(1.0)),
        }
    return record


def tail(writer: Writer, sources: Sources) -> Data:
    """What stands at the end of every record."""
    slot, dice = writer.slot, writer.dice
    record: Data = {}
    if slot.kind in ("guidance", "directive") or slot.position % 3 == 0:
        record["details"] = details(writer)
    if slot.kind != "topic" or slot.position % 3 or slot.ended:
        record["sources"] = sources.written()
    if slot.status == "draft":
        return record
    history: list[Data] = [Flow(date=slot.published, change="First published in the sample.")]
    if slot.ended:
        what = f"No longer in force ({slot.status})."
        history.append({"date": max(slot.ended, slot.published), "change": what, "breaking": True})
    elif slot.position % 3 == 0 and dice.chance(0.3):
        history.append({"date": BASE, "change": f"Counted the {slot.thing} once more.", "breaking": False})
    record["history"] = history
    return record


def details(writer: Writer) -> str:
    """A long text with headings, a list, a table and code."""
    blocks = ["## What this sample covers", writer.paragraph(2, 1), writer.cells(writer.dice.between(2, 4))]
    if writer.dice.chance(0.5):
        blocks += ["### What it leaves out", writer.bullets(2)]
    if writer.dice.chance(0.3):
        blocks += ["## How it was counted", writer.code(), writer.paragraph(1, 1)]
    if writer.dice.chance(0.2):
        number = writer.slot.position + 1
        blocks.append(
            f"Questions go to [the sample desk](mailto:desk-{number}@sample.example) or to the\n"
            f"[almanac](https://almanac.example/{number}/), never to *anybody else*."
        )
    return markdown(*blocks)


def facts(writer: Writer, sources: Sources, low: int, high: int, labelled: float = 0.05) -> list[str | Data]:
    """A list of statements, some with a source of their own, a share of them with a label."""
    return [fact(writer, sources, labelled) for _ in range(writer.dice.between(low, high))]


def fact(writer: Writer, sources: Sources, labelled: float = 0.05) -> str | Data:
    """One statement: a bare text, or a mapping where it has its own source or label or is the portal's own remark."""
    text = writer.fill(writer.dice.pick(words.FACTS))
    if writer.dice.chance(0.15):
        text += f"; see {writer.mention()}"
    label: Data = {"label": writer.dice.pick(words.LABELS)} if writer.dice.chance(labelled) else {}
    sources.facts += 1
    if (writer.slot.position + sources.facts) % 8 == 0:
        return {"text": text, "own": True, **label}
    cited = sources.cite()
    return {"text": text, **cited, **label} if cited or label else text


def mappings(writer: Writer, sources: Sources, choices: list[str], low: int, high: int) -> list[str | Data]:
    """Identifiers of an official list; a few with the source that states the mapping."""
    drawn = writer.dice.some(choices, writer.dice.between(low, high))
    found = [each for each in drawn if each.rpartition(".")[0] not in drawn]  # A part beside its whole says nothing.
    if not writer.dice.chance(0.06):
        return list(found)
    return [{"id": each, **sources.cite(0.5)} for each in found]


def duty(writer: Writer, index: int) -> Data:
    """The fields that requirements and actions share, up to the deadline."""
    dice = writer.dice
    part, _ = writer.slot.duties[index]
    thing = " ".join(part.split("-")[1:])
    found: Data = {
        "id": part,
        "title": f"{part.split('-')[0].capitalize()} the {thing}",
        "level": dice.pick(("must", "must", "must", "should", "may")),
        "who": dice.some(words.ROLES, dice.between(1, 2)),
        "do": task(writer),
        "verify": check(writer),
        "evidence": [writer.fill(each) for each in dice.some(words.EVIDENCE, dice.between(1, 3))],
    }
    return found


def task(writer: Writer) -> str:
    """What to do: a paragraph, with a list now and then."""
    if writer.dice.chance(0.6):
        return writer.sentences(3, 1)
    return markdown(writer.paragraph(2, 1), writer.bullets(2, writer.dice.pick(("-", "1."))))


def check(writer: Writer) -> str:
    """How to verify: a sentence and often a command."""
    if writer.dice.chance(0.5):
        return writer.sentences(2)
    return markdown(writer.paragraph(1), writer.code(), writer.paragraph(1))


def outcome(writer: Writer, sources: Sources, turn: int) -> tuple[Data, Data | None]:
    """What became of a tasking; and for one that was delivered the deadline that this agrees with."""
    status = get_args(OutcomeStatus)[turn % 4]
    found: Data = {"status": status}
    deadline = None
    if status in ("delivered", "late"):
        given = writer.slot.issued if writer.slot.kind == "directive" else writer.slot.published
        due = given + datetime.timedelta(days=60)
        deadline = Flow(on=due)
        found["date"] = due + datetime.timedelta(days=15 if status == "late" else -15)
    found["note"] = writer.sentences(1)
    return found | sources.cite(0.5), deadline
