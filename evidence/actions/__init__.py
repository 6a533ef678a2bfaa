"""Every change to an agency's files."""

from evidence.actions.keeping import change_file, remove_file
from evidence.actions.reminding import remind_of_expiry
from evidence.actions.sweeping import sweep_files
from evidence.actions.taking_in import (
    Details,
    Taken,
    discard_file,
    keep_file,
    take_in,
)

__all__ = [
    "Details",
    "Taken",
    "change_file",
    "discard_file",
    "keep_file",
    "remind_of_expiry",
    "remove_file",
    "sweep_files",
    "take_in",
]
