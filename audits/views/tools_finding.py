"""Finding a tool, and showing a form about it again when it is refused."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from audits.choice import Offer, scales_to_grade_on
from audits.forms.tools import BESIDE
from audits.laid import LaidScale
from audits.models import Criterion, Tool
from audits.models.tools import ScaleQuerySet, ToolQuerySet
from partnership.guards import PortalRequest
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from ui.forms import put_error
from ui.templatetags.words import and_list

MAY = Permission.AUDIT_CONFIGURE
READ = Permission.AUDIT_READ


def find_tool(
    request: PortalRequest, slug: str, pk: int, permission: Permission
) -> tuple[Partnership, Tool]:
    """A shipped tool or one of the partnership's own, and the partnership."""
    whose = find_partnership(request, slug, permission)
    return whose, get_object_or_404(theirs(request, whose), pk=pk)


def find_own_tool(
    request: PortalRequest, slug: str, pk: int
) -> tuple[Partnership, Tool]:
    """One of the partnership's own, for somebody who may change it."""
    whose = find_partnership(request, slug, MAY)
    own = theirs(request, whose).filter(partnership=whose)
    return whose, get_object_or_404(own, pk=pk)


def theirs(request: PortalRequest, whose: Partnership) -> ToolQuerySet:
    """The shipped tools and a partnership's own."""
    seen = Tool.objects.visible_to(request.access).select_related("scale")
    return of_both(seen, whose)


def of_both(seen: Any, whose: Partnership) -> Any:
    """What is shipped, and what is a partnership's own."""
    found: ToolQuerySet | ScaleQuerySet = seen.filter(partnership=None) | seen.filter(
        partnership=whose
    )
    return found


def question_of(tool: Tool, pk: int) -> Criterion | None:
    """One of the questions of a tool."""
    domains = tool.domains.filter(criteria__pk=pk).prefetch_related("criteria")
    for domain in domains:
        for one in domain.criteria.all():
            if one.pk == pk:
                return one
    return None


def scale_choices(whose: Partnership) -> list[tuple[Offer, str]]:
    """What a tool may grade on, each with its grades in a line."""
    return [(one, in_a_line(laid)) for one, laid in scales_to_grade_on(whose)]


def in_a_line(laid: LaidScale) -> str:
    """Its grades, the best first."""
    return and_list([one.label for one in laid.grades])


def posted(request: PortalRequest) -> QueryDict | None:
    """What was typed, where something was sent."""
    return request.POST if request.method == "POST" else None


def tried(form: forms.Form, act: Callable[[], object]) -> str:
    """Do it; where it is refused, say why on the form and give the code."""
    try:
        act()
    except ValidationError as error:
        put_error(form, error, BESIDE)
        return str(error.code)
    return ""


def show_form(
    request: PortalRequest,
    whose: Partnership,
    form: forms.Form,
    *,
    heading: str,
    back: tuple[str, str],
    stands: Sequence[tuple[str, str]] | None = None,
    **more: Any,
) -> HttpResponse:
    """A form on its page; where somebody else saved meanwhile, with what stands now."""
    context = {
        "partnership": whose,
        "form": form,
        "heading": heading,
        "back": back[0],
        "back_words": back[1],
        "stands": stands,
        **more,
    }
    return render(request, "audits/tools/form.html", context)
