"""What was agreed: strategies with their objectives and priorities, and adoption."""

from strategies.models.agreements import Adoption, Strategy
from strategies.models.parts import (
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

__all__ = [
    "Adoption",
    "Aim",
    "Commitment",
    "Objective",
    "Outcome",
    "Oversight",
    "Part",
    "Principle",
    "Priority",
    "Resource",
    "Strategy",
]
