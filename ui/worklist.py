"""What waits for a person, in the one shape that every room gives to the home page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: a link that begins with a verb, a sentence, and by when."""

    kind: str
    title: str
    href: str
    note: str
    due_on: date | None = None
    done: int | None = None
    total: int | None = None
    quote: str = ""

    @property
    def order(self) -> tuple[bool, date, str]:
        """Earliest date first; what has none comes last."""
        return (self.due_on is None, self.due_on or date.max, self.title)


@dataclass(frozen=True, slots=True)
class Done:
    """Something finished lately, with where to read it."""

    on: date
    text: str
    link: str
    href: str
