"""Which records a sample has and how they stand to each other, before any of them is written.

Everything that another record may point at (ids, parts, statuses, dates) is settled here, so that the records can be
written one by one. What is rare in real content, such as a chain of successors, comes round in fixed cycles: even a
small sample has it.
"""

from __future__ import annotations

import datetime
from typing import get_args

import msgspec

from portal.authoring.sample import words
from portal.authoring.sample.dice import Dice
from portal.content.kinds import KINDS
from portal.content.kinds.base import Status
from portal.content.kinds.directive import DirectiveType

BASE = datetime.date(2026, 11, 22)
"""The day on which every sample was made."""
MIN_RECORDS = len(KINDS)

_SHARES = {
    "directive": 0.03,
    "tool": 0.15,
    "service": 0.04,
    "organization": 0.03,
    "term": 0.04,
    "topic": 0.01,
}
"""The share of each kind; the rest are guidance items."""

TYPES: tuple[DirectiveType, ...] = get_args(DirectiveType)
_TYPE_WORDS = ("eo", "pm", "bod", "ed", "memo", "circular", "act", "std", "strategy", "notice")
FORMS = ("issued", "on", "after", "every", "event", "table", "immediately", "ongoing", "none")
"""The forms of deadline that a requirement may have; the first four come to a date."""


class Slot(msgspec.Struct, kw_only=True, eq=False):
    """One record of the plan."""

    kind: str
    position: int
    """Its place among the records of its kind, from 0."""
    id: str
    thing: str
    """The imaginary thing that it is about."""
    verb: str
    status: Status = "published"
    published: datetime.date = BASE
    issued: datetime.date = BASE
    type: DirectiveType = "standard"
    ended: datetime.date | None = None
    replaces: list[Slot] = []
    duties: list[tuple[str, str]] = []
    """Its requirements or actions: id and form of deadline."""
    table: str | None = None
    """Its decision table."""

    @property
    def live(self) -> bool:
        """Whether published records may rely on it."""
        return self.status == "published"

    @property
    def title(self) -> str:
        """Its title."""
        number = self.position + 1
        match self.kind:
            case "directive":
                return f"Sample: Directive on the {self.thing}, number {number}"
            case "guidance":
                return f"Sample: {self.verb} the {self.thing} and prove it ({number})"
            case "service":
                return f"Sample: Service of the {self.thing} ({number})"
            case "organization":
                return f"Sample: Office of the {self.thing} ({number})"
            case _:
                return f"Sample: {self.thing} ({number})"


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to records of one kind, by their position in a cycle of this length."""

    length: int
    drafts: tuple[int, ...] = ()
    successions: tuple[tuple[int, int, Status], ...] = ()
    """Older record, newer record, and the older one's status."""
    alone: dict[int, Status] = {}
    """Records that ended without a successor."""


_CYCLES = {
    "directive": Cycle(
        length=20,
        drafts=(13,),
        successions=((1, 2, "revoked"), (5, 6, "superseded"), (6, 7, "revoked"), (10, 11, "revoked")),
        alone={3: "closed", 16: "withdrawn"},
    ),
    "guidance": Cycle(
        length=50,
        drafts=(7,),
        successions=(
            (20, 21, "superseded"),
            (24, 26, "superseded"),
            (25, 26, "superseded"),
            (30, 31, "superseded"),
            (31, 32, "superseded"),
        ),
        alone={40: "withdrawn", 45: "closed"},
    ),
    "tool": Cycle(length=50, drafts=(6,), successions=((12, 13, "superseded"),), alone={25: "withdrawn"}),
    "service": Cycle(length=25, drafts=(11,), successions=((8, 9, "superseded"),), alone={5: "closed"}),
    "organization": Cycle(length=30, successions=((4, 5, "superseded"),)),
    "term": Cycle(length=30, drafts=(3,), successions=((6, 7, "superseded"),)),
    "topic": Cycle(length=30, successions=((1, 2, "superseded"),)),
}


