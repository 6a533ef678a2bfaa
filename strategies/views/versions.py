"""A version begins, is published, revised, compared with the one before, deleted."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from strategies import actions, library
from strategies.changes import compare
from strategies.forms.creating import NewStrategyForm
from strategies.history import other_writers
from strategies.models import Strategy
from strategies.readiness import problems
from strategies.views.finding import (
    find_previous,
    find_strategy,
    to_overview,
    writing,
    writing_draft,
)

LATELY = timedelta(days=7)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
def new(request: PortalRequest) -> HttpResponse:
    """Begin a strategy: from blank, from the library, or as a copy."""
    form = _new_form(request)
    if form.is_bound and form.is_valid():
        try:
            return to_overview(_begin(request, form))
        except ValidationError as error:
            form.add_error(None, error.messages)
    return render(request, "strategies/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
@writing_draft
def publish(request: PortalRequest, strategy: Strategy) -> HttpResponse:
    """What publishing means, what stands in its way, and the button."""
    if request.method == "POST":
        try:
            actions.publish_strategy(
                strategy=strategy, by=request.access, at=timezone.now()
            )
            messages.success(
                request, f"“{strategy}”, version {strategy.version}, is published."
            )
            return redirect("strategies:strategy", strategy.slug)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("strategies:publish", strategy.slug)
    found = problems(strategy)
    context = {
        "strategy": strategy,
        "problems": found,
        "previous": find_previous(request, strategy),
    }
    return render(request, "strategies/publish.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
@writing
def revise(request: PortalRequest, strategy: Strategy) -> HttpResponse:
    """Begin the next version, after saying what that means."""
    if not strategy.is_published:
        return to_overview(strategy)
    later = strategy.revisions.order_by("pk").first()
    if request.method == "POST":
        try:
            return to_overview(
                actions.revise_strategy(
                    strategy=strategy, by=request.access, at=timezone.now()
                )
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("strategies:revise", strategy.slug)
    context = {"strategy": strategy, "later": later}
    return render(request, "strategies/revise.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
@writing_draft
def delete(request: PortalRequest, strategy: Strategy) -> HttpResponse:
    """Delete a draft, after asking."""
    if request.method == "POST":
        try:
            actions.delete_draft(
                strategy=strategy, by=request.access, at=timezone.now()
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("strategies:strategy", strategy.slug)
        messages.success(request, f"The draft “{strategy}” is deleted.")
        return redirect("strategies:strategies")
    others = other_writers(
        strategy, than=request.access.actor_id, since=timezone.now() - LATELY
    )
    context = {"strategy": strategy, "others": others}
    return render(request, "strategies/delete.html", context)


@require_GET
@requires(Permission.STRATEGY_VIEW)
def changes(request: PortalRequest, slug: str) -> HttpResponse:
    """What changed since the version before, side by side."""
    later = find_strategy(request, slug)
    earlier = find_previous(request, later)
    if earlier is None:
        raise Http404
    found = compare(earlier, later)
    context = {"strategy": later, "previous": earlier, "found": found}
    return render(request, "strategies/changes.html", context)


def _new_form(request: PortalRequest) -> NewStrategyForm:
    mine = request.access.partnerships_with(Permission.STRATEGY_EDIT)
    seen = Partnership.objects.visible_to(request.access).filter(pk__in=mine)
    strategies = Strategy.objects.visible_to(request.access)
    return NewStrategyForm(
        request.POST if request.method == "POST" else None,
        partnerships=seen.order_by("name", "pk"),
        library=library.titles(),
        strategies=strategies.order_by("title", "version", "pk"),
    )


def _begin(request: PortalRequest, form: NewStrategyForm) -> Strategy:
    by = {"by": request.access, "at": timezone.now()}
    words = form.words() | by
    if form.source:
        return actions.copy_strategy(source=form.source, **words)
    if form.document:
        document = library.read(form.document)
        return actions.create_from_library(document=document, **words)
    return actions.create_strategy(**words)
