"""What every record has, and the parts that several kinds share."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from portal.content.deadlines import Deadline
from portal.content.fields import (
    Address,
    AnyId,
    Day,
    Id,
    OneOrMany,
    PartialDay,
    Prose,
    Role,
    SourceId,
    Text,
    TopicId,
)

Status = Literal["draft", "published", "superseded", "revoked", "closed", "withdrawn"]
Confidence = Literal["official", "reported", "unverified"]
Level = Literal["must", "should", "may"]
OutcomeStatus = Literal["open", "delivered", "late", "unknown"]

ENDED_STATUSES: tuple[Status, ...] = ("superseded", "revoked", "closed", "withdrawn")
"""The statuses of a record that is no longer in force; its page stays."""


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A piece of a record: plain data, compared by value."""

    shorthand: ClassVar[str] = ""
    """The field that a bare text stands for, where an author may write a text in place of the mapping."""


class Source(Part, frozen=True, kw_only=True):
    """Where facts of a record come from, and how well they are known."""

    id: Id
    """Short name of the source inside this record; fields point at it with `source`."""
    title: Text
    """The source's title as its publisher gives it."""
    url: Address
    """Where the source can be read."""
    publisher: Text | None = None
    """Who published it."""
    published: PartialDay | None = None
    """When it was published: YYYY-MM-DD, YYYY-MM or YYYY."""
    retrieved: Day | None = None
    """When it was last read for this record."""
    confidence: Confidence
    """`official` (the official text was seen), `reported` (press, a law firm or another third party), `unverified`."""


class Change(Part, frozen=True, kw_only=True):
    """One change of meaning in a record's life."""

    date: Day
    """When the change took effect in the portal."""
    change: Text
    """What changed, in one sentence for readers."""
    breaking: bool = False
    """Whether somebody who relied on the record has to act."""


class Ended(Part, frozen=True, kw_only=True):
    """Why and since when a record is no longer in force."""

    date: Day
    """The first day on which it no longer holds."""
    reason: Text
    """Why it ended, in one sentence."""
    source: SourceId | None = None
    """The source that says so."""
    locator: Text | None = None
    """The place in that source."""


class Mapping(Part, frozen=True, kw_only=True):
    """An identifier of an official list. Without a source, the mapping is the portal's own and is shown as such."""

    shorthand: ClassVar[str] = "id"
    id: Text
    """The identifier in that list."""
    source: SourceId | None = None
    """The source that states this mapping; left out when it is the portal's own."""
    locator: Text | None = None
    """The place in that source."""


class ControlMapping(Mapping, frozen=True, kw_only=True):
    """A control of NIST SP 800-53 revision 5, such as `AC-2(1)`."""

    id: Annotated[str, Role("identifier", vocabulary="control")]
    """The control, such as `SI-2` or `AC-2(1)`."""


class CsfMapping(Mapping, frozen=True, kw_only=True):
    """A function, category or subcategory of the NIST Cybersecurity Framework 2.0."""

    id: Annotated[str, Role("identifier", vocabulary="csf")]
    """The function, category or subcategory, such as `ID`, `DE.CM` or `PR.AA-01`."""


class AttackMapping(Mapping, frozen=True, kw_only=True):
    """A technique, tactic or mitigation of MITRE ATT&CK."""

    id: Annotated[str, Role("identifier", vocabulary="attack")]
    """The technique, such as `T1190` or `T1059.001`."""


class AtlasMapping(Mapping, frozen=True, kw_only=True):
    """A technique, tactic or mitigation of MITRE ATLAS."""

    id: Annotated[str, Role("identifier", vocabulary="atlas")]
    """The technique, such as `AML.T0051`."""


class D3fendMapping(Mapping, frozen=True, kw_only=True):
    """A defensive technique of MITRE D3FEND."""

    id: Annotated[str, Role("identifier", vocabulary="d3fend")]
    """The technique, such as `D3-MFA`."""


class Fact(Part, frozen=True, kw_only=True):
    """One statement, with the source it comes from where it is not the record's first source."""

    shorthand: ClassVar[str] = "text"
    text: Prose
    """The statement."""
    source: SourceId | None = None
    """The source that states it."""
    locator: Text | None = None
    """The place in that source."""
    own: bool = False
    """Whether this is the portal's own remark, such as that no source states something; it then has no source."""
    label: Text | None = None
    """The few words by which lists filter, the same in all records; a text of at most 40 characters is its own."""


