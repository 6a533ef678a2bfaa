"""Figures for tests, in the shape in which a snapshot gives them back."""

import json
from datetime import date
from typing import Any

from dashboards.board import Board
from dashboards.encoding import FiguresEncoder
from response_tool.figures.shapes import (
    AgencyFigure,
    Cell,
    ObjectiveFigure,
    OverdueAction,
    PriorityFigure,
    ResponseFigures,
    RoundFigure,
    State,
    Totals,
)

NOW = RoundFigure(
    2, "autumn 2026", date(2026, 10, 26), date(2026, 11, 30), date(2026, 12, 21)
)
BEFORE = RoundFigure(
    1, "spring 2026", date(2026, 4, 1), date(2026, 5, 4), date(2026, 5, 25)
)
PRIORITIES = [
    PriorityFigure(1, "Do thing 1", "Thing 1", "Recognise"),
    PriorityFigure(2, "Do thing 2", "Thing 2", "Recognise"),
    PriorityFigure(3, "Do thing 3", "Thing 3", "Respond"),
]


def board(*, before: Totals | None = None, **figures: Any) -> Board:
    """The board of an open round, after another where `before` is given."""
    made = ResponseFigures(
        **{
            "round": NOW,
            "previous": BEFORE if before else None,
            "totals_before": before,
            "priorities": PRIORITIES,
        }
        | figures
    )
    return Board(stored(made))


def stored(figures: ResponseFigures) -> dict[str, Any]:
    """As a snapshot keeps them: plain values, and how long the lists were."""
    plain = json.loads(json.dumps(figures, cls=FiguresEncoder))
    counts = {f"{key}_count": len(plain[key]) for key in ("overdue", "statements")}
    return plain | counts


def agency(name: str, *states: str, overdue: int = 0) -> AgencyFigure:
    """A row of the heat map; without states the agency has not answered."""
    cells = [Cell(State(state)) for state in states] or None
    return AgencyFigure(
        name, "health", response_id=7 if cells else None, cells=cells, overdue=overdue
    )


def objective(title: str, **states: int) -> ObjectiveFigure:
    return ObjectiveFigure(title, states)


def overdue(agency: str, days: int, **more: Any) -> OverdueAction:
    """An action that many days late."""
    fields = {
        "what": "Train everybody",
        "who": "Team manager",
        "priority": 1,
        "priority_title": "Thing 1",
        "by_when": date(2026, 10, 1),
        "status": "slipping",
        "response_id": 7,
        "this_round": True,
    }
    return OverdueAction(agency=agency, days_late=days, **fields | more)
