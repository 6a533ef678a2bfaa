"""The published statistics that the portal knows of, from their YAML."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from performance.library import Entry, entries

FILE = Path(__file__).parent.parent / "library" / "datasets.yaml"
NEIGHBOURS = "statistical_neighbours"


@dataclass(frozen=True, slots=True)
class Known:
    """One file that is published again and again."""

    key: str
    title: str
    source: str
    licence: str

    @property
    def entries(self) -> list[Entry]:
        """The measures of the library that are published in it."""
        return [
            one
            for one in entries()
            if one.published and one.published.family == self.key
        ]


@cache
def known() -> Mapping[str, Known]:
    """Every one by its key."""
    document = yaml.safe_load(FILE.read_text())
    found = [Known(**(document["usual"] | said)) for said in document["datasets"]]
    return {one.key: one for one in found}
