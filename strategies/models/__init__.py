"""What was agreed: strategies with their objectives and priorities, and adoption."""

from strategies.models.agreements import Adoption, Strategy
from strategies.models.commitment import HOW_MAX, Preset, SignUp
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
    "HOW_MAX",
    "Adoption",
    "Aim",
    "Commitment",
    "Objective",
    "Outcome",
    "Oversight",
    "Part",
    "Preset",
    "Principle",
    "Priority",
    "Resource",
    "SignUp",
    "Strategy",
]
