"""OSCAL catalogs and profiles as JSON: what SP 800-53 and CSF share."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from portal.vocabularies.model import Refused
from portal.vocabularies.parse import from_json
from portal.vocabularies.unpack import File


class Property(msgspec.Struct):
    """A name and a value, such as ``status`` and ``withdrawn``."""

    name: str
    value: str


class Anchor(msgspec.Struct):
    """A link; ``href`` is ``#ID`` in SP 800-53 and a bare identifier in CSF."""

    href: str
    rel: str = ""


class Part(msgspec.Struct):
    """A piece of text, of which only the kind is of use here."""

    name: str
    prose: str = ""


class Control(msgspec.Struct):
    """A control, an enhancement, a category or a subcategory."""

    id: str
    title: str = ""
    class_: str = msgspec.field(name="class", default="")
    props: list[Property] = []
    links: list[Anchor] = []
    parts: list[Part] = []
    controls: list[Control] = []

    def is_withdrawn(self) -> bool:
        """Whether the catalog marks it as withdrawn."""
        return any(each.name == "status" and each.value.lower() == "withdrawn" for each in self.props)


class Group(msgspec.Struct):
    """A family or a function."""

    id: str = ""
    title: str = ""
    controls: list[Control] = []
    groups: list[Group] = []


class Metadata(msgspec.Struct, rename={"last_modified": "last-modified"}):
    """What a document says of itself."""

    title: str
    version: str
    last_modified: str
    props: list[Property] = []
    links: list[Anchor] = []


class Catalog(msgspec.Struct):
    """A whole catalog, or the resolved catalog of a profile."""

    metadata: Metadata
    groups: list[Group] = []
    controls: list[Control] = []

    def is_resolved_profile(self) -> bool:
        """Whether it was made from a profile and so holds only what the profile selects."""
        made = {"resolution-tool", "source-profile"}
        return any(each.name in made for each in self.metadata.props) or any(
            each.rel in made for each in self.metadata.links
        )


class Selection(msgspec.Struct, rename={"with_ids": "with-ids"}):
    """Identifiers that a profile selects."""

    with_ids: list[str] = []


class Import(msgspec.Struct, rename={"include_controls": "include-controls"}):
    """What a profile takes from one catalog."""

    include_controls: list[Selection] = []


class Profile(msgspec.Struct):
    """A baseline."""

    metadata: Metadata
    imports: list[Import] = []


class _Document(msgspec.Struct):
    catalog: Catalog | None = None
    profile: Profile | None = None


def read_document(file: File) -> Catalog | Profile:
    """Read a catalog or a profile. Raises Refused."""
    document = from_json(file, _Document)
    found = document.catalog or document.profile
    if found is None:
        raise Refused(f"{file.name} is JSON, but neither an OSCAL catalog nor an OSCAL profile")
    return found


def walk(controls: list[Control]) -> Iterator[tuple[Control, Control | None]]:
    """Every control with the one it lies in, from the top."""
    waiting: list[tuple[Control, Control | None]] = [(each, None) for each in reversed(controls)]
    while waiting:
        control, parent = waiting.pop()
        yield control, parent
        waiting.extend((each, control) for each in reversed(control.controls))


def all_groups(groups: list[Group]) -> Iterator[Group]:
    """Every group, those within groups too."""
    waiting = list(reversed(groups))
    while waiting:
        group = waiting.pop()
        yield group
        waiting.extend(reversed(group.groups))
