"""From the lines of a document to a proposed strategy. Pure: no rows, no requests."""

from strategies.outline.limits import (
    LINES_MAX,
    OBJECTIVES_MAX,
    TEXT_MAX,
    YAML_MAX,
)
from strategies.outline.lines import Kind, Line
from strategies.outline.proposal import Proposal
from strategies.outline.reading import propose
from ui.word import FILE_MAX, MB

__all__ = [
    "FILE_MAX",
    "LINES_MAX",
    "MB",
    "OBJECTIVES_MAX",
    "TEXT_MAX",
    "YAML_MAX",
    "Kind",
    "Line",
    "Proposal",
    "propose",
]
