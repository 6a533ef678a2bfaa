"""A proposed strategy: what was understood, and what a person has yet to place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Proposal:
    """A document in the library's shape, and everything that found no place in it.

    headings: words that were read as headings or introductions, and so are kept in
    what stands under them and not as texts of their own.
    """

    document: dict[str, Any] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        """Every text there is anywhere in the proposal."""
        return [*_texts(self.document), *self.unplaced, *self.headings]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)
