"""A partnership chooses what it measures, and sets what it asks and hopes for."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.actions.commissioning import (
    ask_for,
    change_terms,
    terms_of,
)
from performance.actions.library import pick_measure
from performance.actions.stopping import ask_again, stop_asking
from performance.actions.writing import write_measure
from performance.choice import on_offer
from performance.forms.measures import (
    AgainForm,
    OwnMeasureForm,
    StopForm,
    TermsForm,
)
from performance.library import NoSuchMeasure
from performance.models import Commission, Coverage, Measure
from performance.views.finding import find_commission
from strategies.working_to import objectives_of, outcomes_of

MAY = Permission.MEASURE_CONFIGURE


@require_http_methods(["GET", "POST"])
@requires(MAY)
def choose(request: PortalRequest, partnership: str) -> HttpResponse:
    """The library, what goes with the partnership’s strategies first."""
    whose = find_partnership(request, partnership, MAY)
    if request.method == "POST":
        try:
            picked = pick_measure(
                key=request.POST.get("key", ""),
                partnership=whose,
                by=request.access,
                at=timezone.now(),
            )
        except NoSuchMeasure:
            raise Http404 from None
        return redirect("performance:ask", whose.slug, picked.pk)
    covered = Coverage.objects.visible_to(request.access).filter(partnership=whose)
    context = {
        "partnership": whose,
        "groups": on_offer(whose),
        "knows_areas": covered.exists(),
    }
    return render(request, "performance/choose.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def own(request: PortalRequest, partnership: str) -> HttpResponse:
    """A measure of the partnership’s own."""
    whose = find_partnership(request, partnership, MAY)
    form = OwnMeasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            written = write_measure(
                partnership=whose,
                fields=form.cleaned_data,
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            _put_error(form, error)
        else:
            return redirect("performance:ask", whose.slug, written.pk)
    context = {"partnership": whose, "form": form}
    return render(request, "performance/own.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def ask(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Whom to ask for a measure, how often, and what to hope for."""
    whose = find_partnership(request, partnership, MAY)
    measure = get_object_or_404(Measure.objects.visible_to(request.access), pk=pk)
    if asked := _asked_already(request, whose, measure):
        name = "again" if asked.ended_on else "change"
        return redirect(f"performance:{name}", whose.slug, asked.pk)
    form = _terms_form(request, whose, measure)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_for(
                partnership=whose,
                measure=measure,
                terms=form.terms(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            _put_error(form, error)
        else:
            messages.success(request, f"Agencies are asked for “{measure.title}”.")
            return redirect("performance:measure", whose.slug, asked.pk)
    context = {"partnership": whose, "measure": measure, "form": form}
    return render(request, "performance/terms.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """What is asked for and hoped for with one measure."""
    found = find_commission(request, partnership, pk, MAY)
    form = _terms_form(request, found.partnership, found.measure, found)

    def do() -> None:
        change_terms(
            commission=found,
            terms=form.terms(),
            seen=_seen(request),
            by=request.access,
            at=timezone.now(),
        )

    return done(request, found, form, do, "The changes are saved.") or page(
        request, found, form, "performance/terms.html"
    )


@require_http_methods(["GET", "POST"])
@requires(MAY)
def stop(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Ask no longer for a measure."""
    found = find_commission(request, partnership, pk, MAY)
    form = StopForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        stop_asking(
            commission=found,
            ended_on=form.cleaned_data["ended_on"],
            by=request.access,
            at=timezone.now(),
        )

    return done(request, found, form, do, "It is asked for until then.") or page(
        request, found, form, "performance/stop.html"
    )


@require_http_methods(["GET", "POST"])
@requires(MAY)
def again(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Ask again for a measure that was stopped."""
    found = find_commission(request, partnership, pk, MAY)
    form = AgainForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        ask_again(
            commission=found,
            from_on=form.cleaned_data["from_on"],
            by=request.access,
            at=timezone.now(),
        )

    said = f"Agencies are asked again for “{found.measure.title}”."
    return done(request, found, form, do, said) or page(
        request, found, form, "performance/again.html"
    )


def done(
    request: PortalRequest,
    found: Commission,
    form: forms.Form,
    do: Callable[[], None],
    said: str,
) -> HttpResponse | None:
    """Do what was sent and go back to the measure; nothing where there is a mistake."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        do()
    except ValidationError as error:
        _put_error(form, error)
        return None
    messages.success(request, said)
    return redirect("performance:measure", found.partnership.slug, found.pk)


def page(
    request: PortalRequest,
    found: Commission,
    form: forms.Form,
    template: str,
    **more: Any,
) -> HttpResponse:
    """A page about something that a partnership asks for, with its form."""
    context = {
        "partnership": found.partnership,
        "measure": found.measure,
        "commission": found,
        "form": form,
        # The version that was read, so that a colleague's change is not written over.
        "seen": _seen(request),
        **more,
    }
    return render(request, template, context)


def _asked_already(
    request: PortalRequest, whose: Partnership, measure: Measure
) -> Commission | None:
    seen = Commission.objects.visible_to(request.access)
    return seen.filter(partnership=whose, measure=measure).first()


def _terms_form(
    request: PortalRequest,
    whose: Partnership,
    measure: Measure,
    found: Commission | None = None,
) -> TermsForm:
    seen = Agency.objects.visible_to(request.access)
    return TermsForm(
        request.POST if request.method == "POST" else None,
        measure=measure,
        agencies=seen.seated([whose], timezone.localdate()),
        objectives=objectives_of(whose),
        outcomes=outcomes_of(whose),
        terms=terms_of(found) if found else None,
    )


def _seen(request: PortalRequest) -> int:
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _put_error(form: forms.Form, error: ValidationError) -> None:
    """Beside the box it is about, where that is known."""
    places = {
        "wrong_day": ("first_on", "from_on"),
        "too_early": ("ended_on", "from_on"),
        "not_seated": ("agencies",),
        "same_title": ("title",),
        "no_mean": ("from_on",),
    }
    code = getattr(error, "code", None)
    for name in places.get(code or "", ()):
        if name in form.fields:
            form.add_error(name, error.messages[0])
            return
    form.add_error(None, error.messages[0])
