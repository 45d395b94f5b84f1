"""The writer of one sample record: its words, its references and its Markdown, all by chance from the record's id."""

from __future__ import annotations

from portal.authoring.sample import words
from portal.authoring.sample.dice import Dice
from portal.authoring.sample.layout import wrap
from portal.authoring.sample.plan import Plan, Slot

_WIDTH = 98
_VOCABULARIES = (
    words.CONTROLS,
    words.CONTROLS,
    [each for each in words.CSF if "." in each],  # A bare `ID` in prose would be a record's id.
    words.ATTACK,
    words.ATLAS,
    words.D3FEND,
    words.CWES,
    words.CVES,
)
_MENTIONED = ("guidance", "guidance", "guidance", "tool", "service", "directive", "organization", "term", "topic")


class Writer:
    """Makes the texts of one record. It never points at the record itself, nor at a draft."""

    def __init__(self, plan: Plan, slot: Slot) -> None:
        self.plan = plan
        self.slot = slot
        self.dice = Dice(f"{plan.seed}:{slot.id}")

    def fill(self, template: str) -> str:
        """A template with its slots filled."""
        a = self.dice.favor(self.plan.things)
        b = self.dice.pick(self.plan.things)
        r = self.mention() if "{r}" in template else ""
        text = template.format(a=a, b=b, n=self.dice.between(3, 90), r=r)
        return text[0].upper() + text[1:] if not r else text

    def other(self, kind: str) -> Slot | None:
        """A published record of a kind, not this one; the first ones of a kind are favored."""
        for _ in range(4):
            found = self.dice.favor(self.plan.live[kind]) if self.plan.live[kind] else None
            if found is not self.slot:
                return found
        return None

    def others(self, kind: str, count: int) -> list[str]:
        """The ids of up to that many different records of a kind, not this one."""
        found = (self.other(kind) for _ in range(count))
        return list(dict.fromkeys(slot.id for slot in found if slot))

    def duties_of_directives(self, count: int) -> list[str]:
        """Up to that many different requirements, each as DIRECTIVE#REQUIREMENT."""
        found: dict[str, None] = {}
        for _ in range(count):
            directive = self.other("directive")
            if directive:
                found[f"{directive.id}#{self.dice.pick(directive.duties)[0]}"] = None
        return list(found)

    def table(self) -> str | None:
        """A decision table of a directive, as DIRECTIVE#TABLE."""
        if not self.plan.tables:
            return None
        slot = self.dice.pick(self.plan.tables)
        return f"{slot.id}#{slot.table}"

    def mention(self) -> str:
        """A reference as prose holds it."""
        draw = self.dice.between(1, 100)
        slot = self.other(self.dice.pick(_MENTIONED))
        if draw > 75 or slot is None:
            return f"[[{self.identifier()}]]"
        if draw > 60:
            table = self.table()
            if table and not table.startswith(f"{self.slot.id}#"):
                return f"[[{table}]]"
        if draw > 35 and slot.duties:
            return f"[[{slot.id}#{self.dice.pick(slot.duties)[0]}]]"
        if draw > 25:
            return f"[[{slot.id}|the {slot.thing}]]"
        return f"[[{slot.id}]]"

    def identifier(self) -> str:
        """An identifier of an official list."""
        return self.dice.pick(self.dice.pick(_VOCABULARIES))

    def sentences(self, count: int, pointing: int = 0) -> str:
        """A paragraph of that many sentences, of which some hold a reference."""
        parts = [self.fill(self.dice.pick(words.SENTENCES)) for _ in range(count - pointing)]
        parts += [self.fill(self.dice.pick(words.POINTING)) for _ in range(pointing)]
        return " ".join(parts)

    def paragraph(self, count: int, pointing: int = 0) -> str:
        """A paragraph in the lines of a block text."""
        return "\n".join(wrap(self.sentences(count, pointing), _WIDTH))

    def bullets(self, count: int, mark: str = "-") -> str:
        """A list of sentences."""
        lines: list[str] = []
        for number in range(1, count + 1):
            head = f"{number}." if mark == "1." else mark
            text = self.fill(self.dice.pick(words.SENTENCES))
            first, *rest = wrap(text, _WIDTH - len(head) - 1)
            lines.append(f"{head} {first}")
            lines += [" " * (len(head) + 1) + line for line in rest]
        return "\n".join(lines)

    def cells(self, rows: int) -> str:
        """A table with a reference in each row."""
        lines = ["| drawer | count | see |", "| --- | --- | --- |"]
        for _ in range(rows):
            see = self.mention()
            while "|" in see:
                see = self.mention()
            lines.append(f"| the {self.dice.pick(self.plan.things)} | {self.dice.between(3, 90)} | {see} |")
        return "\n".join(lines)

    def code(self) -> str:
        """A block of code of a language that does not matter, with what prose would take for a reference."""
        name = self.dice.pick(self.plan.things).replace(" ", "-")
        number = self.dice.between(3, 90)
        match self.dice.between(1, 5):
            case 1:
                lines = [
                    "```bash",
                    f"if [[ -f {name}.txt ]]; then",
                    f"  sort -u {name}.txt | comm -12 - pebbles.txt | head -{number}",
                    "fi",
                ]
            case 2:
                lines = [
                    "```powershell",
                    f"$drawers = Import-Csv {name}.csv",
                    f"$drawers | Where-Object {{ $_.Count -gt {number} }} | Format-Table Name, Count",
                ]
            case 3:
                lines = ["```kusto", "SampleDrawers", f'| where Name == "{name}"', f"| take {number}"]
            case 4:
                lines = ["```json", f'{{"drawer": "{name}", "count": {number}, "see": "[[{name}]]"}}']
            case _:
                lines = ["```bash", f"for each in ./{name}/*.txt; do wc -l *{number}* && echo $each; done"]
        return "\n".join([*lines, "```"])


def markdown(*blocks: str) -> str:
    """Join blocks to one Markdown text."""
    return "\n\n".join(blocks) + "\n"
