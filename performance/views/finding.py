"""Finding the thing in hand, for the person who asks for it."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnership.guards import PortalRequest
from partnership.models import Agency
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.grids import Grid, grid
from performance.models import Commission
from performance.periods import Frequency, Period


def find_grid(
    request: PortalRequest, agency: str, frequency: Frequency, starts_on: date
) -> Grid:
    """The grid at an address, if this person may see it, else 404."""
    seen = Agency.objects.visible_to(request.access)
    mine = seen.filter(pk__in=request.access.agencies_with(Permission.DATA_VIEW))
    whose = get_object_or_404(mine, slug=agency)
    try:
        period = Period(frequency, starts_on)
    except ValueError:
        raise Http404 from None
    found = grid(whose, period)
    if found is None or not period.ended(timezone.localdate()):
        raise Http404
    return found


def find_commission(
    request: PortalRequest, slug: str, pk: int, permission: Permission
) -> Commission:
    """A measure that a partnership asks for, for somebody with a right there."""
    whose = find_partnership(request, slug, permission)
    seen = Commission.objects.visible_to(request.access)
    return get_object_or_404(
        seen.select_related("partnership", "measure"), partnership=whose, pk=pk
    )
