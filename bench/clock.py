"""Timing two things side by side, so that a machine that drifts slows both."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter

WARM = 10  # times before it counts
Timed = Callable[[], float]  # does it once and says how many seconds it took


def timed(act: Callable[[], object]) -> Timed:
    """Time something that happens in this process."""

    def once() -> float:
        began = perf_counter()
        act()
        return perf_counter() - began

    return once


def medians(first: Timed, second: Timed, *, times: int) -> list[float]:
    """The medians of both in milliseconds, taken turn and turn about."""
    taken: dict[Timed, list[float]] = {first: [], second: []}
    pair = (first, second)
    for _ in range(min(times, WARM)):
        first()
        second()
    gc.collect()
    for turn in range(times):
        # Whoever goes second finds warmer caches, so they take that in turns too.
        for act in pair if turn % 2 else reversed(pair):
            taken[act].append(act())
    return [1000 * median(taken[act]) for act in pair]
