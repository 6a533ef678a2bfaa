"""Finding the version in hand, for the person who asks for it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from partnership.access import Forbidden
from partnership.guards import PortalRequest
from strategies.actions.drafts import require_writer
from strategies.models import Strategy
from ui.difference import pieces
from ui.forms import EditForm
from ui.merging import Clash
from ui.templatetags.words import day

View = Callable[..., HttpResponse]
FormOf = Callable[..., type[forms.Form] | None]


def find_strategy(request: PortalRequest, slug: str) -> Strategy:
    """A version that this person may see, else 404."""
    seen = Strategy.objects.visible_to(request.access).select_related("convenor")
    return get_object_or_404(seen, slug=slug)


def find_previous(request: PortalRequest, strategy: Strategy) -> Strategy | None:
    """The version before, where there is one that this person may see."""
    if strategy.previous_id is None:
        return None
    seen = Strategy.objects.visible_to(request.access)
    return seen.filter(pk=strategy.previous_id).first()


def writing(view: View) -> View:
    """Give a page the version that this person writes; others are refused."""

    @wraps(view)
    def page(request: PortalRequest, slug: str, **kwargs: Any) -> HttpResponse:
        strategy = find_strategy(request, slug)
        require_writer(strategy, request.access)
        return view(request, strategy, **kwargs)

    return page


def writing_draft(view: View) -> View:
    """The same for a draft. Once it is published, its page is shown instead.

    Words sent to it all the same go on to the view, so that they are not lost.
    """

    @writing
    @wraps(view)
    def page(request: PortalRequest, strategy: Strategy, **kwargs: Any) -> HttpResponse:
        if strategy.is_published and request.method != "POST":
            return read_instead(request, strategy)
        return view(request, strategy, **kwargs)

    return page


def keeping_words(form_of: FormOf) -> Callable[[View], View]:
    """Show words sent to a draft that is gone, or no longer theirs, to be kept.

    form_of: the form of the page, from what its address says. Opening such a page, or
    sending it without words, is refused as anywhere else.
    """

    def keep(view: View) -> View:
        @wraps(view)
        def page(request: PortalRequest, slug: str, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, slug, **kwargs)
            except (Http404, Forbidden, Strategy.DoesNotExist) as refusal:
                typed = _typed(request, form_of(**kwargs))
                if not typed and isinstance(refusal, Strategy.DoesNotExist):
                    raise Http404 from refusal
                if not typed:
                    raise
                status = 403 if isinstance(refusal, Forbidden) else 404
            return render(
                request, "strategies/draft_gone.html", {"typed": typed}, status=status
            )

        return page

    return keep


def _typed(
    request: PortalRequest, form: type[forms.Form] | None
) -> list[tuple[str, str]]:
    """The texts that a page sent, each with its label."""
    fields = form.base_fields if form and request.method == "POST" else {}
    sent = [
        (_label(field), request.POST.get(name, "").strip())
        for name, field in fields.items()
        if isinstance(field, forms.CharField) and not field.widget.is_hidden
    ]
    return [(label, text) for label, text in sent if text]


def read_instead(request: PortalRequest, strategy: Strategy) -> HttpResponse:
    """The page that readers see, with the reason why it is not the editing one."""
    messages.info(
        request,
        "This version is published, so it can be read but not changed. Make a new "
        "version to change it.",
    )
    return redirect("strategies:strategy", strategy.slug)


def to_overview(strategy: Strategy, anchor: str = "") -> HttpResponse:
    """Back to the editing page, at the place that was changed."""
    href = reverse("strategies:edit", args=[strategy.slug])
    return redirect(f"{href}#{anchor}" if anchor else href)


def too_late(
    request: PortalRequest,
    strategy: Strategy,
    form: forms.Form,
    reason: str,
    *,
    again: str = "",
) -> HttpResponse:
    """What these words belong to has gone or is published: show them, to be kept.

    again: where they can be sent to be added anew.
    """
    typed = [
        (field.label, field.value())
        for field in form.visible_fields()
        if isinstance(field.field, forms.CharField) and field.value()
    ]
    context = {"strategy": strategy, "reason": reason, "typed": typed, "again": again}
    if again:
        context["sent"] = [
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken" and not name.startswith("initial-")
            for value in values
        ]
    return render(request, "strategies/too_late.html", context, status=409)


def meet(
    form: EditForm, row: models.Model, clashes: Sequence[Clash]
) -> list[dict[str, Any]]:
    """Both texts of everything that a colleague changed meanwhile.

    The form goes on from what is saved now, so that saving again keeps this person's
    words.
    """
    row.refresh_from_db()
    form.begin_from({name: getattr(row, name) for name in form.saved})
    for clash in clashes:
        form.add_error(
            clash.field,
            f"{_named(form, clash.field)}: a colleague changed this while you were "
            "writing. Both texts stand above. Save again to use yours",
        )
    return [_side(form, clash) for clash in clashes]


def _side(form: EditForm, clash: Clash) -> dict[str, Any]:
    theirs, mine = pieces(_said(form, clash, "theirs"), _said(form, clash, "mine"))
    return {"heading": _named(form, clash.field), "theirs": theirs, "mine": mine}


def _named(form: EditForm, name: str) -> str:
    return _label(form.fields[name])


def _label(field: forms.Field) -> str:
    """The label of a field, without “(optional)”."""
    return str(field.label).removesuffix(" (optional)")


def _said(form: EditForm, clash: Clash, whose: str) -> str:
    value = getattr(clash, whose)
    choices = dict(getattr(form.fields[clash.field], "choices", ()))
    said = choices.get(value, value)
    if isinstance(said, date):
        return day(said)
    return "" if said is None else str(said)


def tell(form: forms.Form, error: ValidationError) -> None:
    """Say beside its field what an action refused; the rest above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, found in error.error_dict.items():
        field = next((n for n in (name, f"{name}_id") if n in form.fields), None)
        for one in found:
            form.add_error(field, one)
