"""The decoders of single values: texts in all their roles, choices, booleans."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import yaml

from portal.content import identifiers, problems
from portal.content.deadlines import read_day
from portal.content.fields import Role, VocabularyKind
from portal.content.findings import Path
from portal.content.nearest import one_of
from portal.content.prose import WIKI, mentions
from portal.content.reading import BOOLEANS, NULL, WRONG, Decoder, Reading, a, empty, is_null, last, shown
from portal.content.source import Node

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
"""An id, whole."""
_PARTIAL_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?\Z")
_URL = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>\"\\^`{|}]*)?\Z")


def choice(choices: tuple[str, ...]) -> Decoder:
    """One of a few words."""
    allowed = frozenset(choices)

    def read(reading: Reading, node: Node, path: Path) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value in allowed:
            return node.value
        if is_null(node):
            return empty(reading, node, path)
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        return reading.say(
            problems.NOT_A_CHOICE,
            node,
            path,
            f"{shown(node)} is not a choice for `{last(path)}`",
            one_of(text, choices),
        )

    return read


def boolean(reading: Reading, node: Node, path: Path) -> Any:
    """True or false, unquoted."""
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in BOOLEANS:
        return BOOLEANS[node.value]
    return reading.say(
        problems.WRONG_TYPE,
        node,
        path,
        f"found {shown(node)}, wanted true or false",
        "Write `true` or `false`.",
    )


def read_text(reading: Reading, node: Node, path: Path, any_boolean: bool = False) -> Any:
    """A non-empty text, or WRONG after saying why not."""
    if not isinstance(node, yaml.ScalarNode):
        return reading.say(
            problems.WRONG_TYPE, node, path, f"found {shown(node)}, wanted a text", "Write one text here."
        )
    text: str = node.value
    if not node.style:
        if text in NULL:
            return empty(reading, node, path)
        if text in BOOLEANS and not any_boolean:
            return reading.say(
                problems.WRONG_TYPE,
                node,
                path,
                f"found `{text}`, wanted a text",
                f'Put it in quotes if you mean the word: "{text}".',
            )
    if not text.strip():
        return empty(reading, node, path)
    return text


def _plain(role: Role) -> Decoder:
    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is WRONG:
            return WRONG
        text = text.strip()
        if "\n" in text and last(path) != "automation":
            return reading.say(
                problems.LINE_BREAK,
                node,
                path,
                f"`{last(path)}` has a line break; it is shown in one line",
                "Write it in one line, or fold it with `>-`.",
            )
        return text

    return read


def _prose(role: Role) -> Decoder:
    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is not WRONG and "[[" in text:
            odd = {match[1].strip(): known for match in WIKI.finditer(text) if (known := _oddly_spelled(match))}
            for mention in mentions(text) if odd else ():
                known = odd.get(mention.target)
                if known is not None and not mention.part:
                    _odd_spelling(reading, node, path, mention.target, *known)
        return text

    return read


def _oddly_spelled(match: re.Match[str]) -> tuple[VocabularyKind, str] | None:
    """The entry of an official list that a ``[[…]]`` names in another spelling than the portal's."""
    target = match[1].strip()
    known = identifiers.mentioned(target)
    return known if known and known[1] != target else None


def _odd_spelling(reading: Reading, node: Node, path: Path, found: str, kind: VocabularyKind, canonical: str) -> None:
    reading.note(
        problems.SPELLING,
        node,
        path,
        f"`{found}` is an odd spelling of the {identifiers.VOCABULARIES[kind].noun} `{canonical}`",
        f"Write `{canonical}`.",
    )


def _day(role: Role) -> Decoder:
    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is WRONG:
            return WRONG
        try:
            return read_day(text)
        except ValueError:
            return _bad_date(reading, node, path, "YYYY-MM-DD")

    return read


def _partial_day(role: Role) -> Decoder:
    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is WRONG:
            return WRONG
        try:
            if not _PARTIAL_DAY.match(text):
                raise ValueError(text)
            if len(text) == 10:
                datetime.date.fromisoformat(text)
        except ValueError:
            return _bad_date(reading, node, path, "YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
        return text

    return read


def _bad_date(reading: Reading, node: Node, path: Path, wanted: str) -> Any:
    return reading.say(problems.BAD_DATE, node, path, f"{shown(node)} is not a date", f"Write the date as {wanted}.")


def _url(role: Role) -> Decoder:
    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is WRONG:
            return WRONG
        text = text.strip()
        if _URL.match(text):
            return text
        help = "Write the whole address, starting with `https://`, without spaces."
        if text.startswith("http://"):
            help = f"Use `https://{text[7:]}` if the publisher offers it."
        return reading.say(problems.BAD_ADDRESS, node, path, f"{shown(node)} is not an https address", help)

    return read


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _id(role: Role) -> Decoder:
    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is WRONG:
            return WRONG
        if ID.match(text):
            return text
        suggestion = _slug(text)
        help = "Use lower-case letters and digits, joined by single hyphens"
        return reading.say(
            problems.BAD_ID,
            node,
            path,
            f"{shown(node)} is not an id",
            f"{help}: `{suggestion}`." if suggestion else f"{help}.",
        )

    return read


def _reference(role: Role) -> Decoder:
    wanted = {
        "none": "an id such as `bod-26-04`",
        "requirement": "DIRECTIVE#REQUIREMENT",
        "table": "DIRECTIVE#TABLE",
    }[role.part]

    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is WRONG:
            return WRONG
        record, hash, part = text.partition("#")
        if ID.match(record) and (not hash or ID.match(part)) and (bool(hash) or role.part == "none"):
            return text
        message = f"{shown(node)} is not a reference of this form"
        return reading.say(problems.BAD_REFERENCE, node, path, message, f"Write {wanted}.")

    return read


def _identifier(role: Role) -> Decoder:
    assert role.vocabulary is not None
    vocabulary = identifiers.VOCABULARIES[role.vocabulary]

    def read(reading: Reading, node: Node, path: Path) -> Any:
        text = read_text(reading, node, path)
        if text is WRONG:
            return WRONG
        spelled = identifiers.canonical(vocabulary.kind, text)
        if spelled is not None:
            if spelled != text.strip():
                _odd_spelling(reading, node, path, text.strip(), vocabulary.kind, spelled)
            return spelled
        help = f"Write it like `{vocabulary.example}`."
        elsewhere = identifiers.recognise(text.strip())
        former = identifiers.former(text.strip())
        if former:
            help = former
        elif elsewhere:
            help += f" `{text.strip()}` looks like an identifier of {identifiers.VOCABULARIES[elsewhere[0]].name}."
        return reading.say(
            problems.BAD_IDENTIFIER,
            node,
            path,
            f"{shown(node)} is not {a(vocabulary.noun)} of {vocabulary.name}",
            help,
        )

    return read


ROLES: dict[str, Callable[[Role], Decoder]] = {
    "text": _plain,
    "prose": _prose,
    "day": _day,
    "partial-day": _partial_day,
    "url": _url,
    "id": _id,
    "source": _id,
    "reference": _reference,
    "identifier": _identifier,
}
