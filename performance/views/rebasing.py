"""A partnership begins a new mean of a measure, and takes one back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from performance.actions.rebasing import rebase, take_back_mean
from performance.forms.measures import RebaseForm, TakeBackForm
from performance.views.choosing import done, page
from performance.views.finding import find_commission

MAY = Permission.MEASURE_CONFIGURE


@require_http_methods(["GET", "POST"])
@requires(MAY)
def begin_anew(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Begin a new mean and range, with a reason."""
    found = find_commission(request, partnership, pk, MAY)
    form = RebaseForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        rebase(
            commission=found,
            from_on=form.cleaned_data["from_on"],
            because=form.cleaned_data["because"],
            baseline=form.cleaned_data["baseline"],
            by=request.access,
            at=timezone.now(),
        )

    return done(request, found, form, do, "The mean begins anew there.") or page(
        request, found, form, "performance/rebase.html"
    )


@require_http_methods(["GET", "POST"])
@requires(MAY)
def take_back(
    request: PortalRequest, partnership: str, pk: int, rebase_pk: int
) -> HttpResponse:
    """Take a new mean back, after asking why."""
    found = find_commission(request, partnership, pk, MAY)
    new = get_object_or_404(found.rebases.all(), pk=rebase_pk)
    new.commission = found
    form = TakeBackForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        take_back_mean(
            new=new,
            because=form.cleaned_data["because"],
            by=request.access,
            at=timezone.now(),
        )

    said = "The new mean is taken back."
    return done(request, found, form, do, said) or page(
        request, found, form, "performance/take_back.html", new=new
    )
