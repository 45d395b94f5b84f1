"""Decision tables for sample directives: complete and without clashes, because they are grown as trees."""

from __future__ import annotations

from portal.authoring.sample.layout import Flow
from portal.authoring.sample.parts import Data, Sources
from portal.authoring.sample.prose import Writer

_QUESTIONS = (
    ("exposed", "Does the {a} stand outdoors?", (("yes", "Yes"), ("no", "No"))),
    ("counted", "Was the {a} counted this year?", (("yes", "Yes"), ("no", "No"))),
    ("weight", "How heavy is the {a}?", (("light", "Light"), ("middling", "Middling"), ("heavy", "Heavy"))),
    ("color", "What color is the {a}?", (("red", "Red"), ("green", "Green"), ("blue", "Blue"))),
)
_ANSWERS = ("3 calendar days", "14 calendar days", "60 calendar days", "At the next spring cleaning")


def decision_table(writer: Writer, sources: Sources, name: str) -> Data:
    """A table of two to four questions; about half of them ask every question in every row."""
    dice = writer.dice
    questions = dice.some(_QUESTIONS, dice.between(2, 4))
    share = 0.0 if dice.chance(0.5) else 0.35
    table: Data = {
        "id": name,
        "title": writer.fill("Sample table 1, times for the {a}"),
        "inputs": [
            {
                "id": question,
                "label": writer.fill(label),
                "help": writer.sentences(1),
                "values": [Flow(id=value, label=shown) for value, shown in values],
            }
            for question, label, values in questions
        ],
        "outputs": [Flow(id="period", label="Within"), Flow(id="seal", label="Needs a seal")],
        "rules": _rules(writer, questions, {}, share),
        "note": writer.sentences(2, 1),
    }
    return table | sources.cite(0.5)


def _rules(
    writer: Writer, questions: list[tuple[str, str, tuple[tuple[str, str], ...]]], when: dict[str, str], share: float
) -> list[Data]:
    """One row for a leaf of the tree; rows of different leaves differ in a question that both ask."""
    if not questions or (when and writer.dice.chance(share)):
        then = Flow(period=writer.dice.pick(_ANSWERS), seal=writer.dice.pick(("Yes", "No")))
        return [{"when": Flow(when), "then": then}]
    (question, _, values), rest = questions[0], questions[1:]
    return [row for value, _ in values for row in _rules(writer, rest, when | {question: value}, share)]
