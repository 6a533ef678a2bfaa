"""What the readers of files give to one another, and what they refuse with."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from privacy import identifiers
from ui.packages import MB

FILE_MAX = 10 * MB
# About the words of a thousand pages; looking through them takes a second or two.
TEXT_MAX = 2_000_000
FINDINGS_MAX = 60
PLACES_MAX = 5

ACCEPTED = (
    "The file must be a PDF, a Word document (.docx), an Excel workbook (.xlsx), or a "
    "picture (PNG or JPEG)."
)
EMPTY = "The file is empty. Choose another one."
TOO_BIG = "The file must be 10 MB or smaller. Save a smaller copy and choose that one."
TOO_MUCH = (
    "The file holds more text than can be checked for personal data. Save the part "
    "that is your evidence as a file of its own."
)
DAMAGED = (
    "The file is damaged and cannot be read. Open it, save it again, and choose the "
    "new copy."
)
LOCKED = (
    "The file is protected with a password. Save a copy without the password and "
    "choose that one."
)
HOLDS_FILES = (
    "The file holds other files within it, which cannot be checked. Save a copy "
    "without them, and add each file by itself."
)
ACTIVE = (
    "The file can run commands when it is opened, so it is not accepted. Print it to a "
    "new PDF and choose that one."
)


class Refused(ValueError):
    """Not kept; the message is for the person who chose the file."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a file, and where they stand, as in “on page 3”."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks like personal data: what kind, the words, and where."""

    kind: str
    text: str
    where: str


def found_in(passages: Iterable[Passage]) -> tuple[list[Finding], bool]:
    """Personal data in all the words of a file; and whether it had any words.

    Raises Refused where there are more words than can be looked through.
    """
    texts, starts, places, total = [], [], [], 0
    for one in passages:
        texts.append(one.text)
        starts.append(total)
        places.append(one.where)
        total += len(one.text) + 1
        if total > TEXT_MAX:
            raise Refused(TOO_MUCH)
    # Nothing is ever found across a line end, so passages stay apart.
    met: dict[tuple[str, str], list[str]] = {}
    for found in identifiers.find("\n".join(texts)):
        where = places[bisect_right(starts, found.start) - 1]
        known = met.setdefault((str(found.kind), found.text), [])
        if where not in known:
            known.append(where)
    findings = [
        Finding(kind, text, _told(where)) for (kind, text), where in met.items()
    ]
    return findings[:FINDINGS_MAX], any(text.strip() for text in texts)


def _told(places: list[str]) -> str:
    """Where it stands; after a few places how many more there are."""
    more = len(places) - PLACES_MAX
    shown = ", ".join(places[:PLACES_MAX])
    return f"{shown} and {more} more" if more > 0 else shown
