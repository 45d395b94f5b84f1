"""Every rule of the portal, in one explicit list; the functions that check them do not know their codes.

Codes are never reused. Families: Y0 files and YAML, F1 fields (both checked while reading), I2 identity, R3 references,
L4 life cycle, D5 dates and deadlines, T6 decision tables, P7 prose, S8 sources and publication, N9 permanence (only
beside an earlier revision).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from portal.content import problems
from portal.content.catalog import Catalog, Entry
from portal.content.findings import Remark, Rule
from portal.content.kinds import Record
from portal.content.prose import WIKI, outline
from portal.content.references import leaves
from portal.rules import deadlines, identity, lifecycle, prose, references, sourcing, tables, vocabulary
from portal.rules.permanence import PERMANENCE_RULES
from portal.rules.vocabulary import CITED_RULES, doubtful_citations
from portal.rules.walk import CatalogCheck, LeafCheck, PointerCheck, ProseCheck, RecordCheck, doubtful
from portal.vocabularies.lookup import NO_LISTS, Library

RECORD_RULES: tuple[tuple[Rule, RecordCheck], ...] = (
    (identity.RESERVED_ID, identity.reserved_id),
    (identity.REPEATED_PART_ID, identity.repeated_part_id),
    (identity.PART_ID_OF_TABLE, identity.part_id_of_table),
    (lifecycle.MISSING_ENDED, lifecycle.missing_ended),
    (lifecycle.ENDED_IN_FORCE, lifecycle.ended_in_force),
    (deadlines.UPDATED_BEFORE_PUBLISHED, deadlines.updated_before_published),
    (deadlines.ENDED_TOO_EARLY, deadlines.ended_too_early),
    (deadlines.REVIEW_BEFORE_PUBLISHED, deadlines.review_before_published),
    (deadlines.SOURCE_READ_TOO_EARLY, deadlines.source_read_too_early),
    (deadlines.HISTORY_BEFORE_PUBLISHED, deadlines.history_before_published),
    (deadlines.DUE_BEFORE_ISSUED, deadlines.due_before_issued),
    (deadlines.OUTCOME_WITHOUT_DATE, deadlines.outcome_without_date),
    (deadlines.OUTCOME_BEFORE_ISSUED, deadlines.outcome_before_issued),
    (tables.EMPTY_TABLE, tables.empty_table),
    (tables.TABLE_TOO_LARGE, tables.table_too_large),
    (tables.UNKNOWN_INPUT, tables.unknown_input),
    (tables.UNKNOWN_VALUE, tables.unknown_value),
    (tables.UNKNOWN_OUTPUT, tables.unknown_output),
    (tables.TABLE_GAP, tables.table_gap),
    (tables.TABLE_CLASH, tables.table_clash),
    (tables.MISSING_ANSWER, tables.missing_answer),
    (prose.MARKUP_IN_PLAIN_TEXT, prose.markup_in_plain_text),
    (sourcing.NOT_CLEAR, sourcing.not_clear),
    (sourcing.NO_SOURCE, sourcing.no_source),
    (sourcing.ONLY_UNVERIFIED, sourcing.only_unverified),
    (sourcing.NO_VERIFY, sourcing.no_verify),
    (sourcing.NO_PUBLISHED_DATE, sourcing.no_published_date),
)
"""What one record alone can break."""

LEAF_RULES: tuple[tuple[Rule, LeafCheck], ...] = (
    (references.UNKNOWN_SOURCE, references.unknown_source),
    (references.REPEATED_ENTRY, references.repeated_entry),
    (vocabulary.BESIDE_PARENT, vocabulary.beside_parent),
    (sourcing.OWN_WITH_SOURCE, sourcing.own_with_source),
)
"""What one record can break by what it points at."""

PROSE_RULES: tuple[tuple[Rule, ProseCheck], ...] = (
    (references.UNCLOSED_REFERENCE, references.unclosed_reference),
    (prose.RAW_HTML, prose.raw_html),
    (prose.UNSAFE_LINK, prose.unsafe_link),
    (prose.HTTP_LINK, prose.http_link),
    (prose.TOP_HEADING, prose.top_heading),
    (prose.SKIPPED_HEADING, prose.skipped_heading),
    (prose.IMAGE_WITHOUT_TEXT, prose.image_without_text),
    (prose.REMOTE_IMAGE, prose.remote_image),
    (prose.EMPTY_LINK, prose.empty_link),
)
"""What one piece of prose can break."""

POINTER_RULES: tuple[tuple[Rule, PointerCheck], ...] = (
    (references.UNKNOWN_REFERENCE, references.unknown_reference),
    (references.UNKNOWN_PART, references.unknown_part),
    (references.WRONG_PART, references.wrong_part),
    (references.WRONG_KIND, references.wrong_kind),
    (references.SELF_REFERENCE, references.self_reference),
    (references.SELF_MENTION, references.self_mention),
    (references.REFERENCE_TO_DRAFT, references.reference_to_draft),
    (references.IMPLEMENTS_ENDED, references.implements_ended),
)
"""What one reference can break, once it is known what it leads to."""

CATALOG_RULES: tuple[tuple[Rule, CatalogCheck], ...] = (
    (identity.ID_DIFFERS_FROM_FILE, identity.id_differs_from_file),
    (identity.ID_TAKEN, identity.id_taken),
    (identity.WRONG_FOLDER, identity.wrong_folder),
    (identity.ADDRESS_TAKEN, identity.address_taken),
    (identity.ALIAS_TAKEN, identity.alias_taken),
    (lifecycle.SUCCESSION_CYCLE, lifecycle.succession_cycle),
    (lifecycle.SUCCESSION_FORK, lifecycle.succession_fork),
    (lifecycle.REPLACED_IN_FORCE, lifecycle.replaced_in_force),
    (lifecycle.WRONG_ENDING, lifecycle.wrong_ending),
    (lifecycle.NO_SUCCESSOR, lifecycle.no_successor),
    (lifecycle.ENDED_BEFORE_SUCCESSOR, lifecycle.ended_before_successor),
    (lifecycle.AUTHORITY_CYCLE, lifecycle.authority_cycle),
    (lifecycle.PARENT_CYCLE, lifecycle.parent_cycle),
    (deadlines.DATE_IN_FUTURE, deadlines.date_in_future),
    (deadlines.NO_DATE_TO_COUNT_FROM, deadlines.no_date_to_count_from),
    (deadlines.REVIEW_OVERDUE, deadlines.review_overdue),
    (deadlines.OUTCOME_CONTRADICTS_DEADLINE, deadlines.outcome_contradicts_deadline),
)
"""What records break together, or what needs to know the day."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *problems.RULES,
            *(rule for rule, _ in RECORD_RULES),
            *(rule for rule, _ in LEAF_RULES),
            *(rule for rule, _ in PROSE_RULES),
            *(rule for rule, _ in POINTER_RULES),
            *(rule for rule, _ in CATALOG_RULES),
            *(rule for rule, _ in CITED_RULES),
            *(rule for rule, _ in PERMANENCE_RULES),
        ),
        key=lambda rule: rule.code,
    )
)
"""Every rule, in the order of the codes."""

