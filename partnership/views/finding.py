"""Finding the partnership in hand, and meeting a colleague's change to it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnership.guards import PortalRequest
from partnership.models import Partnership, Sector
from partnership.roles import Permission
from ui.forms import EditForm, quoted
from ui.merging import Clash
from ui.templatetags.words import day

View = Callable[..., HttpResponse]


def find_partnership(
    request: PortalRequest, slug: str, permission: Permission
) -> Partnership:
    """A partnership in which a person has a right; 404 for outsiders."""
    seen = Partnership.objects.visible_to(request.access)
    found = get_object_or_404(seen, slug=slug)
    request.access.require(permission, partnership_ids=[found.pk])
    return found


def running(view: View) -> View:
    """Give a page the partnership, which this person looks after; else 403 or 404."""

    @wraps(view)
    def page(request: PortalRequest, partnership: str, **kwargs: Any) -> HttpResponse:
        found = find_partnership(request, partnership, Permission.PARTNERSHIP_CONFIGURE)
        return view(request, found, **kwargs)

    return page


def saved(
    request: PortalRequest,
    form: EditForm,
    change: Callable[..., Sequence[Clash]],
    *,
    stands: Callable[[], Any],
) -> bool:
    """Make a change from a form; if it cannot be made, say why on the form.

    `change` is an action that lacks only its edits, who, and when. `stands` reads
    what is saved once a colleague has overtaken this person, whose words are kept.
    """
    try:
        clashes = change(edits=form.edits(), by=request.access, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if clashes:
        form.meet_clashes(stands(), clashes, said=lambda value: quoted(_said(value)))
    return not clashes


def again(row: Model) -> Model:
    """A row as it is now."""
    row.refresh_from_db()
    return row


def _said(value: Any) -> str:
    """A date, a sector or a tick in words; a text as it is."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(Sector.choices).get(value, value) or "nothing")
