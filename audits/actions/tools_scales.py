"""A partnership makes scales of its own; one that was graded on gets a next version."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.tools import CHANGED, GONE
from audits.actions.tools_states import CHANGED_MEANWHILE
from audits.actions.tools_writing import scale_told, write_grades
from audits.laid import LaidScale, scale_laid
from audits.models import Scale
from audits.versions import is_scale_fixed
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission

MOST_SCALES = 60
FOLLOWED = (
    "A later version of this scale was made meanwhile. Change that one; what you typed "
    "is still here."
)


@transaction.atomic
def add_scale(
    *, partnership: Partnership, laid: LaidScale, by: Access, at: datetime
) -> Scale:
    """A scale of its own, new or as a copy.

    Raises ValidationError with code too_many, title_taken, how_many or twice.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    if Scale.objects.filter(partnership=partnership).count() >= MOST_SCALES:
        raise ValidationError(
            f"The portal keeps {MOST_SCALES} scales for a partnership. Remove one "
            "first.",
            code="too_many",
        )
    _refuse_name(partnership, laid.name)
    scale = Scale(partnership=partnership, name=laid.name, about=laid.about)
    scale.full_clean()
    scale.save()
    write_grades(scale, laid)
    record(by=by, at=at, verb="made", subject=scale, after=scale_told(laid))
    return scale


@transaction.atomic
def change_scale(
    *,
    scale: Scale,
    laid: LaidScale,
    seen: str,
    as_next: bool,
    by: Access,
    at: datetime,
) -> Scale:
    """The scale as changed: itself, or its next version where it was graded on.

    `as_next` says that the person knows of that. Raises ValidationError with code
    gone, changed, fixed, followed, title_taken, how_many or twice.
    """
    held = _own(scale, by)
    stood = scale_laid(held)
    if laid == stood:
        return held
    if stood.mark != seen:
        raise ValidationError(CHANGED, code="changed")
    if Scale.objects.filter(replaces=held).exists():
        raise ValidationError(FOLLOWED, code="followed")
    if held.partnership:
        _refuse_name(held.partnership, laid.name, of=held)
    if is_scale_fixed(held):
        return _next(held, laid, as_next, by, at)
    held.name, held.about = laid.name, laid.about
    held.version += 1
    held.full_clean()
    held.save()
    held.grades.all().delete()
    write_grades(held, laid)
    record(
        by=by,
        at=at,
        verb="changed",
        subject=held,
        before=scale_told(stood),
        after=scale_told(laid),
    )
    return held


@transaction.atomic
def remove_scale(*, scale: Scale, seen: str, by: Access, at: datetime) -> None:
    """Take away a scale that no tool grades on.

    Raises ValidationError with code gone, changed, used or followed.
    """
    held = _own(scale, by)
    stood = scale_laid(held)
    if stood.mark != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    if held.tools.exists():
        raise ValidationError(
            "A tool grades on this scale, so it stays. Choose another scale for the "
            "tool first.",
            code="used",
        )
    if Scale.objects.filter(replaces=held).exists():
        raise ValidationError("A later version follows it, so it stays.", code="used")
    record(by=by, at=at, verb="removed", subject=held, before=scale_told(stood))
    held.delete()


def _next(
    held: Scale, laid: LaidScale, as_next: bool, by: Access, at: datetime
) -> Scale:
    number = held.number + 1
    if not as_next:
        raise ValidationError(
            "Something was graded on this scale meanwhile, so it stays as it is. Save "
            f"again to make version {number} of it with what you typed.",
            code="fixed",
        )
    scale = Scale(
        partnership=held.partnership,
        name=laid.name,
        about=laid.about,
        number=number,
        replaces=held,
    )
    scale.full_clean()
    scale.save()
    write_grades(scale, laid)
    record(
        by=by,
        at=at,
        verb="made the next version of",
        subject=scale,
        before=scale_told(scale_laid(held)),
        after=scale_told(laid) | {"version": number},
    )
    return scale


def _own(scale: Scale, by: Access) -> Scale:
    rows = Scale.objects.select_related("partnership")
    held = locked(rows).filter(pk=scale.pk).first()
    if held is None:
        raise ValidationError(GONE, code="gone")
    # A shipped scale is nobody's, so nobody may change it.
    whose = [held.partnership_id] if held.partnership_id else []
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=whose)
    return held


def _refuse_name(
    partnership: Partnership, name: str, *, of: Scale | None = None
) -> None:
    others = Scale.objects.newest().filter(partnership=partnership, name__iexact=name)
    if of is not None:
        others = others.exclude(pk=of.pk)
    if others.exists():
        raise ValidationError(
            f"Your partnership has a scale “{name}” already. Give this one another "
            "name.",
            code="title_taken",
        )
