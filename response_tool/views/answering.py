"""One priority: its answer, its actions, and two colleagues writing at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from privacy import identifiers
from response_tool.actions import Saved, save_answer
from response_tool.attached import beside
from response_tool.drawing import kept
from response_tool.earlier import last_answers, tell_lives
from response_tool.forms import AnswerForm, ClashForm
from response_tool.models import Answer
from response_tool.standing import Line, found_in
from response_tool.views.finding import (
    NOT_THEIRS,
    editing_answer,
    editing_line,
    find_line,
    line_of,
    next_number,
    returned_about,
    too_late,
)
from response_tool.wording import words_of_response
from ui.difference import pieces
from ui.merging import Clash, Edit

IDENTIFIES = "Take out what could identify a child or family, or say why it can stay"
REMOVED = (
    "A colleague removed an action while you were choosing its status. Everything else "
    "is saved."
)
KEPT_WORDS = (
    "Your words about priority {} are not those of last round, so we kept them and put "
    "“Changed”. If last round’s words are still true, put them back in the boxes, then "
    "choose “Still true” again."
)
SINCE_LAST = {str(value): str(label) for value, label in Answer.SinceLast.choices}
SINCE = "Is what you said last round still true?"
EVIDENCE = {
    "evidence": "response_tool:add_action_evidence",
    "detach": "response_tool:remove_evidence",
}
HEADINGS = {
    "progress": "What have you done since last round?",
    "difference": "What difference has this made for children?",
}


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_answer
def priority(request: PortalRequest, answer: Answer) -> HttpResponse:
    """The page of one priority."""
    if request.method == "GET":
        body = kept(
            request,
            answer.response,
            "response_tool/priority_body.html",
            lambda: _as_saved(request, line_of(answer)),
            answer.priority.number,
        )
        return _page(request, answer, {"body": body})
    one = line_of(answer)
    form = AnswerForm(request.POST, answer=one.answer, actions=one.actions)
    if form.is_valid():
        edits = form.answers()
        try:
            saved = _save(request, one, edits, form)
        except ValidationError as error:
            return too_late(request, one.answer, _unsaved(edits), error.messages[0])
        return _after_save(request, one, form, saved)
    return _show(request, one, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_line
def words(request: PortalRequest, one: Line) -> HttpResponse:
    """Which of two colleagues' words to keep."""
    if request.method == "GET":
        return redirect("response_tool:priority", one.answer.response_id, one.number)
    form = ClashForm(request.POST)
    if not form.is_valid():
        return _show_clash(request, one, form.clashes(), form)
    edits = form.edits()
    try:
        saved = save_answer(
            answer=one.answer, edits=edits, by=request.access, at=timezone.now()
        )
    except ValidationError as error:
        return too_late(request, one.answer, _unsaved(edits), error.messages[0])
    if saved.clashes:
        return _show_clash(request, one, saved.clashes)
    return redirect("response_tool:priority", one.answer.response_id, one.number)


def _save(
    request: PortalRequest, one: Line, edits: Sequence[Edit], form: AnswerForm
) -> Saved:
    return save_answer(
        answer=one.answer,
        edits=edits,
        statuses=form.statuses(),
        may_stay_because=form.cleaned_data["may_stay_because"],
        by=request.access,
        at=timezone.now(),
    )


def _after_save(
    request: PortalRequest, one: Line, form: AnswerForm, saved: Saved
) -> HttpResponse:
    """Go on, or show what needs the writer: two texts, or words that identify."""
    then = request.POST.get("then", "")
    found = [name for name in HEADINGS if found_in(saved.answer, name)]
    stays = then == "" or then.startswith("next")
    _tell(request, form, saved)
    if saved.is_whole and not (found and stays):
        if saved.answer.is_not_relevant:
            messages.info(request, NOT_THEIRS.format(one.number))
        return _go(saved.answer, then)
    line = find_line(request, one.answer.response_id, one.number)
    stands = _stands(line)
    form.begin_from({name: stands[name] for name in form.fields if name in stands})
    if saved.clashes:
        return _show_clash(request, line, saved.clashes, others=saved.status_clashes)
    statuses = _statuses(line) if saved.status_clashes else {}
    for clash in saved.status_clashes:
        form.add_error(
            f"status-{clash.row}" if clash.row else clash.field,
            f"A colleague set this to “{statuses[clash.theirs]}” while you were "
            "writing. Save again to use yours",
        )
    for name in found if stays else ():
        form.add_error(name, IDENTIFIES)
    return _show(request, line, form)