class Plan:
    """All records of a sample."""

    def __init__(self, records: int, seed: int) -> None:
        """Plan a sample of at least `MIN_RECORDS` records."""
        self.dice = Dice(f"{seed}:plan")
        self.seed = seed
        self.things = self._names(records)
        self.kinds = {kind: self._slots(kind, count) for kind, count in shares(records).items()}
        for kind, slots in self.kinds.items():
            self._settle(slots, _CYCLES[kind])
        self._plan_duties()
        self.live = {kind: [slot for slot in slots if slot.live] for kind, slots in self.kinds.items()}
        self.tables = [slot for slot in self.live["directive"] if slot.table]

    def _names(self, records: int) -> list[str]:
        """Imaginary things in a chance order. The first ones are the glossary's terms, so prose meets them most."""
        names = [f"{adjective} {noun}" for noun in words.NOUNS for adjective in words.ADJECTIVES]
        for index in range(len(names) - 1, 0, -1):
            other = self.dice.between(0, index)
            names[index], names[other] = names[other], names[index]
        terms = shares(records)["term"]
        more = [f"{name} {number}" for number in range(2, 2 + terms // len(names)) for name in names]
        return (names + more)[: max(300, terms * 4)]

    def _slots(self, kind: str, count: int) -> list[Slot]:
        return [self._slot(kind, position) for position in range(count)]

    def _slot(self, kind: str, position: int) -> Slot:
        number = f"{position + 1:05d}"
        thing = self.things[position] if kind == "term" else self.dice.pick(self.things)
        verb = self.dice.pick(words.VERBS)
        slug = thing.replace(" ", "-")
        slot = Slot(kind=kind, position=position, id="", thing=thing, verb=verb)
        match kind:
            case "directive":
                turn = position % len(TYPES)
                slot.type = TYPES[turn]
                slot.id = f"sample-{_TYPE_WORDS[turn]}-{number}"
            case "guidance":
                slot.id = f"sample-{verb.lower()}-{slug}-{number}"
            case _:
                slot.id = f"sample-{kind}-{slug}-{number}"
        return slot

    def _settle(self, slots: list[Slot], cycle: Cycle) -> None:
        """Give records their statuses and dates."""
        depth = [0] * len(slots)
        for start in range(0, len(slots), cycle.length):
            for older, newer, status in cycle.successions:
                if start + newer < len(slots):
                    slots[start + older].status = status
                    slots[start + newer].replaces = [
                        *slots[start + newer].replaces,
                        slots[start + older],
                    ]
                    depth[start + newer] = depth[start + older] + 1
            for offset, status in (*((each, "draft") for each in cycle.drafts), *cycle.alone.items()):
                if start + offset < len(slots):
                    slots[start + offset].status = status
        for slot in slots:
            level = depth[slot.position]
            first = datetime.date(2025, 1, 10) + datetime.timedelta(days=200 * level)
            slot.published = self.dice.day(first, first + datetime.timedelta(days=180))
            if slot.kind == "directive":
                slot.issued = datetime.date(2018, 2, 1) + datetime.timedelta(
                    days=150 * (slot.position % cycle.length) + self.dice.between(0, 140)
                )
                slot.published = max(slot.published, slot.issued)
        for slot in slots:
            for replaced in slot.replaces:
                replaced.ended = slot.issued if slot.kind == "directive" else slot.published
            if slot.status in ("closed", "withdrawn"):
                slot.ended = slot.published + datetime.timedelta(days=self.dice.between(30, 300))

    def _plan_duties(self) -> None:
        for slot in self.kinds["directive"]:
            if slot.position % 2 == 0 or slot.type == "binding-operational-directive":
                slot.table = "table-1"
            slot.duties = [
                (part, FORMS[(slot.position + index) % len(FORMS)])
                for index, part in enumerate(self._parts(self.dice.between(4, 9)))
            ]
        for slot in self.kinds["guidance"]:
            slot.duties = [(part, "") for part in self._parts(self.dice.between(2, 4))]

    def _parts(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            noun = self.dice.pick(self.things).replace(" ", "-")
            found[f"{self.dice.pick(words.VERBS).lower()}-{noun}"] = None
        return list(found)


def shares(records: int) -> dict[str, int]:
    """How many records of each kind a sample has: at least one, and guidance the rest."""
    counts = {kind: max(1, int(records * share)) for kind, share in _SHARES.items()}
    rest = {"guidance": records - sum(counts.values())}
    return {kind: (counts | rest)[kind] for kind in KINDS}