LONGEST_LABEL = 40
"""How many characters a statement may have to be its own label in the filters of a list."""

Facts = Annotated[tuple[Fact, ...], OneOrMany()]
Texts = Annotated[tuple[Text, ...], OneOrMany()]
Proses = Annotated[tuple[Prose, ...], OneOrMany()]


class Outcome(Part, frozen=True, kw_only=True):
    """What became of a tasking to a named office."""

    status: OutcomeStatus
    """`open`, `delivered`, `late` (delivered after its date) or `unknown` (nothing public was found)."""
    date: Day | None = None
    """When it was delivered."""
    note: Prose | None = None
    """What was delivered, or what was looked for and not found."""
    source: SourceId | None = None
    """The source that says so."""
    locator: Text | None = None
    """The place in that source."""


class Duty(Part, frozen=True, kw_only=True):
    """What somebody has to do: the fields that a directive's requirement and a guidance action share."""

    id: Id
    """Name of this part inside the record; it is the anchor on the page and never changes."""
    title: Text
    """A short instruction or heading."""
    level: Level
    """`must`, `should` or `may`."""
    who: Texts = ()
    """Who has to do it."""
    do: Prose
    """What to do."""
    verify: Prose | None = None
    """How to check that it is done: a command, a query, a screen or a record to look at."""
    evidence: Proses = ()
    """What to keep as proof."""
    deadline: Deadline | None = None
    """By when; see the deadline forms."""
    controls: tuple[ControlMapping, ...] = ()
    """Controls of NIST SP 800-53 revision 5 that this serves."""
    csf: tuple[CsfMapping, ...] = ()
    """Outcomes of the NIST Cybersecurity Framework 2.0 that this serves."""
    attack: tuple[AttackMapping, ...] = ()
    """ATT&CK techniques that this counters."""
    source: SourceId | None = None
    """The source that this comes from."""
    locator: Text | None = None
    """The place in that source, such as a section or a page."""
    outcome: Outcome | None = None
    """For a tasking to a named office: what became of it."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", gc=False):
    """What every record has, whatever its kind."""

    kind: ClassVar[str] = ""

    id: Id
    """The record's identifier and its file's name; unique over all kinds; never changes once published."""
    title: Text
    """The title; for a document of somebody else, as that publisher gives it."""
    summary: Text
    """Plain text, one or two sentences: what it is and whom it concerns."""
    status: Status
    """`draft`, `published`, or how it ended: `superseded`, `revoked`, `closed`, `withdrawn`."""
    published: Day | None = None
    """When the record was first published in the portal."""
    updated: Day | None = None
    """When its meaning last changed."""
    review_by: Day | None = None
    """When somebody has to read it against its sources again."""
    tlp: Text = "CLEAR"
    """Traffic Light Protocol marking; only `CLEAR` may be built."""
    topics: tuple[TopicId, ...] = ()
    """Topics that gather it."""
    aliases: tuple[Text, ...] = ()
    """Other spellings that people search for, and former addresses of the page (written with a leading `/`)."""
    related: tuple[AnyId, ...] = ()
    """Records that a reader of this one will want."""
    supersedes: tuple[AnyId, ...] = ()
    """Records that this one replaces."""
    ended: Ended | None = None
    """For a record no longer in force: since when, and why."""
    sources: tuple[Source, ...] = ()
    """Where the facts come from. The first is the main one."""
    history: tuple[Change, ...] = ()
    """Changes of meaning, for readers and feeds."""
    details: Prose | None = None
    """What a reader needs beyond the summary and the parts: scope, exceptions, background."""

    @property
    def in_force(self) -> bool:
        """Whether the record holds: it has not been superseded, revoked, closed or withdrawn."""
        return self.status not in ENDED_STATUSES

    @property
    def changed(self) -> Day | None:
        """The last day on which its meaning changed, as far as the record says."""
        return self.updated or self.published

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Its requirements or actions, in order; none for most kinds."""
        return ()
