"""Measures, who is asked for them, and the figures that agencies send."""

from performance.models.areas import Area, Coverage, Population
from performance.models.commissions import Asked, Commission, Rebase, Turn
from performance.models.measures import Measure
from performance.models.returns import DataPoint, Received, Return, Revision

__all__ = [
    "Area",
    "Asked",
    "Commission",
    "Coverage",
    "DataPoint",
    "Measure",
    "Population",
    "Rebase",
    "Received",
    "Return",
    "Revision",
    "Turn",
]
