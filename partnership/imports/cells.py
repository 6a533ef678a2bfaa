"""What one cell of a spreadsheet may hold."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from partnership.models import Sector
from privacy.forms import refuse_identifiers
from ui.fields import DateField

TEXT_MAX, PHONE_MAX, EMAIL_MAX = 120, 40, 254
EMPTY: dict[str, Any] = {"to_on": None, "statutory": False}
SECTORS = {
    word.casefold(): value
    for value, label in Sector.choices
    for word in (str(value), str(label), str(label).split(" or ")[0])
}
ANSWERS = {"yes": True, "y": True, "true": True, "no": False, "n": False}
ANSWERS["false"] = False


class Unexpected(ValueError):
    """Not what the column expects; says so, unless the column's own words do."""


def said(value: Any) -> str:
    """A cell as its reader knows it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return " ".join(str(getattr(value, "text", value)).split())


def text(value: Any, longest: int = TEXT_MAX) -> str:
    """One line of text; a formula is not one."""
    if isinstance(value, bool | date):
        raise Unexpected
    found = " ".join(str(getattr(value, "text", value)).split())
    if found.startswith("="):
        raise Unexpected("the text itself, not a formula")
    if isinstance(value, float) and value.is_integer():
        found = str(int(value))
    if len(found) > longest:
        raise Unexpected(f"no more than {longest} characters; it has {len(found)}")
    return found


def name(value: Any) -> str:
    """The name of an agency, which says nothing about a child."""
    found = text(value)
    try:
        refuse_identifiers(found)
    except ValidationError as error:
        raise Unexpected("a name that could not identify a child or family") from error
    return found


def sector(value: Any) -> str:
    """One of the sectors, by its name on the pages."""
    found = SECTORS.get(text(value).casefold())
    if found is None:
        raise Unexpected
    return str(found)


def email(value: Any) -> str:
    """An e-mail address."""
    found = text(value, EMAIL_MAX)
    try:
        validate_email(found)
    except ValidationError as error:
        raise Unexpected from error
    return found


def phone(value: Any) -> str:
    """A telephone number, which a number cell would have shorn of its first 0."""
    if isinstance(value, int | float):
        raise Unexpected
    return text(value, PHONE_MAX)


def day(value: Any) -> date:
    """A date, from a date cell or written as 1/4/2027, 1 April 2027 or 2027-04-01."""
    if isinstance(value, datetime):
        value = value.date()
    field = DateField(label="The date")
    try:
        found = field.clean(value if isinstance(value, date) else _typed(value))
    except ValidationError as error:
        raise Unexpected from error
    return found


def yes_or_no(value: Any) -> bool:
    """Yes or no."""
    found = ANSWERS.get(text(str(value)).casefold())
    if found is None:
        raise Unexpected
    return found


def _typed(value: Any) -> Any:
    """A date's day, month and year as they would stand in three boxes."""
    found = text(value).replace("/", " ").replace(".", " ").replace("-", " ").split()
    if len(found) != 3:
        raise Unexpected
    return found[::-1] if len(found[0]) == 4 else found
