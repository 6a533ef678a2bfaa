"""What the boards that ask for a measure are shown of one period, time after time.

Pure. Each change of what counts is one call of `publish`; what it leaves in `shown` and
`hidden` is to be kept, for the next call begins with it (docs/adr/0022).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from performance.counts import Given, Spec, rows_of
from privacy.disclosure import Count, Symbol
from privacy.over_time import Hidden, Row, first_shown, may_replace, still_hidden

PARTS = ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was sent once, by its number, and as it was sent before."""

    number: int
    given: Given
    before: Sequence[Given] = ()


@dataclass(slots=True)
class Board:
    """One board: what counts for it by agency, what it was shown, what was hidden.

    Nothing is `hidden` (above, below) until it is first shown.
    """

    accepted: Mapping[int, Told]
    is_complete: bool = True
    shown: Mapping[int, Told] = field(default_factory=dict)
    hidden: Sequence[Hidden] | None = None

    def rows(self, spec: Spec) -> list[Row]:
        """What it is shown: numbers and, of a share, what they are out of."""
        rows = _rows(self.shown, spec)
        each = zip(rows, spec.policies, self.hidden or ({}, {}), strict=False)
        return [still_hidden(row, policy, kept) for row, policy, kept in each]


def publish(boards: Sequence[Board], spec: Spec) -> None:
    """Show what is complete for the first time, then what is corrected and safe."""
    for board in boards:
        if board.hidden is None and board.is_complete and board.accepted:
            _show_first(board, _others(board, boards, spec), spec)
    for board in boards:
        differ = {
            pk: told
            for pk, told in board.accepted.items()
            if pk not in board.shown or board.shown[pk].number != told.number
        }
        if board.hidden is None or not differ:
            continue
        # All of it, or else one agency’s after another’s.
        others = _others(board, boards, spec)
        if not _correct(board, differ, others, spec):
            for pk in sorted(differ):
                _correct(board, {pk: differ[pk]}, others, spec)


def _show_first(board: Board, others: Sequence[Sequence[Row]], spec: Spec) -> None:
    board.shown = dict(board.accepted)
    rows = _rows(board.shown, spec)
    each = zip(rows, spec.policies, others, strict=False)
    hidden = [first_shown(*row_policy_beside).hidden for row_policy_beside in each]
    board.hidden = [*hidden, {}][:2]


def _correct(
    board: Board,
    differ: Mapping[int, Told],
    others: Sequence[Sequence[Row]],
    spec: Spec,
) -> bool:
    """Show these figures in place of what was shown, if nothing is given away."""
    figures = {**board.shown, **differ}
    each = zip(
        board.rows(spec),
        _rows(figures, spec),
        spec.policies,
        others,
        PARTS,
        strict=False,
    )
    for kept, row, policy, beside, part in each:
        once = {pk: _before(told, part) for pk, told in differ.items()}
        if not may_replace(kept, row, policy, beside=beside, earlier=once):
            return False
    board.shown = figures
    return True


def _others(
    board: Board, boards: Sequence[Board], spec: Spec
) -> tuple[list[Row], list[Row]]:
    """What other boards are shown: their numbers, and what those are out of."""
    seen = [
        other.rows(spec)
        for other in boards
        if other is not board and other.hidden is not None
    ]
    above = [rows[0] for rows in seen]
    return above, [rows[1] for rows in seen if len(rows) > 1]


def _rows(figures: Mapping[int, Told], spec: Spec) -> list[Row]:
    given = {pk: told.given for pk, told in figures.items()}
    above, below = rows_of(given, given, spec)
    return [above, below] if below else [above]


def _before(told: Told, part: str) -> list[int]:
    counts: list[Count | None] = [getattr(one, part) for one in told.before]
    return [
        count for count in counts if count is not None and not isinstance(count, Symbol)
    ]
