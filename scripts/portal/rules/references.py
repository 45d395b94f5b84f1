"""R3xx: what a record points at is there, is what the field needs, and can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.content import identifiers
from portal.content.findings import Path, Remark, Rule
from portal.content.kinds import KINDS, Record
from portal.content.kinds.base import ENDED_STATUSES, Duty
from portal.content.kinds.directive import Directive
from portal.content.nearest import one_of
from portal.content.prose import Outline
from portal.content.tables import DecisionTable
from portal.rules.walk import Leaf, Pointer
from portal.rules.words import noun_of, quoted

UNKNOWN_REFERENCE = Rule(
    code="R301",
    name="unknown-reference",
    severity="error",
    what="A field or a `[[…]]` in prose names a record that does not exist.",
    why="The page would have a link that leads nowhere.",
    bad="topics: [asset-visiblity]",
    good="topics: [asset-visibility]",
)
UNKNOWN_PART = Rule(
    code="R302",
    name="unknown-part",
    severity="error",
    what="A reference names a requirement, action or table that the record does not have.",
    why="The link would open the page and stop at its top.",
    bad="implements: [bod-26-04#remediate]",
    good="implements: [bod-26-04#remediate-by-table-1]",
)
WRONG_PART = Rule(
    code="R303",
    name="wrong-part",
    severity="error",
    what=(
        "A reference leads to a table where a requirement is needed or the reverse, to a part where the whole record is"
        " needed, or to the whole record where a part is needed."
    ),
    why="The portal could not work out what the field is for: a date, a table, or what implements what.",
    bad="deadline: {table: bod-26-04#forensic-triage}",
    good="deadline: {table: bod-26-04#table-1}",
)
WRONG_KIND = Rule(
    code="R304",
    name="wrong-kind",
    severity="error",
    what="A field names a record of a kind that it cannot hold, such as an organization under `authority`.",
    why="Lists, filters and exports would show it as something that it is not.",
    bad="authority: [omb]",
    good="authority: [omb-a-130]",
)
SELF_REFERENCE = Rule(
    code="R305",
    name="self-reference",
    severity="error",
    what="A field such as `related`, `supersedes` or `parent` names the record that it stands in.",
    why="Nothing replaces, rests on or belongs to itself; another record was probably meant.",
    bad="id: bod-26-04\nrelated: [bod-26-04]",
    good="id: bod-26-04\nrelated: [bod-26-02]",
)
SELF_MENTION = Rule(
    code="R306",
    name="self-mention",
    severity="warning",
    what="Prose links to the page that it stands on. A link to a part of it, `[[ID#PART]]`, is fine.",
    why="A reader who follows it stays where they are.",
    bad="id: bod-26-04\ndetails: The deadlines of [[bod-26-04]] count from issue.",
    good="id: bod-26-04\ndetails: The deadlines of this directive count from issue.",
)
REFERENCE_TO_DRAFT = Rule(
    code="R307",
    name="reference-to-draft",
    severity="error",
    what="A record that readers see refers to a draft.",
    why="Drafts are not built, so the link would lead nowhere.",
    bad="status: published\nrelated: [a-draft]",
    good="status: published\nrelated: [a-published-record]",
)
IMPLEMENTS_ENDED = Rule(
    code="R308",
    name="implements-ended",
    severity="warning",
    what="A published guidance item implements a requirement of a directive that is no longer in force.",
    why="Nobody has to meet that requirement any more; readers would work for a rule that is gone.",
    bad="implements: [bod-22-01#remediate-kev]",
    good="implements: [bod-26-04#kev-monitoring]",
)
UNKNOWN_SOURCE = Rule(
    code="R309",
    name="unknown-source",
    severity="error",
    what="A `source` is not the id of one of the record's own `sources`.",
    why="The page could not show where the statement comes from, nor how well it is known.",
    bad="source: directve\nsources:\n  - id: directive",
    good="source: directive\nsources:\n  - id: directive",
)
REPEATED_ENTRY = Rule(
    code="R310",
    name="repeated-entry",
    severity="warning",
    what=(
        "A list of references or identifiers names the same thing twice."
        " A mapping that two sources state may stand once for each."
    ),
    why="It would be shown twice; often another entry was meant.",
    bad="controls: [AC-2, SI-2, AC-2]",
    good="controls: [AC-2, SI-2]",
)
UNCLOSED_REFERENCE = Rule(
    code="R311",
    name="unclosed-reference",
    severity="error",
    what="Prose opens a reference with `[[` that does not end as one.",
    why="Readers would see the brackets in place of a link.",
    bad="do: Answer the four questions of [[bod-26-04#table-1].",
    good="do: Answer the four questions of [[bod-26-04#table-1]].",
)


def unknown_reference(pointer: Pointer) -> Iterator[Remark]:
    """A reference must name a record that exists."""
    if pointer.target is None:
        reference = pointer.reference
        wanted = quoted(reference.kinds, "or")
        what = f"a record of kind {wanted}" if wanted else "a record"
        yield Remark(reference.path, f"`{reference.target}` is not the id of {what}", _meant(pointer))


def _meant(pointer: Pointer) -> str:
    """What the author of a reference to nothing probably wanted to write."""
    reference, names = pointer.reference, pointer.names
    suffix = f"#{reference.part}" if reference.part else ""
    spelled = names.spelled(reference.target)
    if spelled:
        return f"Write the id: `{spelled}{suffix}`."
    if reference.prose and not reference.part:
        former = identifiers.former(reference.target)
        if former:
            return former
        known = identifiers.recognise(reference.target)
        if known:
            return f"For the {identifiers.VOCABULARIES[known[0]].noun}, write `[[{known[1]}]]`."
    near = names.guess(reference.target, reference.kinds)
    if near:
        if reference.part:
            near = [each for each in near if pointer.catalog.find(each, reference.part)] or near
        return f"Did you mean {quoted([f'{each}{suffix}' for each in near], 'or')}?"
    if reference.prose:
        return "Write the id of a record, or of an entry of an official list such as `[[AC-2(1)]]`."
    folder = f" in `{KINDS[reference.kinds[0]].folder}/`" if len(reference.kinds) == 1 else ""
    return f"Write the id of a record that exists, or add that record{folder} first."


def unknown_part(pointer: Pointer) -> Iterator[Remark]:
    """A reference to a part must name one that the record has."""
    reference, target = pointer.reference, pointer.target
    if target is None or reference.part is None or pointer.part is not None or reference.wanted == "none":
        return
    names = _parts(target, reference.wanted) or _parts(target, "any")
    if not names:
        help = f"`{target.id}` has no parts; write its id alone." if reference.prose else ""
    else:
        help = one_of(reference.part, names)
    yield Remark(reference.path, f"`{target.id}` has no part `{reference.part}`", help or "Name a part that exists.")


def _parts(target: Record, wanted: str) -> list[str]:
    tables = [table.id for table in target.decision_tables] if isinstance(target, Directive) else []
    if wanted == "table":
        return tables
    duties = [duty.id for duty in target.duties]
    return duties if wanted == "requirement" else [*dict.fromkeys((*duties, *tables))]


def wrong_part(pointer: Pointer) -> Iterator[Remark]:
    """A reference must lead to the sort of part that its field needs."""
    reference, target = pointer.reference, pointer.target
    if target is None or reference.wanted == "any":
        return
    if reference.wanted == "none":
        if reference.part is not None:
            yield Remark(
                reference.path,
                f"`{reference.text}` names a part; `{reference.field}` holds whole records",
                f"Write `{target.id}`.",
            )
        return
    noun, fits = {
        "requirement": ("requirement or action", isinstance(pointer.part, Duty)),
        "table": ("decision table", isinstance(pointer.part, DecisionTable)),
    }[reference.wanted]
    if fits:
        return
    parts = _parts(target, reference.wanted)
    # A part that is not there, and two parts of one name, have findings of their own.
    if reference.part in parts or (pointer.part is None and reference.part is not None):
        return
    names = [f"{target.id}#{name}" for name in parts]
    actual = "names no part" if pointer.part is None else f"is not a {noun}"
    yield Remark(
        reference.path,
        f"`{reference.text}` {actual}; `{reference.field}` needs a {noun}",
        one_of(reference.text, names) if names else f"`{target.id}` has no {noun}.",
    )


def wrong_kind(pointer: Pointer) -> Iterator[Remark]:
    """A reference must name a record of a kind that its field can hold."""
    reference, target = pointer.reference, pointer.target
    if target is None or not reference.kinds or target.kind in reference.kinds:
        return
    near = pointer.names.guess(reference.target, reference.kinds)
    wanted = quoted(reference.kinds, "or")
    folders = quoted([f"{KINDS[kind].folder}/" for kind in reference.kinds], "or")
    yield Remark(
        reference.path,
        f"`{target.id}` is {noun_of(target)}; `{reference.field}` needs a record of kind {wanted}",
        f"Did you mean {quoted(near, 'or')}?" if near else f"Name a record of {folders}.",
    )


def self_reference(pointer: Pointer) -> Iterator[Remark]:
    """A field must not name the record that it stands in."""
    reference, record = pointer.reference, pointer.entry.record
    if reference.prose or reference.target != record.id or reference.part is not None:
        return
    if reference.wanted in ("any", "none") and (not reference.kinds or record.kind in reference.kinds):
        yield Remark(
            reference.path,
            f"`{reference.target}` is this record itself",
            "Delete it, or write the record that you meant.",
        )


def self_mention(pointer: Pointer) -> Iterator[Remark]:
    """Prose must not link to its own page as a whole."""
    reference = pointer.reference
    if reference.target == pointer.entry.record.id and reference.prose and reference.part is None:
        yield Remark(
            reference.path,
            f"`[[{reference.target}]]` links to the page that it stands on",
            f"Write it without brackets, or link to a part: `[[{reference.target}#PART]]`.",
        )


def reference_to_draft(pointer: Pointer) -> Iterator[Remark]:
    """A record that readers see must not refer to a draft."""
    target, record = pointer.target, pointer.entry.record
    if target is not None and target.status == "draft" and record.status != "draft" and target.id != record.id:
        yield Remark(
            pointer.reference.path,
            f"`{target.id}` is a draft, and this record is {record.status}",
            f"Publish `{target.id}`, or leave the reference out until then.",
        )


def implements_ended(pointer: Pointer) -> Iterator[Remark]:
    """Published guidance must implement requirements that are in force."""
    target, reference = pointer.target, pointer.reference
    if (
        target is None
        or target.status not in ENDED_STATUSES
        or pointer.entry.record.status != "published"
        or reference.path[0] != "implements"
    ):
        return
    successors = pointer.catalog.successors(target)
    instead = f" `{successors[0].id}` took its place." if successors else ""
    yield Remark(
        reference.path,
        f"`{target.id}` is {target.status}; there is nothing left to implement",
        f"Name a requirement that is in force.{instead}",
    )


def unknown_source(record: Record, leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """A `source` must be one of the record's own sources."""
    known = {source.id for source in record.sources}
    for path, role, value in leaves:
        if role is not None and role.name == "source" and value not in known:
            yield Remark(
                path,
                f"`{value}` is not the id of one of this record's sources",
                one_of(value, [source.id for source in record.sources])
                if known
                else f"The record has no `sources`; add one with `id: {value}`.",
            )


