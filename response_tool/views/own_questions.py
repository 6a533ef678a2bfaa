"""Own questions: a coordinator asks them, an agency answers them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.actions.own_questions import (
    ask_own_question,
    remove_own_question,
    reword_own_question,
    save_own_answers,
)
from response_tool.forms.own_questions import OwnAnswersForm, OwnQuestionForm
from response_tool.models import OwnQuestion, Response, Round
from response_tool.own_questions import asked_of
from response_tool.views.finding import editing, keep_mine, too_late

KEPT = "“{}” is in the list below."


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def own_answers(request: PortalRequest, response: Response) -> HttpResponse:
    """Everything that the partnerships ask of their own, on one page."""
    if response.corrects_id:
        return redirect("response_tool:returned", response.pk)
    asked = asked_of(response, with_last=True)
    typed = request.POST if request.method == "POST" else None
    form = OwnAnswersForm(typed, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            clashes = save_own_answers(
                response=response,
                edits=form.answers(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            words = {
                one.question.text: form.data.get(f"own-{one.question.pk}", "")
                for one in asked
            }
            return too_late(request, response, words, error.messages[0])
        if not clashes:
            return redirect("response_tool:tasks", response.pk)
        keep_mine(request, response, clashes)
        form.meet(clashes, asked_of(response))
    boxes = [(one, form[f"own-{one.question.pk}"]) for one in asked]
    context = {"response": response, "form": form, "boxes": boxes}
    return render(request, "response_tool/own_answers.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def own_questions(request: PortalRequest, pk: int, partnership: str) -> HttpResponse:
    """What one partnership asks of its own in a round; add another."""
    found, whose = _find(request, pk, partnership)
    form = OwnQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_own_question(
                round_=found,
                partnership=whose,
                text=form.cleaned_data["text"],
                help_=form.cleaned_data["help"],
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, "The question is added.")
            return redirect("response_tool:own_questions", pk, partnership)
    seen = OwnQuestion.objects.visible_to(request.access)
    context = {
        "round": found,
        "partnership": whose,
        "questions": seen.filter(round=found, partnership=whose).order_by("pk"),
        "form": form,
    }
    return render(request, "response_tool/own_questions.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def change_own_question(
    request: PortalRequest, pk: int, partnership: str, question_pk: int
) -> HttpResponse:
    """Reword a question, or remove it."""
    found, whose = _find(request, pk, partnership)
    seen = OwnQuestion.objects.visible_to(request.access)
    question = get_object_or_404(
        seen.filter(round=found, partnership=whose), pk=question_pk
    )
    removes = "remove" in request.POST
    form = OwnQuestionForm(None if removes else request.POST or None, question=question)
    if request.method == "POST" and (removes or form.is_valid()):
        if problem := _changed(request, question, form, removes=removes):
            form = form if form.is_bound else OwnQuestionForm({}, question=question)
            form.errors.clear()
            form.add_error(None, problem)
        else:
            return redirect("response_tool:own_questions", pk, partnership)
    context = {"round": found, "partnership": whose, "form": form, "question": question}
    return render(request, "response_tool/own_question.html", context)


def _changed(
    request: PortalRequest,
    question: OwnQuestion,
    form: OwnQuestionForm,
    *,
    removes: bool,
) -> str:
    """Do it; gives back why it cannot be done, if so."""
    try:
        if removes:
            remove_own_question(question=question, by=request.access, at=timezone.now())
            messages.success(request, "The question is removed.")
        else:
            reword_own_question(
                question=question,
                text=form.cleaned_data["text"],
                help_=form.cleaned_data["help"],
                by=request.access,
                at=timezone.now(),
            )
            messages.success(request, "The question is reworded.")
    except ValidationError as error:
        return error.messages[0]
    return ""


def _find(
    request: PortalRequest, pk: int, partnership: str
) -> tuple[Round, Partnership]:
    """A round and one of the partnerships it serves; 404 for who is neither."""
    rounds = Round.objects.visible_to(request.access).select_related("strategy")
    found = get_object_or_404(rounds, pk=pk)
    seen = Partnership.objects.visible_to(request.access)
    whose = get_object_or_404(seen.filter(rounds=found), slug=partnership)
    request.access.require(Permission.ROUND_OPEN, partnership_ids=[whose.pk])
    return found, whose
