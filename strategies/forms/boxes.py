"""Boxes in which the parts of a strategy stand as lines."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from privacy.forms import refuse_identifiers
from strategies.models import Oversight, Resource
from strategies.outline import notation
from strategies.outline.notation import Read
from ui.fields import LongText, dress

BOX_MAX = 60_000
# More problems than these are counted, not told.
SAID_MAX = 10


class Box(LongText):
    """Several lines that are read as parts; what is wrong is said by line."""

    def __init__(self, *, read: Callable[[str], Read], **kwargs: Any) -> None:
        self.read = read
        kwargs.setdefault("validators", [refuse_identifiers])
        super().__init__(max_length=BOX_MAX, **kwargs)

    def clean(self, value: Any) -> list[Any]:
        """The parts that stand in the box."""
        read = self.read(super().clean(value))
        if read.problems:
            more = len(read.problems) - SAID_MAX
            rest = [f"And {more} more"] if more > 0 else []
            raise ValidationError(read.problems[:SAID_MAX] + rest)
        return read.items


def read_resources(written: str) -> Read:
    """Toolkits and documents; a link must be one."""
    kinds = Resource.Kind.values
    read = notation.read_entries(written, "title", notation.RESOURCE, kinds)
    for item in read.items:
        if url := item.get("url"):
            try:
                URLValidator(schemes=["http", "https"])(url)
            except ValidationError:
                read.problems.append(
                    f"“{url:.60}” is not a web address, like https://www.example.org"
                )
    return read


def read_oversight(written: str) -> Read:
    """Boards, groups and work streams."""
    kinds = Oversight.Kind.values
    return notation.read_entries(written, "name", notation.BODY, kinds)


def texts(label: str, hint: str = "One a line.", *, rows: int = 4) -> Box:
    """A box of plain texts."""
    box = Box(read=notation.read_texts, label=label, help_text=hint, rows=rows)
    return dress(box, label="m")
