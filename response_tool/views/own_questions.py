"""Own questions: a coordinator asks them, an agency answers them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.actions.own_questions import (
    OwnSaved,
    ask_own_question,
    remove_own_question,
    reword_own_question,
    save_own_answers,
)
from response_tool.forms.own_questions import OwnAnswersForm, OwnQuestionForm
from response_tool.models import OwnQuestion, Response, Round
from response_tool.own_questions import asked_of
from response_tool.views.finding import editing, keep_mine, too_late

GONE = (
    "A colleague removed this question while you were writing. Your words stand below: "
    "add them as a question, or leave it"
)
REMOVED = (
    "The partnership removed its question while you were writing. Everything else on "
    "the page is saved."
)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def own_answers(request: PortalRequest, response: Response) -> HttpResponse:
    """Everything that the partnerships ask of their own, on one page."""
    if response.corrects_id:
        return redirect("response_tool:returned", response.pk)
    form = _answers_form(request, response)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_own_answers(
                response=response,
                edits=form.answers(),
                shown=form.shown(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            return too_late(request, response, form.unsaved(), error.messages[0])
        if not saved.is_whole:
            form = _meet(request, response, saved)
        if form.is_valid():
            return _after_answers(request, response, form)
    context = {"response": response, "form": form}
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
    return _show_questions(request, found, whose, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def change_own_question(
    request: PortalRequest, pk: int, partnership: str, question_pk: int
) -> HttpResponse:
    """Reword a question, or remove it."""
    found, whose = _find(request, pk, partnership)
    seen = OwnQuestion.objects.visible_to(request.access)
    question = seen.filter(round=found, partnership=whose, pk=question_pk).first()
    removes = "remove" in request.POST
    if question is None:
        if removes or not request.POST:
            raise Http404
        return _show_words(request, found, whose)
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


def _show_questions(
    request: PortalRequest, found: Round, whose: Partnership, form: OwnQuestionForm
) -> HttpResponse:
    seen = OwnQuestion.objects.visible_to(request.access)
    context = {
        "round": found,
        "partnership": whose,
        "questions": seen.filter(round=found, partnership=whose).order_by("pk"),
        "form": form,
    }
    return render(request, "response_tool/own_questions.html", context)


def _show_words(
    request: PortalRequest, found: Round, whose: Partnership
) -> HttpResponse:
    """The words for a question that a colleague removed, to add them as another."""
    form = OwnQuestionForm(request.POST)
    form.add_error(None, GONE)
    return _show_questions(request, found, whose, form)


def _answers_form(request: PortalRequest, response: Response) -> OwnAnswersForm:
    typed = request.POST if request.method == "POST" else None
    return OwnAnswersForm(typed, asked=asked_of(response, with_last=True))


def _meet(
    request: PortalRequest, response: Response, saved: OwnSaved
) -> OwnAnswersForm:
    """The page again, beside what colleagues wrote and partnerships changed."""
    form = _answers_form(request, response)
    if saved.clashes:
        keep_mine(request, response, saved.clashes)
    form.meet(saved.clashes, saved.moved)
    return form


def _after_answers(
    request: PortalRequest, response: Response, form: OwnAnswersForm
) -> HttpResponse:
    """Go on, or show what was written to a question that is gone."""
    if lost := form.lost():
        return too_late(request, response, lost, REMOVED)
    return redirect("response_tool:tasks", response.pk)


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