def _tell(request: PortalRequest, form: AnswerForm, saved: Saved) -> None:
    """Say what was saved otherwise than the page said."""
    if saved.removed:
        messages.info(request, REMOVED)
    has_changed = saved.answer.since_last == Answer.SinceLast.CHANGED
    if saved.is_whole and form.says_still_true and has_changed:
        number = saved.answer.priority.number
        messages.info(request, KEPT_WORDS.format(number))


def _stands(line: Line) -> dict[str, str]:
    """What is saved, field by field of the page."""
    names = [*HEADINGS, "since_last"]
    texts = {name: getattr(line.answer, name) for name in names}
    return texts | {f"status-{action.pk}": action.status for action in line.actions}


def _go(answer: Answer, then: str) -> HttpResponse:
    """Where the button that was pressed leads."""
    pk, number = answer.response_id, answer.priority.number
    verb, _, which = then.partition("-")
    if then in ("add", "evidence"):
        page = {"add": "add_action", "evidence": "add_evidence"}[then]
        return redirect(f"response_tool:{page}", pk, number)
    if which.isdecimal() and verb in EVIDENCE:
        return redirect(EVIDENCE[verb], pk, number, int(which))
    if which.isdecimal() and verb in ("change", "remove"):
        return redirect(f"response_tool:{verb}_action", pk, number, int(which))
    if which.isdecimal() and verb == "next":
        return redirect("response_tool:priority", pk, int(which))
    return redirect("response_tool:tasks", pk)


def _as_saved(request: PortalRequest, one: Line) -> dict[str, Any]:
    form = AnswerForm(None, answer=one.answer, actions=one.actions)
    return _body(request, one, form)


def _show(request: PortalRequest, one: Line, form: AnswerForm) -> HttpResponse:
    return _page(request, one.answer, _body(request, one, form))


def _page(
    request: PortalRequest, answer: Answer, context: Mapping[str, Any]
) -> HttpResponse:
    frame = {"response": answer.response, "priority": answer.priority}
    return render(request, "response_tool/priority.html", {**context, **frame})


def _body(request: PortalRequest, one: Line, form: AnswerForm) -> dict[str, Any]:
    """What the page shows of a priority, as it is saved or as it was typed."""
    response = one.answer.response
    returned = returned_about(request, one)
    last = None if returned else last_answers(response).get(one.number)
    if last is None and not returned:
        form.fields["progress"].label = "What have you done?"
    statuses: Mapping[str, str] = {}
    if one.actions:
        statuses = words_of_response(response.pk).statuses
        form.call_statuses(statuses)
        tell_lives(one.actions)
    return {
        "response": response,
        "line": one,
        "priority": one.answer.priority,
        "count": response.answers.count(),
        "form": form,
        "cards": [(action, form[f"status-{action.pk}"]) for action in one.actions],
        "statuses": statuses,
        "last": last,
        "evidence": beside(one, last, on=timezone.localdate()),
        "returned": returned,
        "next": next_number(response, one.answer),
        "found": {
            name: identifiers.around(getattr(one.answer, name), found)
            for name in HEADINGS
            if (found := found_in(one.answer, name))
        },
        "found_words": {
            name: [item.words for item in found_in(one.answer, name)]
            for name in HEADINGS
        },
    }


def _show_clash(
    request: PortalRequest,
    one: Line,
    clashes: Sequence[Clash],
    form: ClashForm | None = None,
    others: Sequence[Clash] = (),
) -> HttpResponse:
    form = form or ClashForm(clashes=clashes)
    statuses = _statuses(one) if others else {}
    sides = []
    for clash in clashes:
        theirs, mine = pieces(clash.theirs, clash.mine)
        sides.append(
            {
                "heading": HEADINGS[clash.field],
                "theirs": theirs,
                "mine": mine,
                "by": clash.saved_by or one.answer.saved_by,
                "at": clash.saved_at or one.answer.saved_at,
                "keep": form[f"keep-{clash.field}"],
                "joined": form[f"joined-{clash.field}"],
                "hidden": [form[f"theirs-{clash.field}"], form[f"mine-{clash.field}"]],
            }
        )
    context = {
        "line": one,
        "response": one.answer.response,
        "sides": sides,
        "form": form,
        "others": [
            (c.field if c.row else SINCE, statuses[c.theirs], statuses[c.mine])
            for c in others
        ],
    }
    return render(request, "response_tool/clash.html", context)


def _statuses(one: Line) -> dict[str, str]:
    words = words_of_response(one.answer.response_id)
    return {"": "not said yet", **SINCE_LAST, **words.statuses}


def _unsaved(edits: Sequence[Edit]) -> dict[str, str]:
    return {edit.field: edit.now for edit in edits if edit.now != edit.was}
