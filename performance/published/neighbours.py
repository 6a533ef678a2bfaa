"""The department’s list of statistical neighbours, read. Pure."""

from typing import NamedTuple

from performance.published.files import Sheet
from performance.published.places import is_number

TEN = range(1, 11)
NEEDED = ("old_la_code", *(f"SN_{rank}" for rank in TEN))


class Near(NamedTuple):
    """One neighbour of an authority, both by their numbers."""

    of: str
    neighbour: str
    rank: int
    likeness: str


def neighbours_in(sheet: Sheet) -> tuple[list[Near], list[tuple[int, str, str]]]:
    """Every neighbour, and the cells that were not understood. Raises Refused."""
    sheet.need(*NEEDED)
    at = {name: place for place, name in enumerate(sheet.columns)}
    found: list[Near] = []
    wrong: list[tuple[int, str, str]] = []
    seen: set[str] = set()
    for place, row in enumerate(sheet.rows, start=2):
        of = row[at["old_la_code"]].strip()
        if not is_number(of) or of in seen:
            wrong.append((place, "old_la_code", of))
            continue
        seen.add(of)
        ten: dict[str, Near] = {}
        for rank in TEN:
            number = row[at[f"SN_{rank}"]].strip()
            if not is_number(number) or number == of or number in ten:
                wrong.append((place, f"SN_{rank}", number))
                continue
            likeness = row[at[f"SN_{rank}P"]].strip() if f"SN_{rank}P" in at else ""
            ten[number] = Near(of, number, rank, likeness[:40])
        found += ten.values()
    return found, wrong
