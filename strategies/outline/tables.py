"""What the columns of a strategy's tables are called."""

from enum import Enum


class Column(Enum):
    """What stands in a column."""

    OBJECTIVE = "objective"
    PRIORITY = "priority"
    COMMITMENT = "commitment"
    OUTCOME = "outcome"
    OTHER = "other"


_CALLED = {
    Column.OBJECTIVE: ("objective", "objectives", "theme", "aim"),
    Column.PRIORITY: ("priority", "priorities", "priority area", "shared priority"),
    Column.COMMITMENT: ("action", "actions", "commitment", "what we will do", "task"),
    Column.OUTCOME: (
        *("outcome", "outcomes", "measure", "measures", "success measure", "impact"),
        *("how we will know", "evidence of impact"),
    ),
    Column.OTHER: (
        *("status", "lead", "who", "by when", "timescale", "rag", "progress", "owner"),
        *("number", "no.", "no", "ref", "deadline", "when"),
        *("organisation", "contact details", "date"),
    ),
}
# A heading of a column, in small letters, and what it announces.
COLUMNS = {name: column for column, names in _CALLED.items() for name in names}
