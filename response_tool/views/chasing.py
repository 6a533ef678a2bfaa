"""A coordinator asks agencies for the answers that have not come."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool.actions.chasing import chase_agencies
from response_tool.chasing import reach
from response_tool.forms.chasing import ChaseForm
from response_tool.models import Response, Round
from ui.templatetags.words import count


@require_http_methods(["GET", "POST"])
@requires(Permission.RESPONSE_CHASE)
def chase(request: PortalRequest, pk: int) -> HttpResponse:
    """Write to one agency, or to all that have not submitted."""
    mine = request.access.partnerships_with(Permission.RESPONSE_CHASE)
    seen = Round.objects.visible_to(request.access).serving(mine)
    found = get_object_or_404(seen.select_related("strategy"), pk=pk)
    today = timezone.localdate()
    if found.opens_on > today:
        messages.info(request, "This round is not open yet, so nobody can be asked.")
        return redirect("response_tool:round", pk)
    waited_for = _waited_for(found, mine)
    form = ChaseForm(
        request.POST or None,
        round_=found,
        responses=waited_for,
        chosen=request.GET.getlist("agency"),
        reach=reach(waited_for),
        today=today,
    )
    if request.method == "POST" and form.is_valid() and _chased(request, form):
        return redirect("response_tool:round", pk)
    return render(request, "response_tool/chase.html", {"round": found, "form": form})


def _waited_for(found: Round, mine: frozenset[int]) -> list[Response]:
    rows = found.responses.filter(
        corrects=None, state=Response.State.DRAFT, recipients__partnership_id__in=mine
    )
    named = rows.select_related("agency", "round").distinct()
    return list(named.order_by("agency__name", "pk"))


def _chased(request: PortalRequest, form: ChaseForm) -> bool:
    try:
        chases = chase_agencies(
            responses=form.chosen(),
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            seniors=form.cleaned_data.get("seniors", ()),
            form_key=form.cleaned_data["form_key"],
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return False
    if chases:
        agencies = count(len(chases), "agency", "agencies")
        messages.success(request, f"{agencies} will be written to now.")
    return True
