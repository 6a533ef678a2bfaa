"""An analyst puts in figures for agencies: entered, and sent, in their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from performance.actions.entering import hold_grid, save_figures
from performance.actions.sending import send_line
from performance.actions.telling import tell_put_in
from performance.grids import Grid, Line
from performance.models import Asked, Return
from performance.periods import Period
from ui.merging import Clash, Edit

OVERTAKEN = (
    "Something changed meanwhile, so these figures no longer go together. Nothing of "
    "this agency and period is saved. Look at the file once more."
)
ACCEPTED = (
    "One of these figures was accepted meanwhile. It can be put in once it is opened "
    "again under “Figures received”. Nothing of this agency and period is saved."
)


@dataclass(frozen=True, slots=True)
class PutIn:
    """Figures of one agency and period, as edits by number of their measure."""

    agency: Agency
    period: Period
    edits: Mapping[int, Sequence[Edit]]


@dataclass(slots=True)
class Done:
    """What became of figures that were put in."""

    saved: int = 0
    refused: list[tuple[PutIn, str]] = field(default_factory=list)


def put_in_figures(
    *, partnership: Partnership, groups: Sequence[PutIn], by: Access, at: datetime
) -> Done:
    """Enter and send figures for agencies that a partnership asks for them.

    They wait to be accepted as if the agency had sent them, and the agency is told.
    Each agency and period is saved whole or, where something changed since it was
    looked at, not at all.
    """
    by.require(Permission.DATA_REVIEW, partnership_ids=[partnership.pk])
    done = Done()
    sent: dict[int, list[Return]] = {}
    # Earlier periods first: they are the history of the later ones.
    for one in sorted(groups, key=lambda one: (one.agency.pk, one.period)):
        try:
            data_return, many = _put_in(partnership, one, by, at)
        except ValidationError as error:
            done.refused.append((one, error.messages[0]))
        else:
            done.saved += many
            if many:
                sent.setdefault(one.agency.pk, []).append(data_return)
    for returns in sent.values():
        tell_put_in(returns, partnership, by, at)
    return done


@transaction.atomic
def _put_in(
    partnership: Partnership, one: PutIn, by: Access, at: datetime
) -> tuple[Return, int]:
    """Raises ValidationError with code not_asked, changed, locked or checks."""
    _refuse_not_asked(partnership, one)
    agency = by.standing_in(one.agency.pk)
    whole, _ = hold_grid(one.agency, one.period, agency)
    _refuse_unsent(whole, partnership, one.edits)
    _refuse_accepted(whole, one.edits)
    clashes: list[Clash] = save_figures(
        agency=one.agency, period=one.period, edits=one.edits, by=agency, at=at
    )
    if clashes:
        raise ValidationError(OVERTAKEN, code="changed")
    whole, data_return = hold_grid(one.agency, one.period, agency)
    problems = whole.problems
    if any(problem.key in one.edits for problem in problems):
        raise ValidationError(OVERTAKEN, code="checks")
    # What was put in already, as by a page that was sent twice, is not sent again.
    lines = [line for line in whole.lines if line.measure.pk in one.edits]
    lines = [line for line in lines if line.is_new]
    if not lines:
        return data_return, 0
    for line in lines:
        send_line(line, whole.commissions, by, at)
    if not problems and not _unsent(whole, one.edits):
        # With these nothing is missing any more, so the return as a whole is sent.
        data_return.submitted_at, data_return.submitted_by = at, by.actor_name
        data_return.first_submitted_at = data_return.first_submitted_at or at
        data_return.version += 1
        data_return.save()
    record(
        by=by,
        at=at,
        verb="put in figures",
        subject=data_return,
        after={
            "partnership": partnership.name,
            "measures": [line.measure.title for line in lines],
        },
    )
    return data_return, len(lines)


def _unsent(whole: Grid, but: Mapping[int, Sequence[Edit]]) -> list[Line]:
    """What the agency has still to send itself."""
    return [
        line for line in whole.open_lines if line.measure.pk not in but and line.is_new
    ]


def _refuse_not_asked(partnership: Partnership, one: PutIn) -> None:
    """Only what the partnership asks of an agency that has or had a seat in it."""
    seated = Agency.objects.sitting_in([partnership.pk])
    asked = Asked.objects.filter(
        commission__partnership=partnership,
        commission__measure__in=one.edits,
        agency__in=seated.filter(pk=one.agency.pk),
    )
    measures = asked.values_list("commission__measure_id", flat=True)
    if set(one.edits) - set(measures):
        raise ValidationError(
            "Your partnership no longer asks this agency for these figures.",
            code="not_asked",
        )


def _refuse_accepted(whole: Grid, edits: Mapping[int, Sequence[Edit]]) -> None:
    """What was accepted while somebody looked at the file stays as it is."""
    new = {pk for pk, some in edits.items() if any(e.was != e.now for e in some)}
    if any(line.is_locked and line.measure.pk in new for line in whole.lines):
        raise ValidationError(ACCEPTED, code="locked")


def _refuse_unsent(
    whole: Grid, partnership: Partnership, edits: Mapping[int, Sequence[Edit]]
) -> None:
    """What the agency has entered and not sent is its own, and not written over."""
    for line in whole.lines:
        if line.measure.pk in edits and not line.is_open_to(partnership.pk):
            raise ValidationError(OVERTAKEN, code="changed")
