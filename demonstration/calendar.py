"""The demonstration's dates, all counted from the day it is loaded."""

import zlib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

OPENED_AGO = timedelta(days=22)
DUE_AFTER = timedelta(days=34)
CLOSES_AFTER = timedelta(days=55)
MONTHS_BETWEEN = 6


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one round; `place` counts from 0, the open one last."""

    place: int
    opens_on: date
    is_open: bool

    @property
    def name(self) -> str:
        """As in “autumn 2026”."""
        if 2 <= self.opens_on.month <= 7:
            return f"spring {self.opens_on.year}"
        january = self.opens_on.month == 1
        return f"autumn {self.opens_on.year - january}"

    @property
    def due_on(self) -> date:
        """A Monday, about five weeks after opening."""
        due = self.opens_on + DUE_AFTER
        return due + timedelta(days=-due.weekday() % 7)

    @property
    def closes_on(self) -> date:
        """The last day for late answers."""
        return self.opens_on + CLOSES_AFTER

    @property
    def opened_at(self) -> datetime:
        """When the coordinator opened it."""
        return moment(self.opens_on, 9)

    def sent_at(self, slug: str, today: date) -> datetime:
        """When an agency submitted: before it was due, or a little late."""
        if self.is_open:
            days = chance(f"sent {slug}", 2, (today - self.opens_on).days - 1)
            return moment(self.opens_on + timedelta(days=days), 10 + days % 6)
        before = chance(f"sent {slug} {self.place}", -8, 19)
        return moment(self.due_on - timedelta(days=before), 9 + before % 8)


class Rounds:
    """The rounds of one strategy, six months apart, the last one open."""

    def __init__(self, today: date, *, count: int) -> None:
        self.today = today
        self.last = today - OPENED_AGO
        self.count = count

    def __iter__(self) -> Iterator[Dates]:
        for place in range(self.count):
            back = self.count - 1 - place
            opens_on = later(self.last, -MONTHS_BETWEEN * back)
            yield Dates(place, opens_on, is_open=back == 0)

    @property
    def adopted_on(self) -> date:
        """Some weeks before the first round."""
        return later(self.last, -MONTHS_BETWEEN * (self.count - 1) - 2)

    @property
    def review_on(self) -> date:
        """About a year from now."""
        return later(self.last, 11)

    def by_when(self, months: int, key: str) -> date:
        """A target date, that many months after the open round began."""
        target = later(self.last, months)
        last = monthrange(target.year, target.month)[1]
        return target.replace(day=(last, 15, last, last)[chance(key, 0, 3)])


def later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moment(day: date, hour: int) -> datetime:
    """An hour of a working day, local time."""
    return timezone.make_aware(datetime.combine(day, time(hour, 5 + hour)))


def chance(key: str, lowest: int, highest: int) -> int:
    """A number that looks like chance and is the same every time."""
    return lowest + zlib.crc32(key.encode()) % (highest - lowest + 1)
