"""The domains and questions of a tool that is being built."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audits.actions.tools import GONE
from audits.actions.tools_parts import (
    add_domain,
    add_question,
    change_domain,
    change_question,
)
from audits.forms.tools import DomainForm, QuestionForm
from audits.laid import domain_laid, question_laid
from audits.models import Criterion, Domain, Tool
from audits.views.tools_finding import (
    MAY,
    find_own_tool,
    posted,
    question_of,
    show_form,
    tried,
)
from partnership.guards import PortalRequest, requires
from partnership.models import Partnership


@require_http_methods(["GET", "POST"])
@requires(MAY)
def new_domain(request: PortalRequest, partnership: str, tool_pk: int) -> HttpResponse:
    """Add a domain to a tool."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    form = DomainForm(posted(request))
    if form.is_valid() and not tried(form, lambda: _add_domain(request, tool, form)):
        messages.success(request, "The domain is added. Now add its questions.")
        return _to(whose, tool)
    return _show(request, whose, tool, form, heading="Add a domain")


@require_http_methods(["GET", "POST"])
@requires(MAY)
def domain(
    request: PortalRequest, partnership: str, tool_pk: int, domain_pk: int
) -> HttpResponse:
    """Change what a domain is called and what it looks at."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    found = tool.domains.filter(pk=domain_pk).first()
    if found is None:
        return _domain_gone(request, whose, tool)
    seen, stands = request.POST.get("seen", domain_laid(found).mark), None
    form = DomainForm(posted(request), initial=_words(found))
    if form.is_valid():
        code = tried(form, lambda: _change_domain(request, found, form, seen))
        if not code:
            messages.success(request, "The changes are saved.")
            return _to(whose, tool, f"domain-{found.pk}")
        if code == "changed":
            found.refresh_from_db()
            seen = domain_laid(found).mark
            stands = [("Title", found.title), ("What it looks at", found.about)]
    return _show(
        request, whose, tool, form, heading="Change a domain", seen=seen, stands=stands
    )


@require_http_methods(["GET", "POST"])
@requires(MAY)
def new_question(
    request: PortalRequest, partnership: str, tool_pk: int
) -> HttpResponse:
    """Add a question to one of the domains."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    choices = _domains(tool)
    if not choices:
        messages.info(request, "Add a domain first; questions stand in domains.")
        return redirect("audits:add_domain", whose.slug, tool.pk)
    start = {"domain": request.GET.get("domain", "")}
    form = QuestionForm(posted(request), domains=choices, initial=start)
    if form.is_valid() and not tried(form, lambda: _add_question(request, tool, form)):
        messages.success(request, "The question is added.")
        return _to(whose, tool, f"domain-{form.cleaned_data['domain']}")
    return _show(request, whose, tool, form, heading="Add a question")


@require_http_methods(["GET", "POST"])
@requires(MAY)
def question(
    request: PortalRequest, partnership: str, tool_pk: int, criterion_pk: int
) -> HttpResponse:
    """Change a question, what to look for, and in which domain it stands."""
    whose, tool = find_own_tool(request, partnership, tool_pk)
    found = question_of(tool, criterion_pk)
    if found is None:
        return _question_gone(request, whose, tool)
    seen, stands = request.POST.get("seen", question_laid(found).mark), None
    form = QuestionForm(posted(request), domains=_domains(tool), initial=_asked(found))
    if form.is_valid():
        code = tried(form, lambda: _change_question(request, tool, found, form, seen))
        if not code:
            messages.success(request, "The changes are saved.")
            return _to(whose, tool, f"question-{found.pk}")
        if code == "changed":
            found.refresh_from_db()
            seen = question_laid(found).mark
            stands = [("Question", found.text), ("What to look for", found.guidance)]
    return _show(
        request,
        whose,
        tool,
        form,
        heading="Change a question",
        seen=seen,
        stands=stands,
    )


def _domain_gone(
    request: PortalRequest, whose: Partnership, tool: Tool
) -> HttpResponse:
    """What was typed into a domain that a colleague removed, to add it as new."""
    if "title" not in request.POST:
        raise Http404
    form = DomainForm(request.POST)
    form.add_error(None, GONE)
    action = reverse("audits:add_domain", args=[whose.slug, tool.pk])
    return _show(request, whose, tool, form, heading="Add a domain", action=action)


def _question_gone(
    request: PortalRequest, whose: Partnership, tool: Tool
) -> HttpResponse:
    """What was typed into a question that a colleague removed, to add it as new."""
    if "text" not in request.POST or not tool.domains.exists():
        raise Http404
    form = QuestionForm(request.POST, domains=_domains(tool))
    form.add_error(None, GONE)
    action = reverse("audits:add_question", args=[whose.slug, tool.pk])
    return _show(request, whose, tool, form, heading="Add a question", action=action)


def _show(
    request: PortalRequest,
    whose: Partnership,
    tool: Tool,
    form: DomainForm | QuestionForm,
    *,
    heading: str,
    **more: Any,
) -> HttpResponse:
    back = reverse("audits:tool", args=[whose.slug, tool.pk]), tool.title
    return show_form(request, whose, form, heading=heading, back=back, **more)


def _to(whose: Partnership, tool: Tool, place: str = "end") -> HttpResponse:
    address = reverse("audits:tool", args=[whose.slug, tool.pk])
    return redirect(f"{address}#{place}")


def _domains(tool: Tool) -> list[tuple[str, str]]:
    rows = tool.domains.order_by("position", "pk")
    return [(str(one.pk), one.title) for one in rows]


def _chosen(tool: Tool, form: QuestionForm) -> Domain:
    """The domain that was chosen; one that was removed since is refused as gone."""
    pk = form.cleaned_data["domain"]
    return tool.domains.filter(pk=pk).first() or Domain(pk=pk, tool=tool)


def _words(domain: Domain) -> dict[str, str]:
    return {"title": domain.title, "about": domain.about}


def _asked(question: Criterion) -> dict[str, str]:
    return {
        "domain": str(question.domain_id),
        "text": question.text,
        "guidance": question.guidance,
    }


def _add_domain(request: PortalRequest, tool: Tool, form: DomainForm) -> None:
    add_domain(tool=tool, said=form.said(), by=request.access, at=timezone.now())


def _change_domain(
    request: PortalRequest, domain: Domain, form: DomainForm, seen: str
) -> None:
    change_domain(
        domain=domain,
        said=form.said(),
        seen=seen,
        by=request.access,
        at=timezone.now(),
    )


def _add_question(request: PortalRequest, tool: Tool, form: QuestionForm) -> None:
    add_question(
        domain=_chosen(tool, form),
        said=form.said(),
        by=request.access,
        at=timezone.now(),
    )


def _change_question(
    request: PortalRequest, tool: Tool, found: Criterion, form: QuestionForm, seen: str
) -> None:
    change_question(
        question=found,
        said=form.said(),
        domain=_chosen(tool, form),
        seen=seen,
        by=request.access,
        at=timezone.now(),
    )
