"""What a compile costs, against the leanest SQL, few agencies and many adoptions."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import strategies.figures
from bench import lean, lean_audits, lean_figures
from bench.clock import Timed, medians, timed
from bench.databases import MANY, ONE, using
from bench.lean import Unequal
from bench.report import Row
from bench.shape import Cast
from dashboards.actions import compile_dashboard
from response_tool.figures import challenges, figures
from strategies.models import Adoption

BY_HAND = "leanest SQL by hand, stored"
READ_BY_HAND = "leanest SQL by hand"
OVERDUE = ("what", "who", "response_id", "priority", "by_when", "status")
STATEMENT = ("text", "priority", "response_id")


def rows(cast: Cast, *, times: int) -> list[Row]:
    """Every row about compiling."""
    main, many = cast.main, f"{cast.adoptions} adoptions"
    check_same(main)
    lean.prepare(partnership_id=main.partnership_id)
    stored, read = (_by_hand(main, do) for do in (_compiled_by_hand, lean.figures))
    compiled = medians(_compiling(main), stored, times=times)
    figures_read = medians(_figures(main), read, times=times)
    at_many, at_one = medians(_at(MANY, main), _at(ONE, main), times=times)
    with using(MANY):
        small, large = queries(cast.few), queries(main)
    return [
        Row("Compile", "ms", compiled[0], BY_HAND, compiled[1], goal=2),
        Row(
            "Its figures alone",
            "ms",
            figures_read[0],
            READ_BY_HAND,
            figures_read[1],
            goal=2,
        ),
        Row("Queries of a compile", "queries", large, "with 5 agencies", small, goal=1),
        Row(f"Compile at {many}", "ms", at_many, "at one", at_one, goal=1.1),
    ]


def compile_now(adoption: Adoption) -> None:
    """Compile, whether or not anything has changed."""
    assert compile_dashboard(adoption=adoption, now=timezone.now, force=True)


def _compiling(adoption: Adoption) -> Timed:
    return timed(lambda: compile_now(adoption))


def _at(database: str, adoption: Adoption) -> Timed:
    once = _compiling(adoption)

    def there() -> float:
        with using(database):
            return once()

    return there


def _by_hand(adoption: Adoption, do: Callable[..., object]) -> Timed:
    today = timezone.localdate()
    return timed(lambda: do(**_subject(adoption), today=today))


def _compiled_by_hand(*, partnership_id: int, today: date, **more: int) -> None:
    """Every section of the board; the shape has neither measures nor audits."""
    subject = {"partnership_id": partnership_id, "today": today}
    measures, audits = (
        lean_figures.figures(**subject),
        lean_audits.figures(**subject),
    )
    lean.compiled(**subject, **more, more={"measures": measures, "audits": audits})


def _figures(adoption: Adoption) -> Timed:
    at = timezone.now()
    return timed(lambda: figures(**_subject(adoption), as_at=at))


def _subject(adoption: Adoption) -> dict[str, int]:
    return {
        "partnership_id": adoption.partnership_id,
        "strategy_id": adoption.strategy_id,
    }


def queries(adoption: Adoption) -> int:
    """How many queries one compile makes."""
    with CaptureQueriesContext(connection) as seen:
        compile_now(adoption)
    return len(seen)


def check_same(adoption: Adoption) -> None:
    """Refuse to compare unless the figures have the very numbers of lean."""
    board = figures(**_subject(adoption), as_at=timezone.now())
    counted = lean.figures(**_subject(adoption), today=timezone.localdate())
    of_board = {
        "totals": asdict(board.totals),
        "totals_before": board.totals_before and asdict(board.totals_before),
        "cells": {
            row.response_id: [(cell.state, cell.overdue) for cell in row.cells]
            for row in board.agencies
            if row.cells is not None
        },
        "statuses": board.statuses,
        "overdue": [_named(row, OVERDUE) for row in board.overdue],
        "statements": [_named(row, STATEMENT) for row in board.statements],
    }
    agreed = strategies.figures.figures(**_subject(adoption), as_at=timezone.now())
    of_board |= {"signed": agreed.signed, "not_signed": agreed.not_signed}
    of_board["adopted"] = (
        *(agreed.version, agreed.status),
        *(agreed.adopted_on, agreed.review_on),
    )
    counted |= lean.agreed(**_subject(adoption), today=timezone.localdate())
    asked = challenges.figures(**_subject(adoption), as_at=timezone.now())
    of_board |= {"waiting": asked.waiting, "late": asked.late}
    of_board |= {"replied": asked.replied, "closed": sum(asked.closed.values())}
    counted |= lean.challenged(**_subject(adoption), today=timezone.localdate())
    different = [name for name in counted if of_board[name] != counted[name]]
    if different or not counted["overdue"] or not counted["statements"]:
        raise Unequal(f"The compile and the SQL by hand disagree: {different}")


def _named(row: object, names: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)
