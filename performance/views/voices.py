"""What children, families and practitioners said: the list, and writing it down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.actions.voices import (
    GONE,
    add_voice,
    change_voice,
    remove_voice,
    said_in,
)
from performance.figures.voices import how_many, voices_by_theme, year_to
from performance.forms.voices import VoiceForm
from performance.models import Theme, Voice
from performance.models.voices import VoiceQuerySet
from strategies.working_to import objectives_of
from ui.forms import put_error, version_seen

MAY = Permission.VOICE_EDIT
PAGE = 25
BESIDE = {
    "no_theme": "new_themes",
    "too_many_themes": "new_themes",
    "not_yet": "heard_on",
    "not_theirs": "objectives",
}


@require_GET
@requires(Permission.MEASURE_VIEW)
def voices(request: PortalRequest, partnership: str) -> HttpResponse:
    """Themes by how often they came up, and what was said, the latest first."""
    whose = find_partnership(request, partnership, Permission.MEASURE_VIEW)
    today = timezone.localdate()
    seen = Theme.objects.visible_to(request.access).filter(partnership=whose)
    themes = list(seen.by_name())
    chosen = next((t for t in themes if str(t.pk) == request.GET.get("theme")), None)
    rows = _seen(request, whose).newest_first()
    rows = rows.filter(themes=chosen) if chosen else rows
    rows = rows.prefetch_related(Prefetch("themes", seen.by_name()), "objectives")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    raw = request.access.may(Permission.DATA_REVIEW, partnership_ids=[whose.pk])
    figures = voices_by_theme(whose.pk, today)
    context = {
        "partnership": whose,
        "since": year_to(today),
        "figures": figures,
        "has_small": any(one.small for one in figures),
        "themes": themes,
        "chosen": chosen,
        "keep": f"theme={chosen.pk}" if chosen else "",
        "rows": page,
        "raw": raw,
        "entries": [(one, one.how_many if raw else how_many(one)) for one in page],
        "may_edit": request.access.may(MAY, partnership_ids=[whose.pk]),
    }
    return render(request, "performance/voices.html", context)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def add(request: PortalRequest, partnership: str) -> HttpResponse:
    """Write down what was heard."""
    whose = find_partnership(request, partnership, MAY)
    form = _form(request, whose)
    if request.method == "POST" and form.is_valid():
        try:
            add_voice(
                partnership=whose,
                said=form.said(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "What was said is written down.")
            return redirect("performance:voices", whose.slug)
    return _show(request, whose, form)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Mend what was written down."""
    whose = find_partnership(request, partnership, MAY)
    voice = _seen(request, whose).filter(pk=pk).first()
    if voice is None:
        return _gone(request, whose)
    form = _form(request, whose, voice)
    seen, stands = version_seen(request, voice.version), None
    if request.method == "POST" and form.is_valid():
        try:
            change_voice(
                voice=voice,
                said=form.said(),
                seen=seen,
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            if error.code == "gone":
                return _gone(request, whose)
            if error.code == "changed":
                voice.refresh_from_db()
                seen, stands = voice.version, said_in(voice)
            put_error(form, error, BESIDE)
        else:
            messages.success(request, "The changes are saved.")
            return redirect("performance:voices", whose.slug)
    return _show(request, whose, form, voice, seen=seen, stands=stands)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def remove(request: PortalRequest, partnership: str, pk: int) -> HttpResponse:
    """Take it out, after asking."""
    whose = find_partnership(request, partnership, MAY)
    voice = get_object_or_404(_seen(request, whose), pk=pk)
    error = ""
    if request.method == "POST":
        try:
            remove_voice(
                voice=voice,
                seen=version_seen(request, voice.version),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as refusal:
            if refusal.code == "gone":
                raise Http404 from None
            error = refusal.messages[0]
            voice.refresh_from_db()
        else:
            messages.success(request, "It is removed.")
            return redirect("performance:voices", whose.slug)
    context = {
        "partnership": whose,
        "voice": voice,
        "said": said_in(voice),
        "error": error,
    }
    return render(request, "performance/remove_voice.html", context)


def _seen(request: PortalRequest, whose: Partnership) -> VoiceQuerySet:
    return Voice.objects.visible_to(request.access).filter(partnership=whose)


def _form(
    request: PortalRequest, whose: Partnership, voice: Voice | None = None
) -> VoiceForm:
    themes = Theme.objects.visible_to(request.access).filter(partnership=whose)
    said = said_in(voice) if voice else None
    known = objectives_of(whose)
    # Objectives of a strategy that is no longer adopted stay where they were chosen.
    known += [one for one in (said.objectives if said else ()) if one not in known]
    return VoiceForm(
        request.POST if request.method == "POST" else None,
        themes=list(themes.by_name()),
        objectives=known,
        said=said,
    )


def _gone(request: PortalRequest, whose: Partnership) -> HttpResponse:
    """What was typed into something that a colleague removed, to save it as new."""
    if request.method != "POST" or "text" not in request.POST:
        raise Http404
    form = _form(request, whose)
    form.add_error(None, GONE)
    return _show(request, whose, form)


def _show(
    request: PortalRequest,
    whose: Partnership,
    form: VoiceForm,
    voice: Voice | None = None,
    **more: Any,
) -> HttpResponse:
    context = {"partnership": whose, "form": form, "voice": voice, **more}
    return render(request, "performance/voice.html", context)
