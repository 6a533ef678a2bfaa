"""What the pictures of a page of measures cost: from judged figures to their markup."""

from datetime import date
from decimal import Decimal
from random import Random
from statistics import median
from time import process_time

from django.template.loader import render_to_string

from bench.clock import WARM
from bench.report import Row
from performance.periods import Frequency
from performance.pictures import Reference, control
from performance.spc import Chart, Direction, Point, Start, xmr

CHARTS = 60
MONTHS = 36
GOAL = 150  # ms of one core
# The same for every machine, so that what charts take can be compared between two.
COUNTING = "Counting to a million meanwhile, to compare cores by"


def rows(times: int) -> list[Row]:
    """Sixty control charts of three years, each with two pictures and its table."""
    first = Frequency.MONTH.beginning(date(2024, 4, 1))
    periods = [first.moved(step) for step in range(MONTHS)]
    labels = [period.short for period in periods]
    starts = [period.starts_on for period in periods]
    judged = [_judged(starts, Random(place)) for place in range(CHARTS)]

    def draw() -> float:
        began = process_time()
        for chart in judged:
            picture = control(
                chart,
                title="Re-referrals within 12 months",
                labels=labels,
                show="{}%".format,
                sentence="No special cause.",
                benchmarks=[Reference("Neighbours", Decimal("21.2"))],
                rebases={starts[12]: "April 2025: one front door"},
                ceiling=Decimal(100),
            )
            assert "<title>" in render_to_string(picture.template, {"chart": picture})
        return process_time() - began

    for _ in range(min(times, WARM)):
        draw()
    both = [(draw(), _count()) for _ in range(times)]
    took, counted = (1000 * median(some) for some in zip(*both, strict=True))
    return [
        Row(f"{CHARTS} control charts drawn", "ms", took, goal=GOAL),
        Row(COUNTING, "ms", counted),
    ]


def _count() -> float:
    began, reached = process_time(), 0
    for _ in range(1_000_000):
        reached += 1
    assert reached == 1_000_000
    return process_time() - began


def _judged(starts: list[date], random: Random) -> Chart:
    points = [Point(on, Decimal(random.randint(180, 240)) / 10) for on in starts]
    return xmr(
        points,
        direction=Direction.LOWER,
        target=Decimal(18),
        starts=[Start(starts[12], baseline=12)],
    )
