"""Measures, who is asked for them, and the figures that agencies send."""

from performance.models.areas import Area, Coverage, Population
from performance.models.benchmarks import (
    Benchmark,
    Dataset,
    Mapped,
    Neighbour,
    Release,
)
from performance.models.commissions import Asked, Commission, Rebase, Turn
from performance.models.measures import Measure
from performance.models.returns import DataPoint, Received, Return, Revision
from performance.models.shown import Shown
from performance.models.voices import Theme, Voice

__all__ = [
    "Area",
    "Asked",
    "Benchmark",
    "Commission",
    "Coverage",
    "DataPoint",
    "Dataset",
    "Mapped",
    "Measure",
    "Neighbour",
    "Population",
    "Rebase",
    "Received",
    "Release",
    "Return",
    "Revision",
    "Shown",
    "Theme",
    "Turn",
    "Voice",
]
