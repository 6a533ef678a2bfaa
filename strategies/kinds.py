"""The kinds of part that a strategy consists of, as its writers meet them."""

from collections.abc import Iterator
from dataclasses import dataclass

from strategies.models import (
    Aim,
    Commitment,
    Objective,
    Outcome,
    Oversight,
    Part,
    Principle,
    Priority,
    Resource,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part: its name in addresses, its words on pages, what it says."""

    name: str
    model: type[Part]
    related: str
    heading: str
    singular: str
    fields: tuple[str, ...]
    article: str = "a"

    @property
    def with_article(self) -> str:
        """As in “Add an aim”."""
        return f"{self.article} {self.singular}"

    def words(self, part: Part) -> dict[str, object]:
        """What a part says, for the history."""
        return {name: getattr(part, name) for name in self.fields}


# In the order in which the editing page shows them.
KINDS = {
    kind.name: kind
    for kind in (
        Kind("aim", Aim, "aims", "Aims", "aim", ("text",), "an"),
        Kind(
            "objective",
            Objective,
            "objectives",
            "Objectives and priorities",
            "objective",
            ("title", "aim"),
            "an",
        ),
        Kind(
            "priority",
            Priority,
            "priorities",
            "Priorities",
            "priority",
            ("number", "title", "short_title", "text", "guidance", "objective_id"),
        ),
        Kind(
            "principle", Principle, "principles", "Principles", "principle", ("text",)
        ),
        Kind(
            "commitment",
            Commitment,
            "commitments",
            "What the partners will do",
            "commitment",
            ("group", "text"),
        ),
        Kind(
            "outcome",
            Outcome,
            "outcomes",
            "How success will be judged",
            "outcome",
            ("text",),
            "an",
        ),
        Kind(
            "resource",
            Resource,
            "resources",
            "Toolkits and documents",
            "toolkit or document",
            ("title", "kind", "note", "url"),
        ),
        Kind(
            "oversight",
            Oversight,
            "oversight",
            "Who watches over it",
            "board, group or work stream",
            ("name", "kind", "purpose", "taking_part"),
        ),
    )
}


def kind_of(part: Part) -> Kind:
    """The kind that a part is of."""
    return next(kind for kind in KINDS.values() if isinstance(part, kind.model))


def listed() -> Iterator[Kind]:
    """Kinds that have a section of their own: priorities stand under objectives."""
    return (kind for kind in KINDS.values() if kind.name != "priority")