_UNDERLINE = re.compile(r"\n[ >\t]*(?:=+|-+)[ \t]*(?:\n|$)")
"""What makes the line above it a heading."""

MOST = 100
"""How many findings of one rule in one file are told; a file with more is broken in one way, not in a hundred."""


def inspect(record: Record) -> Iterator[tuple[Rule, Remark]]:
    """Apply the rules that one record alone can break."""
    for rule, check in RECORD_RULES:
        for remark in _first(check(record)):
            yield rule, remark
    found = tuple(leaves(record))
    for rule, look in LEAF_RULES:
        for remark in _first(look(record, found)):
            yield rule, remark
    special = [
        (path, outline(text))
        for path, role, text in found
        if role is not None and role.name == "prose" and _is_special(text)
    ]
    for rule, read in PROSE_RULES if special else ():
        for remark in _first(itertools.chain.from_iterable(read(*each) for each in special)):
            yield rule, remark


def _first(remarks: Iterator[Remark]) -> Iterator[Remark]:
    """As many remarks as are told; the last one says so if there are more."""
    yield from itertools.islice(remarks, MOST - 1)
    last = next(remarks, None)
    if last is not None:
        more = next(remarks, None) is not None
        yield _and_more(last) if more else last


def _and_more(remark: Remark) -> Remark:
    return msgspec.structs.replace(remark, message=f"{remark.message}; this file has more of the same")


def _is_special(text: str) -> bool:
    """Whether a rule could object to a prose: quick, for the many that hold nothing but words and references."""
    if "<" in text or "](" in text or ("\n" in text and _UNDERLINE.search(text)):
        return True
    rest = WIKI.sub("", text) if "[[" in text else text
    return "[" in rest or "]" in rest or "#" in rest


def compare(catalog: Catalog, library: Library = NO_LISTS) -> Iterator[tuple[Rule, Entry, Remark]]:
    """Apply the rules that records break together, or beside the official lists."""
    for entry, pointers in itertools.groupby(doubtful(catalog), key=lambda pointer: pointer.entry):
        together = list(pointers)
        for rule, follow in POINTER_RULES:
            for remark in _first(itertools.chain.from_iterable(follow(pointer) for pointer in together)):
                yield rule, entry, remark
    for entry, citations in itertools.groupby(doubtful_citations(catalog, library), key=lambda cited: cited.entry):
        cited = list(citations)
        for rule, judge in CITED_RULES:
            for remark in _first(itertools.chain.from_iterable(judge(each) for each in cited)):
                yield rule, entry, remark
    for rule, check in CATALOG_RULES:
        for entry, remark in check(catalog):
            yield rule, entry, remark


def by_code(text: str) -> Rule | None:
    """The rule with a code or a name, in capitals or not; None where there is none."""
    wanted = text.strip().lower()
    return next((rule for rule in RULES if wanted in (rule.code.lower(), rule.name)), None)
