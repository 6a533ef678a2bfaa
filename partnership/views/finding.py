"""Finding the partnership in hand, and meeting a colleague's change to it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from partnership.guards import PortalRequest
from partnership.models import Partnership, Sector
from partnership.roles import Permission
from ui.forms import EditForm, quoted
from ui.merging import Clash
from ui.templatetags.words import day

View = Callable[..., HttpResponse]


def running(view: View) -> View:
    """Give a page the partnership, which this person looks after; else 403 or 404."""

    @wraps(view)
    def page(request: PortalRequest, partnership: str, **kwargs: Any) -> HttpResponse:
        seen = Partnership.objects.visible_to(request.access)
        found = get_object_or_404(seen, slug=partnership)
        request.access.require(
            Permission.PARTNERSHIP_CONFIGURE, partnership_ids=[found.pk]
        )
        return view(request, found, **kwargs)

    return page


def meet(form: EditForm, stands: Any, clashes: Sequence[Clash]) -> None:
    """Say what a colleague made of it; saving again keeps this person's words."""
    form.meet_clashes(stands, clashes, said=lambda value: quoted(_said(value)))


def _said(value: Any) -> str:
    """A date, a sector or a tick in words; a text as it is."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(Sector.choices).get(value, value) or "nothing")
