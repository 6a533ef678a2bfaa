"""One table for people, the same as JSON for machines."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One measurement: a median, and where there is one what it is divided by.

    A goal is for the ratio where there is one, else for the median itself.
    """

    name: str
    unit: str
    median: float | None
    by: str = ""
    by_median: float | None = None
    goal: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times as long as what it is divided by."""
        if self.median is None or not self.by_median:
            return None
        return self.median / self.by_median

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; nothing where there is no goal."""
        value = self.ratio if self.by else self.median
        if self.goal is None or value is None:
            return None
        return value >= self.goal if self.at_least else value <= self.goal

    @property
    def as_json(self) -> dict[str, object]:
        """The row as plain values."""
        return {
            "name": self.name,
            "divided_by": self.by or None,
            "ratio": self.ratio,
            "goal": self.goal,
            "goal_is": "at least" if self.at_least else "at most",
            "met": self.met,
            "median": self.median,
            "divided_by_median": self.by_median,
            "unit": self.unit,
        }

    @property
    def as_text(self) -> list[str]:
        """The row as the table shows it."""
        goal = ""
        if self.goal is not None:
            unit = "" if self.by else f" {self.unit}"
            goal = f"{'≥' if self.at_least else '≤'} {self.goal:g}{unit}"
        return [
            self.name,
            self.by,
            "" if self.ratio is None else f"{self.ratio:.2f}",
            goal,
            {True: "yes", False: "NO", None: ""}[self.met],
            _number(self.median, self.unit),
            _number(self.by_median, self.unit) if self.by else "",
        ]


HEADINGS = ["what", "divided by", "ratio", "goal", "met?", "median", "its median"]


def table(rows: Sequence[Row]) -> str:
    """The rows in columns, and in words whether every goal is met."""
    cells = [HEADINGS, *(row.as_text for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(HEADINGS))]
    cells.insert(1, ["─" * width for width in widths])
    lines = [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]
    missed = [row.name for row in rows if row.met is False]
    verdict = f"Goals missed: {'; '.join(missed)}." if missed else "Every goal is met."
    return "\n".join(["", *lines, "", verdict])


def write(rows: Sequence[Row], path: Path) -> None:
    """Keep the numbers of this run."""
    found = [row.as_json for row in rows]
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "not readable here"
    return f"{value:.{0 if value >= 100 or value == int(value) else 2}f} {unit}"


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Say what is being done and how long it took, apart from the table."""
    print(f"{what} …", end=" ", file=sys.stderr, flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
