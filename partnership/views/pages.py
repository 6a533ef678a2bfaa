"""The partnerships that a person runs, and what stands on the page of one."""

from functools import partial
from types import SimpleNamespace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership import actions
from partnership.forms import ContactForm, WordingForm
from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import again, running, saved
from partnership.wording import STANDARD, words_of


@require_GET
@requires(Permission.PARTNERSHIP_CONFIGURE)
def partnerships(request: PortalRequest) -> HttpResponse:
    """The partnerships that a person runs; where it is one, that one."""
    mine = Partnership.objects.visible_to(request.access).run_by(request.access)
    now = timezone.localdate()
    found = list(mine.with_sizes(now))
    if len(found) == 1:
        return redirect("partnership:partnership", found[0].slug)
    context = {"partnerships": found}
    return render(request, "partnership/partnerships.html", context)


@require_GET
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def partnership(request: PortalRequest, found: Partnership) -> HttpResponse:
    """One partnership: how to reach it, who sits in it, what it calls things."""
    today = timezone.localdate()
    seats = found.seats.select_related("agency").order_by(
        "agency__name", "from_on", "pk"
    )
    context = {
        "partnership": found,
        "seats": [one for one in seats if not one.has_ended(today)],
        "ended": [one for one in seats if one.has_ended(today)],
        "holidays": found.holidays.filter(to_on__gte=today).count(),
        "own_words": len(words_of([found.pk]).own),
        "runs_several": len(
            request.access.partnerships_with(Permission.PARTNERSHIP_CONFIGURE)
        )
        > 1,
    }
    return render(request, "partnership/partnership.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def contact(request: PortalRequest, found: Partnership) -> HttpResponse:
    """How agencies reach the coordinators."""
    form = ContactForm(request.POST or None, partnership=found)
    change = partial(actions.change_contact, partnership=found)
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(request, form, change, stands=partial(again, found)):
        messages.success(request, "The contact details are saved.")
        return redirect("partnership:partnership", found.slug)
    context = {"partnership": found, "form": form}
    return render(request, "partnership/contact.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def wording(request: PortalRequest, found: Partnership) -> HttpResponse:
    """What the partnership calls its roles and statuses."""
    form = WordingForm(request.POST or None, own=words_of([found.pk]).own)
    change = partial(actions.change_wording, partnership=found)
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(request, form, change, stands=partial(_wording_now, found)):
        messages.success(request, "The wording is saved.")
        return redirect("partnership:partnership", found.slug)
    context = {"partnership": found, "form": form}
    return render(request, "partnership/wording.html", context)


def _wording_now(found: Partnership) -> SimpleNamespace:
    own = words_of([found.pk]).own
    return SimpleNamespace(**{key: own.get(key, "") for key in STANDARD})
