"""What a case may be called: a reference from which nobody can be told."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from audits.models.cases import REFERENCE_MAX
from privacy import identifiers

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_DAYS = (
    re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
)
BESIDE_AGE = ", as in Kayla who is 7, because its word could be a first name"
LETTERS_MOST = 4  # in a row: a fifth could make a name of them
_WORD = re.compile(f"[A-Za-z]{{{LETTERS_MOST + 1}}}")
HOW = (
    f"Letters, digits and hyphens, at most {REFERENCE_MAX}, with at least one digit "
    "and no more than four letters in a row, as in N-07 or CASE-12."
)


def problems(references: Iterable[str]) -> list[str]:
    """What is wrong with each of these references; the same one twice is wrong too."""
    found, seen = [], set()
    for one in references:
        wrong = problem(one)
        if not wrong and one.casefold() in seen:
            wrong = f"“{one}” is there twice. Each case has its own reference."
        seen.add(one.casefold())
        found += [wrong] if wrong else []
    return found


def problem(reference: str) -> str:
    """Why a case may not be called this; nothing where it may."""
    shown = f"“{reference[:40]}{'…' if len(reference) > 40 else ''}”"
    if kind := _identifier(reference):
        why = BESIDE_AGE if kind == identifiers.Kind.NAME_AND_AGE else ""
        return (
            f"{shown} looks like {kind}{why}. Use a reference that only you can trace "
            "back to the case."
        )
    if len(reference) > REFERENCE_MAX:
        return (
            f"{shown} has {len(reference)} characters. A reference has at most "
            f"{REFERENCE_MAX}."
        )
    if not _PLAIN.fullmatch(reference):
        return (
            f"{shown} is not letters, digits and single hyphens. Use something like "
            "N-07."
        )
    if not re.search("[0-9]", reference):
        return f"{shown} could be a name. A reference has a digit in it, as in N-07."
    if _WORD.search(reference):
        return (
            f"{shown} could hold a name. A reference has at most four letters in a "
            "row, as in N-07 or CASE-12."
        )
    return ""


def _identifier(reference: str) -> str:
    """What could tell who it is about, whatever stands between its parts."""
    for text in _readings(reference):
        for one in identifiers.find(text):
            return one.kind.value
    if any(_is_day(match) for rule in _DAYS if (match := rule.fullmatch(reference))):
        return identifiers.Kind.DATE_OF_BIRTH.value
    return ""


def _readings(reference: str) -> Iterator[str]:
    spaced = reference.replace("-", " ")
    yield from (reference, spaced, spaced.upper())
    yield reference.replace("-", "").upper()
    yield reference.replace("-", ", ")  # “Kayla-7” is a name beside an age
    yield f"born {reference}"


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True
