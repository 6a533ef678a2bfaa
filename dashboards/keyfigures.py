"""The big numbers of the board page, and how they moved since the last round."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnership.wording import Words
from response_tool.figures.shapes import OverdueAction
from ui.numbers import percent
from ui.templatetags.words import count, lower_first


@dataclass(frozen=True, slots=True)
class Change:
    """How a number moved since the last round, in words before signs."""

    text: str
    better: bool | None = None

    @property
    def arrow(self) -> str:
        """Up, down, or nothing where it is neither better nor worse."""
        return "" if self.better is None else "▲" if "more" in self.text else "▼"

    @property
    def verdict(self) -> str:
        """Better or worse, always said."""
        return "" if self.better is None else "better" if self.better else "worse"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the big numbers."""

    label: str
    value: str
    of: str
    change: Change | None
    note: str


def key_figures(figures: Mapping[str, Any], words: Words) -> list[KeyFigure]:
    """Returns, priorities with an action, embedded, overdue."""
    now, before = figures["totals"], figures["totals_before"]
    return [
        KeyFigure(
            "Returns received",
            str(now["returns"]),
            f"of {now['asked']}",
            _returns_change(figures),
            _outstanding(figures),
        ),
        KeyFigure(
            "Priorities with an action",
            _share(now["with_action"], now["held"]),
            "",
            _points(figures, "with_action", "held"),
            f"{now['with_action']} of the {now['held']} that are agencies’ own",
        ),
        KeyFigure(
            words.status("embedded"),
            str(now["embedded"]),
            f"of {count(now['actions'], 'action')}",
            _points(figures, "embedded", "actions"),
            lower_first(words.meaning("embedded")).rstrip("."),
        ),
        KeyFigure(
            "Actions overdue",
            str(now["overdue"]),
            f"of {now['standing_actions']}",
            _difference(
                now["overdue_here"],
                before["overdue_here"] if before else None,
                good=False,
            ),
            _longest_overdue(figures),
        ),
    ]


def _returns_change(figures: Mapping[str, Any]) -> Change | None:
    """Until answers are due, fewer returns than last time is not yet worse."""
    now, before = figures["totals"], figures["totals_before"]
    if not before:
        return None
    if now["returns"] < before["returns"] and not figures["round"]["is_past_due"]:
        last = figures["previous"]["name"]
        return Change(f"{before['returns']} of {before['asked']} in {last}")
    return _difference(now["returns"], before["returns"], good=True)


def _points(figures: Mapping[str, Any], part: str, whole: str) -> Change | None:
    """How a share moved, in percentage points."""
    now, before = figures["totals"], figures["totals_before"]
    if not before or not before[whole] or not now[whole]:
        return None
    share, was = (percent(one[part], one[whole]) for one in (now, before))
    return _difference(share, was, good=True, unit="point")


def _outstanding(figures: Mapping[str, Any]) -> str:
    names = [row["name"] for row in figures["agencies"] if row["cells"] is None]
    if not figures["agencies"]:
        return "No agency of this partnership was asked"
    if not names:
        return "Every agency has answered"
    if len(names) > 2:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more have not returned"
    return f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} not returned"


def _longest_overdue(figures: Mapping[str, Any]) -> str:
    if not figures["overdue"]:
        return "none past its date"
    first = OverdueAction(*figures["overdue"][0])
    return f"Longest: {count(first.days_late, 'day')}, {first.agency}"


def _share(part: int, whole: int) -> str:
    return f"{percent(part, whole)}%" if whole else "–"


def _difference(
    now: int, then: int | None, *, good: bool, unit: str = ""
) -> Change | None:
    """More or fewer than then; `good` says whether more is better."""
    if then is None:
        return None
    step = now - then
    if not step:
        return Change("no change")
    size = count(abs(step), unit) if unit else str(abs(step))
    word = "more" if step > 0 else "fewer"
    return Change(f"{size} {word}", better=(step > 0) is good)
