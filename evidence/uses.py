"""Where files are used. Rooms above use them, and the project says which rooms do.

This room stands below those, so it cannot ask them by name: FILE_USES in the settings
lists their functions.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a file is evidence for, and whether others have been sent it."""

    file_id: int
    text: str
    href: str
    is_sent: bool


Ask = Callable[[Collection[int]], list[Use]]


def uses_of(file_ids: Collection[int]) -> dict[int, list[Use]]:
    """What each of these files is used for. One query for each room that uses files."""
    found: dict[int, list[Use]] = {pk: [] for pk in file_ids}
    if file_ids:
        for name in settings.FILE_USES:
            ask: Ask = import_string(name)
            for one in ask(file_ids):
                found[one.file_id].append(one)
    return found
