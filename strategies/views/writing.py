"""Writing a draft: the overview, and one small page for each part of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from strategies import actions
from strategies.exports import PARTS
from strategies.forms.base import PartForm
from strategies.forms.parts import FORMS
from strategies.forms.texts import TextForm
from strategies.kinds import KINDS, Kind, listed
from strategies.models import Part, Strategy
from strategies.readiness import problems
from strategies.views.finding import (
    find_previous,
    keeping_words,
    meet,
    read_instead,
    tell,
    to_overview,
    too_late,
    writing_draft,
)
from strategies.whole import fingerprint, read_whole

PUBLISHED = "This version was published while you were writing."
REMOVED = "A colleague removed this while you were writing."
# What a part says besides its name, where it has one.
MORE_WORDS = ("aim", "guidance", "note", "url", "purpose", "taking_part")


def _part_form(kind: str, **_: Any) -> type[PartForm] | None:
    return FORMS.get(kind)


@require_GET
@requires(Permission.STRATEGY_EDIT)
@writing_draft
def edit(request: PortalRequest, strategy: Strategy) -> HttpResponse:
    """Every part of a draft, each with what can be done to it."""
    seen = Strategy.objects.visible_to(request.access).prefetch_related(*PARTS)
    whole = seen.select_related("convenor").get(pk=strategy.pk)
    context = {
        "strategy": whole,
        "previous": find_previous(request, whole),
        "problems": problems(whole),
        "sections": [
            (kind, list(getattr(whole, kind.related).all())) for kind in listed()
        ],
        "priority_kind": KINDS["priority"],
        "numbered": _is_numbered(whole),
    }
    return render(request, "strategies/edit.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
@keeping_words(lambda: TextForm)
@writing_draft
def edit_text(request: PortalRequest, strategy: Strategy) -> HttpResponse:
    """Title, summary, definition, governance and dates."""
    form = TextForm(_sent(request), strategy=strategy)
    sides: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        try:
            clashes = actions.change_text(
                strategy=strategy, edits=form.edits(), **_by(request)
            )
            if not clashes:
                return to_overview(strategy, "text")
            sides = meet(form, strategy, clashes)
        except ValidationError as error:
            if _is_published(error):
                return too_late(request, strategy, form, PUBLISHED)
            tell(form, error)
    context = {"strategy": strategy, "form": form, "sides": sides}
    return render(request, "strategies/edit_text.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
@keeping_words(_part_form)
@writing_draft
def add_part(request: PortalRequest, strategy: Strategy, kind: str) -> HttpResponse:
    """Add a part."""
    found = _kind(kind)
    form = FORMS[kind](
        _sent(request), strategy=strategy, suggested=_suggested(request, found)
    )
    if form.is_bound and form.is_valid():
        try:
            part = actions.add_part(
                strategy=strategy,
                kind=found,
                words=form.words(),
                carried=form.carried,
                **_by(request),
            )
            return to_overview(strategy, f"{kind}-{part.pk}")
        except ValidationError as error:
            if _is_published(error):
                return too_late(request, strategy, form, PUBLISHED)
            tell(form, error)
    return _show(request, strategy, found, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
@keeping_words(_part_form)
@writing_draft
def change_part(
    request: PortalRequest, strategy: Strategy, kind: str, part_pk: int
) -> HttpResponse:
    """Change a part."""
    found = _kind(kind)
    part = _find_part(strategy, found, part_pk)
    if part is None:
        return _gone(request, strategy, found)
    form = FORMS[kind](_sent(request), strategy=strategy, part=part)
    if not (form.is_bound and form.is_valid()):
        return _show(request, strategy, found, form, part=part)
    return _change(request, strategy, part, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.STRATEGY_EDIT)
@writing_draft
def remove_part(
    request: PortalRequest, strategy: Strategy, kind: str, part_pk: int
) -> HttpResponse:
    """Remove a part, after asking."""
    found = _kind(kind)
    part = _find_part(strategy, found, part_pk)
    if part is None:
        return _gone_already(request, strategy, found)
    error = ""
    if request.method == "POST":
        try:
            shown = request.POST.get("shown", "")
            actions.remove_part(part=part, shown=shown, **_by(request))
            return to_overview(strategy, found.name)
        except type(part).DoesNotExist:
            return _gone_already(request, strategy, found)
        except ValidationError as refusal:
            error = refusal.messages[0]
    return _ask_to_remove(request, strategy, found, part_pk, error)


@require_POST
@requires(Permission.STRATEGY_EDIT)
@writing_draft
def move_part(
    request: PortalRequest, strategy: Strategy, kind: str, part_pk: int
) -> HttpResponse:
    """Move a part up or down, or its group."""
    found = _kind(kind)
    part = _find_part(strategy, found, part_pk)
    way = request.POST.get("way", "")
    if part is None or way not in list(actions.Way):
        return _gone_already(request, strategy, found)
    try:
        actions.move_part(part=part, way=actions.Way(way), **_by(request))
    except ValidationError:
        return read_instead(request, strategy)
    return to_overview(strategy, f"{kind}-{part_pk}")


@require_POST
@requires(Permission.STRATEGY_EDIT)
@writing_draft
def number(request: PortalRequest, strategy: Strategy) -> HttpResponse:
    """Number the priorities from 1, down the page."""
    try:
        actions.number_priorities(strategy=strategy, **_by(request))
    except ValidationError:
        return read_instead(request, strategy)
    return to_overview(strategy, "objective")


def _change(
    request: PortalRequest, strategy: Strategy, part: Part, form: PartForm
) -> HttpResponse:
    kind = KINDS[form.of]
    sides: list[dict[str, Any]] = []
    try:
        clashes = actions.change_part(
            part=part, edits=form.edits(), carried=form.carried, **_by(request)
        )
        if not clashes:
            return to_overview(strategy, f"{kind.name}-{part.pk}")
        sides = meet(form, part, clashes)
    except type(part).DoesNotExist:
        return _gone(request, strategy, kind)
    except ValidationError as error:
        if _is_published(error):
            return too_late(request, strategy, form, PUBLISHED)
        tell(form, error)
    return _show(request, strategy, kind, form, part=part, sides=sides)


def _show(
    request: PortalRequest,
    strategy: Strategy,
    kind: Kind,
    form: PartForm,
    **more: Any,
) -> HttpResponse:
    context = {"strategy": strategy, "kind": kind, "form": form, **more}
    return render(request, "strategies/part.html", context)


def _ask_to_remove(
    request: PortalRequest, strategy: Strategy, kind: Kind, pk: int, error: str
) -> HttpResponse:
    """All that would go, as it is now; its mark is sent along with the answer."""
    part = _find_part(strategy, kind, pk)
    if part is None:
        return _gone_already(request, strategy, kind)
    read_whole(part)
    words = kind.words(part)
    context = {
        "strategy": strategy,
        "part": part,
        "kind": kind,
        "said": [words[name] for name in MORE_WORDS if words.get(name)],
        "under": list(part.priorities.all()) if kind.name == "objective" else [],
        "shown": fingerprint(part),
        "error": error,
    }
    return render(request, "strategies/remove_part.html", context)


def _gone(request: PortalRequest, strategy: Strategy, kind: Kind) -> HttpResponse:
    """A colleague removed the part: on opening 404, on saving the words are kept."""
    if request.method != "POST":
        raise Http404
    form = FORMS[kind.name](request.POST, strategy=strategy)
    if strategy.is_published:
        return too_late(request, strategy, form, PUBLISHED)
    again = reverse("strategies:add_part", args=[strategy.slug, kind.name])
    return too_late(request, strategy, form, REMOVED, again=again)


def _gone_already(
    request: PortalRequest, strategy: Strategy, kind: Kind
) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    messages.info(request, "Nothing was changed: a colleague may have removed it.")
    return to_overview(strategy, kind.name)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _find_part(strategy: Strategy, kind: Kind, pk: int) -> Any:
    return getattr(strategy, kind.related).filter(pk=pk).first()


def _suggested(request: PortalRequest, kind: Kind) -> dict[str, Any]:
    """What the link that led here says: under which objective, in which group."""
    asked = {name: request.GET.get(name, "") for name in ("objective_id", "group")}
    return {name: text for name, text in asked.items() if text and name in kind.fields}


def _is_numbered(strategy: Strategy) -> bool:
    """Whether the priorities are numbered from 1, down the page."""
    under = [one.priorities.all() for one in strategy.objectives.all()]
    numbers = [priority.number for found in under for priority in found]
    return numbers == list(range(1, len(numbers) + 1))


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _by(request: PortalRequest) -> dict[str, Any]:
    return {"by": request.access, "at": timezone.now()}


def _is_published(error: ValidationError) -> bool:
    return getattr(error, "code", None) == "published"
