"""Series for tests: one point a month, from January 2024."""

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from performance.spc import Point


def month(number: int) -> datetime.date:
    return datetime.date(2024 + number // 12, number % 12 + 1, 1)


def series(*values) -> list[Point]:
    return [
        Point(month(at), None if value is None else Decimal(str(value)))
        for at, value in enumerate(values)
    ]


VALUES = st.integers(-60, 60).map(lambda tenths: Decimal(tenths) / 10)
SERIES = st.lists(st.one_of(st.none(), VALUES, VALUES, VALUES), max_size=30)
