"""An audit goes on to its next state, or one step back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audits import states
from audits.actions.moving import move_back, move_on
from audits.forms.moving import BecauseForm
from audits.models import Audit
from audits.views.whose import find_audit
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.templatetags.words import lower_first

MAY = Permission.AUDIT_CONFIGURE
BACK = "The audit has gone a step back. It says now: {}."


@require_http_methods(["GET", "POST"])
@requires(MAY)
def move(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """What the next step needs, and taking it."""
    found = find_audit(request, partnership, audit_pk, MAY)
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (done := _done(request, found, form, move_on)):
        return done
    found = find_audit(request, partnership, audit_pk, MAY)
    following = states.after(found.state)
    if following is None and request.method == "GET":
        return redirect("audits:audit", found.partnership.slug, found.pk)
    there = states.standing(found)
    context = {
        "partnership": found.partnership,
        "audit": found,
        "form": form,
        "to": following,
        "step": states.STEPS[following] if following else None,
        "missing": states.missing(found, there, timezone.localdate()),
        "without": states.to_explain(found, there),
        "sends": there.drafts if following == states.State.CLOSED else [],
    }
    return render(request, "audits/planning/move.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def step_back(request: PortalRequest, partnership: str, audit_pk: int) -> HttpResponse:
    """Take the last step back, saying why."""
    found = find_audit(request, partnership, audit_pk, MAY)
    form = BecauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (done := _done(request, found, form, move_back)):
        return done
    found = find_audit(request, partnership, audit_pk, MAY)
    to = states.before(found.state)
    if to is None and request.method == "GET":
        return redirect("audits:audit", found.partnership.slug, found.pk)
    context = {"partnership": found.partnership, "audit": found, "form": form, "to": to}
    return render(request, "audits/planning/step_back.html", context)


def _done(
    request: PortalRequest,
    found: Audit,
    form: BecauseForm,
    step: Callable[..., Audit],
) -> HttpResponse | None:
    """Take the step that the page was about; nothing where it is refused."""
    if not form.is_valid():
        return None
    try:
        moved = step(
            audit=found,
            to=request.POST.get("to", ""),
            because=form.cleaned_data["because"],
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        place = "because" if error.error_list[0].code == "reason" else None
        form.add_error(place, error.messages)
        return None
    state = states.State(moved.state)
    back = step is move_back
    said = BACK.format(lower_first(str(state.label)))
    messages.success(request, said if back else states.STEPS[state].done)
    return redirect("audits:audit", found.partnership.slug, found.pk)
