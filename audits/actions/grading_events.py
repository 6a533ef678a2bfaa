"""What the history keeps of a save while an agency grades."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from activity.actions import event, record_all
from activity.models import Event
from audits.judging import Words
from audits.models import Judgement, Part
from partnership.access import Access
from ui.merging import Clash, Merge


def record_saved(
    part: Part,
    changed: Sequence[tuple[Judgement, Merge]],
    whole: Merge,
    clashes: Sequence[Clash],
    ended: Sequence[tuple[Judgement, Words]],
    marks: Mapping[str, str],
    by: Access,
    at: datetime,
) -> None:
    """Write down what changed, and what a colleague's words kept from being saved."""
    events: list[Event] = []
    for row, merged in changed:
        events.append(
            event(
                by=by,
                at=at,
                verb="graded",
                subject=row,
                label=str(row.criterion),
                thread=part,
                before=in_words(merged.before, marks),
                after=in_words(merged.after, marks),
            )
        )
    if whole:
        events.append(
            event(
                by=by,
                at=at,
                verb="changed",
                subject=part,
                before=whole.before,
                after=whole.after,
            )
        )
    for clash in clashes:
        unsaved = in_words({clash.field: clash.mine}, marks)
        verb = "wrote, but did not save,"
        events.append(event(by=by, at=at, verb=verb, subject=part, after=unsaved))
    events += [_ended(row, was, part, marks, by, at) for row, was in ended]
    record_all(events)


def in_words(values: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, str]:
    """What is said, as the history has it."""
    return {
        name: marks.get(value, value) if name == "mark" else value
        for name, value in values.items()
    }


def _ended(
    row: Judgement,
    was: Words,
    part: Part,
    marks: Mapping[str, str],
    by: Access,
    at: datetime,
) -> Event:
    """A moderated grade that was taken off, because the agency graded anew."""
    return event(
        by=by,
        at=at,
        verb="graded anew, so that it is moderated no longer,",
        subject=row,
        label=f"{part.agency}: {row.criterion}",
        thread=part.case,
        before=in_words({"mark": was.mark, "reason": was.reason}, marks),
        after={"mark": "", "reason": ""},
    )
