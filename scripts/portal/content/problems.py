"""The rules that reading a file already checks: what the file is, what YAML it holds, and the shape of its fields."""

from __future__ import annotations

from portal.content.findings import Rule


def _file(code: str, name: str, what: str, why: str, bad: str = "", good: str = "") -> Rule:
    return Rule(code=code, name=name, severity="error", what=what, why=why, bad=bad, good=good)


NOT_A_FILE = _file(
    "Y001",
    "not-a-file",
    "Something with a record's file name is a folder, a broken link or a device.",
    "Its record would be missing from the site without a word.",
)
UNREADABLE = _file(
    "Y002",
    "unreadable-file",
    "A record file cannot be opened.",
    "Its record would be missing from the site without a word.",
)
OUTSIDE_TREE = _file(
    "Y003",
    "link-out-of-content",
    "A record file is a link to something outside the content folder.",
    "A link could publish a file that nobody reviewed.",
)
TOO_LARGE = _file(
    "Y004",
    "file-too-large",
    "A record file is larger than 1 MiB.",
    "No page needs it, and reading it would slow every check.",
)
NOT_UTF8 = _file(
    "Y005",
    "not-utf-8",
    "A record file holds bytes that are not UTF-8.",
    "Readers would see broken letters, and programs would stop.",
)
CONTROL_CHARACTER = _file(
    "Y006",
    "control-character",
    "A record file holds a character that cannot be shown, such as NUL.",
    "It hides text from a reviewer, and YAML does not allow it.",
)
SYNTAX = _file(
    "Y007",
    "yaml-syntax",
    "A record file is not YAML.",
    "Nothing in the file can be read until this is mended.",
    "title: Note: read this",
    'title: "Note: read this"',
)
TOO_DEEP = _file(
    "Y008",
    "nested-too-deep",
    "A record file is nested more than 50 levels deep.",
    "No field needs it; it would only serve to stall the check.",
)
SEVERAL_DOCUMENTS = _file(
    "Y009",
    "several-documents",
    "A record file holds more than one YAML document.",
    "One file is one record, named after its id.",
    "kind: topic\n---\nkind: topic",
    "kind: topic",
)
EMPTY = _file(
    "Y010",
    "empty-file",
    "A record file holds nothing, or only comments.",
    "It looks like a record in a list of files and is none.",
)
NOT_A_MAPPING = _file(
    "Y011",
    "not-a-record",
    "A record file holds a list or a single text in place of keys and values.",
    "A record starts with its `kind`.",
    "- kind: topic",
    "kind: topic",
)
DUPLICATE_KEY = _file(
    "Y012",
    "duplicate-key",
    "A key stands twice in one mapping.",
    "Readers of the file would believe one value and programs the other.",
    "title: First\ntitle: Second",
    "title: Second",
)
ANCHOR = _file(
    "Y013",
    "anchor-or-alias",
    "A YAML anchor (`&name`) or alias (`*name`).",
    "A reviewer cannot see what the repeated part says, and nested aliases can exhaust memory.",
    "topics: &t [cloud-security]\nrelated: *t",
    "topics: [cloud-security]\nrelated: [cloud-security]",
)
TAG = _file(
    "Y014",
    "yaml-tag",
    "A YAML tag such as `!!python/object` or `!custom`.",
    "The field decides what a value is; a tag can only contradict it or do harm.",
    "issued: !!str 2026-06-10",
    "issued: 2026-06-10",
)
KEY_NOT_TEXT = _file(
    "Y015",
    "key-not-text",
    "A key is a list or a mapping.",
    "Every key is the name of a field.",
    "? [a, b]\n: c",
    "a: c",
)

UNKNOWN_KEY = _file(
    "F101",
    "unknown-key",
    "A key that this kind of record, or this part of it, does not have.",
    "What stands under it would be lost.",
    "titel: Asset discovery",
    "title: Asset discovery",
)
MISSING_KEY = _file(
    "F102",
    "missing-key",
    "A key that must be there is missing.",
    "The page could not say what it must.",
    "kind: topic\nid: cloud-security",
    "kind: topic\nid: cloud-security\ntitle: Cloud security",
)
WRONG_TYPE = _file(
    "F103",
    "wrong-type",
    "A value is of another sort than its field: a list where a text belongs, or the reverse.",
    "It cannot be shown or compared.",
    "topics: cloud-security",
    "topics: [cloud-security]",
)
NOT_A_CHOICE = _file(
    "F104",
    "not-a-choice",
    "A value is not one of those that its field allows.",
    "Filters, badges and programs know only the listed values.",
    "level: shall",
    "level: must",
)
BAD_DATE = _file(
    "F105",
    "bad-date",
    "A date that is not written YYYY-MM-DD or does not exist.",
    "Deadlines and feeds are worked out from it.",
    "published: 10 June 2026",
    "published: 2026-06-10",
)
BAD_ADDRESS = _file(
    "F106",
    "bad-address",
    "A web address that is not a whole https address.",
    "Readers must reach the source, and reach it safely.",
    "url: www.cisa.gov/directives",
    "url: https://www.cisa.gov/directives",
)
BAD_ID = _file(
    "F107",
    "bad-id",
    "An id that is not made of lower-case words and numbers joined by single hyphens.",
    "It becomes part of an address that never changes.",
    "id: BOD_26-04",
    "id: bod-26-04",
)
EMPTY_VALUE = _file(
    "F108",
    "empty-value",
    "A key without a value.",
    "What is not known is left out; the page then says “not stated”.",
    "summary:",
    "summary: What the directive asks of agencies.",
)
BAD_IDENTIFIER = _file(
    "F109",
    "bad-identifier",
    "An identifier that does not have the form of its official list.",
    "It could not be looked up or linked.",
    "controls: [AC2]",
    "controls: [AC-2]",
)
BAD_DEADLINE = _file(
    "F110",
    "bad-deadline",
    "A deadline that has none of the known forms.",
    "The portal could not work out the date.",
    "deadline: {within: soon}",
    "deadline: {within: 14 days, after: issued}",
)
UNKNOWN_KIND = _file(
    "F111",
    "unknown-kind",
    "A `kind` that the portal does not have.",
    "The kind decides which fields and which page a record has.",
    "kind: directve",
    "kind: directive",
)
BAD_REFERENCE = _file(
    "F112",
    "bad-reference",
    "A reference that is not written as its field needs it: an id, or DIRECTIVE#REQUIREMENT.",
    "It could not be looked up.",
    "implements: [BOD 26-04 Phase III]",
    "implements: [bod-26-04#remediate-by-table-1]",
)
LINE_BREAK = _file(
    "F113",
    "line-break",
    "A line break in a field of plain text, such as a title.",
    "It stands in one line on the page, in lists and in feeds.",
    "title: |\n  Asset\n  discovery",
    "title: Asset discovery",
)

SPELLING = Rule(
    code="F114",
    name="odd-spelling",
    severity="warning",
    what=(
        "An identifier of an official list in another spelling than the portal's, such as `AC-02(01)` or `ac-2.1` for"
        " `AC-2(1)`; `[[…]]` in prose counts too."
    ),
    why="It is understood, but a person who searches the files for the usual spelling does not find it.",
    bad="controls: [AC-02(01)]",
    good="controls: [AC-2(1)]",
)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""Every rule of this module, in the order in which it is written."""
