"""A partnership looks at what agencies sent: accepts it, or asks about it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.actions.deciding import decide_figures
from performance.forms.review import DecisionForm
from performance.models import Received, Return
from performance.received import arrivals, sent_to
from ui.templatetags.words import count


@require_GET
@requires(Permission.DATA_REVIEW)
def received(request: PortalRequest, partnership: str) -> HttpResponse:
    """Which agencies have sent their figures, and which have not."""
    whose = find_partnership(request, partnership, Permission.DATA_REVIEW)
    today = timezone.localdate()
    context = {"partnership": whose, "arrivals": arrivals(whose, on=today)}
    return render(request, "performance/received.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DATA_REVIEW)
def review(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """One return: every figure beside what it was before; accept or ask."""
    whose = find_partnership(request, partnership, Permission.DATA_REVIEW)
    seen = Return.objects.visible_to(request.access).select_related("agency")
    data_return = get_object_or_404(seen, pk=pk)
    sent = sent_to(data_return, whose)
    if not sent:
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None, sent=sent)
    if request.method == "POST" and form.is_valid():
        try:
            done = decide_figures(
                data_return=data_return,
                partnership=whose,
                decisions=form.decisions(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _said(done))
            return redirect("performance:received", whose.slug)
    context = {
        "data_return": data_return,
        "partnership": whose,
        "rows": form.rows(),
        "form": form,
    }
    return render(request, "performance/review.html", context)


def _said(done: list[Received]) -> str:
    accepted = sum(row.state == Received.State.ACCEPTED for row in done)
    asked = len(done) - accepted
    parts = [f"{count(accepted, 'figure')} accepted"] if accepted else []
    parts += [f"{count(asked, 'figure')} sent back with a question"] if asked else []
    return f"{', '.join(parts).capitalize() or 'Nothing was changed'}."