def repeated_entry(record: Record, leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """A list must not name the same thing twice."""
    seen: dict[tuple[Path, str], int] = {}
    found: list[tuple[Path, Path, str]] = []
    sourced: set[Path] = set()
    for path, role, value in leaves:
        if role is None:
            continue
        if role.name == "reference" and isinstance(path[-1], int):
            found.append((path, path, value))
        elif role.name == "identifier":
            found.append((path, path if isinstance(path[-1], int) else path[:-1], value))
        elif role.name == "source":
            sourced.add(path[:-1])
    for path, item, value in found:
        position = item[-1]
        if not isinstance(position, int) or item in sourced:
            continue
        first = seen.setdefault((item[:-1], value), position)
        if first != position:
            yield Remark(
                path,
                f"`{value}` stands in this list already, as number {first + 1}",
                "Delete one of the two.",
            )


def unclosed_reference(path: Path, prose: Outline) -> Iterator[Remark]:
    """A `[[` in prose must be closed as a reference."""
    for words in prose.unclosed:
        yield Remark(
            path,
            f"`{' '.join(words.split())}` opens a reference that does not end as one",
            "Write `[[ID]]`, `[[ID#PART]]` or `[[ID|shown text]]` with plain words (in a table `\\|` for `|`); "
            "put `[[` in backticks to show it as it is.",
        )
