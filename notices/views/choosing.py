"""What a person wants by e-mail: on a page of their own, or from a signed link."""

from django.contrib import messages as banners
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notices import actions, links
from notices.forms import MailForm
from notices.models import ON_ITS_OWN, MailOff, kinds_for
from partnership.guards import PortalRequest, everyone


@require_http_methods(["GET", "POST"])
@everyone
def settings(request: PortalRequest) -> HttpResponse:
    """Every kind of message that this person can get, with e-mail on or off."""
    shown = kinds_for(request.access.roles)
    off = MailOff.objects.visible_to(request.access).values_list("kind", flat=True)
    # No tick at all is a choice too, and sends no field.
    sent = request.POST if request.method == "POST" else None
    form = MailForm(sent, shown=shown, off=set(off))
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["kinds"]
        now = timezone.now()
        actions.choose_mail(shown=shown, wanted=wanted, by=request.access, at=now)
        banners.success(request, "Your choices are saved.")
        return redirect("notices:settings")
    at_once = [kind for kind in shown if kind in ON_ITS_OWN]
    context = {
        "form": form,
        "shown": shown,
        "at_once": at_once,
        "has_role": bool(request.access.roles),
    }
    return render(request, "notices/settings.html", context)


# Mail programs post here by themselves when somebody presses “unsubscribe”; the
# signature of the link stands for the token that they cannot have.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@login_not_required
def turn_off(request: HttpRequest, token: str) -> HttpResponse:
    """Stop e-mails like the one that this link was in, also without signing in."""
    link = links.read_token(token)
    if link is None or not link.is_for_somebody:
        raise Http404
    if request.method == "POST":
        actions.stop_mail(person_id=link.person_id, kinds=link.kinds, at=timezone.now())
    context = {"link": link, "done": request.method == "POST"}
    return render(request, "notices/turn_off.html", context)


turn_off.permission = None  # type: ignore[attr-defined]
