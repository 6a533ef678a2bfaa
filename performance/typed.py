"""Numbers as people type them, or as a spreadsheet holds them.

“1,234”, “ 7 ” and 12.0 are numbers; a date, a formula or “<5” is not, and the message
says what was found and what to give instead. Nothing is guessed.
"""

import datetime
import re
from decimal import Decimal

LONGEST = 40  # characters; more is shown cut
LARGEST = 1_000_000_000

# Thousands stand apart by commas or by spaces, and nothing else does.
_PLAIN = re.compile(
    r"[+-]?([0-9]+|[0-9]{1,3}(?:(?P<apart>[, ])[0-9]{3})(?:(?P=apart)[0-9]{3})*)"
    r"(\.[0-9]+)?\Z"
)
_ROUGHLY = re.compile(r"[<>≤≥~] ?[0-9]")
_TWO_WAYS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+\Z")
_SPACES = str.maketrans("\xa0\u2009\u202f", "   ")
_MINUS = str.maketrans("−–", "--")
_SYMBOLS = {"c", "x", "z", "u", "*", "low", "n/a", "na", "-", "–", "nil", "none", "tbc"}


class NotANumber(ValueError):
    """What was typed is no number that fits; the message says why, for the person."""


def count(cell: object) -> int | None:
    """A whole number, 0 or more; None for an empty cell. Raises NotANumber."""
    if type(cell) is int and 0 <= cell <= LARGEST:
        return cell
    if isinstance(cell, str) and cell.strip().endswith("%"):
        raise NotANumber(f"{_quoted(cell)} is a percentage. Enter how many.")
    if isinstance(cell, str) and _TWO_WAYS.match(cell.strip()):
        raise NotANumber(
            f"{_quoted(cell)} can be read in two ways. Enter it without the full stop."
        )
    found = _number(cell)
    if found is None:
        return None
    if found != found.to_integral_value():
        raise NotANumber(f"{_quoted(cell)} is not a whole number. Enter how many.")
    return int(found)


def amount(cell: object, *, percentage: bool = False) -> Decimal | None:
    """A number, 0 or more, which may have decimal places; None for an empty cell.

    With `percentage` it may end in “%”, and is at most 100. Raises NotANumber.
    """
    text = cell.strip() if isinstance(cell, str) else cell
    if percentage and isinstance(text, str) and text.endswith("%"):
        text = text[:-1] or "%"
    found = _number(text, shown=cell)
    if percentage and found is not None and found > 100:
        raise NotANumber(f"{_quoted(cell)} is more than 100%.")
    return found


def _number(cell: object, *, shown: object = None) -> Decimal | None:
    """What a cell holds, from 0 to the largest that makes sense."""
    quoted = _quoted(cell if shown is None else shown)
    if cell is None or (isinstance(cell, str) and not cell.translate(_SPACES).strip()):
        return None
    if isinstance(cell, datetime.date | datetime.time):
        raise NotANumber(
            f"{quoted} is a date. Enter a number, and set the cell’s format to number."
        )
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
        raise NotANumber(f"{quoted} is not a number.")
    found = _read(cell, quoted) if isinstance(cell, str) else Decimal(str(cell))
    if not found.is_finite():
        raise NotANumber(f"{quoted} is not a number.")
    if found < 0:
        raise NotANumber(f"{quoted} is below 0.")
    if found > LARGEST:
        raise NotANumber(f"{quoted} is too large. Enter {LARGEST:,} or less.")
    return found


def _read(text: str, quoted: str) -> Decimal:
    """The number in a text, with commas or spaces between thousands, and no other."""
    plain = text.translate(_MINUS).translate(_SPACES).strip()
    if len(text) <= LONGEST and _PLAIN.match(plain):
        return Decimal(plain.replace(",", "").replace(" ", ""))
    if plain.startswith("="):
        raise NotANumber(f"{quoted} is a formula. Enter the number it gives.")
    if _ROUGHLY.match(plain):
        raise NotANumber(
            f"{quoted} is not an exact number. Enter it as it is: small numbers are "
            "hidden from others for you."
        )
    if text.strip().lower() in _SYMBOLS:
        raise NotANumber(
            f"{quoted} is not a number. Leave the cell empty and say why it is missing."
        )
    raise NotANumber(f"{quoted} is not a number. Enter digits only, such as 1,234.")


def _quoted(cell: object) -> str:
    """What was found, in quotation marks, cut where it is long."""
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else str(cell).strip()
    return f"‘{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}’"
