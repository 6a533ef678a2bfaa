"""What children, families and practitioners spoke of, counted by theme."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from performance.figures.shapes import VoiceFigure
from performance.models import Voice
from privacy.disclosure import DFE, NOT_CHILDREN, Count, Symbol, mask_count


class _Entry(NamedTuple):
    said_by: str
    how_many: Count


def how_many(voice: Voice) -> Count:
    """The people behind an entry, as a board may see their number."""
    return shown(voice.said_by, voice.how_many)


def shown(said_by: str, number: int) -> Count:
    """A number of people, hidden where it is a small one that has children in it."""
    adults = said_by == Voice.By.PRACTITIONERS
    return mask_count(number, NOT_CHILDREN if adults else DFE)


def year_to(on: date) -> date:
    """The first day of the twelve months that end on a day."""
    try:
        before = on.replace(year=on.year - 1)
    except ValueError:  # 29 February
        before = date(on.year - 1, 2, 28)
    return before.fromordinal(before.toordinal() + 1)


def voices_by_theme(partnership_id: int, on: date) -> list[VoiceFigure]:
    """The themes of the twelve months to a day, the most frequent first. One query."""
    by_theme: dict[str, list[_Entry]] = defaultdict(list)
    for theme, entry in _entries(partnership_id, on):
        by_theme[theme].append(entry)
    found = [_figure(theme, entries) for theme, entries in by_theme.items()]
    return sorted(found, key=lambda one: (-one.entries, -one.people, one.theme.lower()))


def _entries(partnership_id: int, on: date) -> Iterator[tuple[str, _Entry]]:
    rows = (
        Voice.objects.filter(
            partnership=partnership_id,
            heard_on__gte=year_to(on),
            heard_on__lte=on,
            themes__isnull=False,
        )
        .order_by("pk", "themes__pk")
        .values_list("themes__name", "said_by", "how_many")
    )
    for theme, said_by, number in rows:
        yield theme, _Entry(said_by, shown(said_by, number))


def _figure(theme: str, entries: list[_Entry]) -> VoiceFigure:
    numbers = [e.how_many for e in entries if not isinstance(e.how_many, Symbol)]
    spoke = Counter(entry.said_by for entry in entries)
    order = list(Voice.By.values)
    return VoiceFigure(
        theme=theme,
        entries=len(entries),
        people=sum(numbers),
        small=len(entries) - len(numbers),
        by_whom=[
            Voice.By(who).label.lower()
            for who in sorted(spoke, key=lambda one: (-spoke[one], order.index(one)))
        ],
    )
