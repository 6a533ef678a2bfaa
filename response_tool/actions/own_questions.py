"""A partnership's own questions: asked, reworded, removed, and answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool.actions.drafts import hold_response
from response_tool.models import OwnAnswer, OwnQuestion, Response, Round
from response_tool.models.own_questions import OWN_MOST
from ui.merging import Clash, Edit, merge


@dataclass(slots=True)
class OwnSaved:
    """What came of saving answers to own questions."""

    clashes: list[Clash] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was sent is saved."""
        return not self.clashes and not self.moved


@transaction.atomic
def ask_own_question(
    *,
    round_: Round,
    partnership: Partnership,
    text: str,
    help_: str,
    by: Access,
    at: datetime,
) -> OwnQuestion:
    """Add a question to a round, for the agencies of one partnership.

    Asking the same words twice asks once. Raises ValidationError with code too_many
    or too_late.
    """
    held = _held(round_, partnership, by)
    own = OwnQuestion.objects.filter(round=held, partnership=partnership)
    if same := own.filter(text=text).first():
        return same
    if own.count() >= OWN_MOST:
        raise ValidationError(
            f"You ask {OWN_MOST} questions already, which is the most. Reword or "
            "remove one of them.",
            code="too_many",
        )
    _check_nobody_has_sent(held, partnership)
    question = OwnQuestion(
        round=held,
        partnership=partnership,
        text=text,
        help=help_,
        asked_at=at,
        asked_by=by.actor_name,
    )
    question.full_clean()
    question.save()
    _record(question, "added a question to", by, at, after={"question": text})
    return question


@transaction.atomic
def reword_own_question(
    *, question: OwnQuestion, text: str, help_: str, by: Access, at: datetime
) -> None:
    """Say it in other words. Raises ValidationError with code answered or gone."""
    held = _unanswered(question, by)
    before = {"question": held.text, "help": held.help}
    held.text, held.help = text, help_
    held.full_clean()
    held.save(update_fields=["text", "help"])
    after = {"question": text, "help": help_}
    _record(held, "reworded a question of", by, at, before=before, after=after)


@transaction.atomic
def remove_own_question(*, question: OwnQuestion, by: Access, at: datetime) -> None:
    """Take a question back. Raises ValidationError with code answered or gone."""
    held = _unanswered(question, by)
    _record(held, "removed a question from", by, at, before={"question": held.text})
    # Boxes that were saved empty say nothing.
    held.answers.all().delete()
    held.delete()


@transaction.atomic
def save_own_answers(
    *,
    response: Response,
    edits: Mapping[int, Edit],
    by: Access,
    at: datetime,
    shown: Mapping[int, str] | None = None,
) -> OwnSaved:
    """Save what an agency says to own questions, by their number.

    `shown` is how each question was worded on the page. Gives back what is not saved:
    what a colleague changed meanwhile, each clash by the number of the question, and
    as `moved` words for a question that was removed or reworded meanwhile.
    """
    held = hold_response(response, by)
    asked = {one.pk: one for one in OwnQuestion.objects.asked_of(held)}
    rows = locked(OwnAnswer.objects.filter(response=held).order_by("pk"))
    said = {one.question_id: one for one in rows}
    saved = OwnSaved()
    for pk, edit in edits.items():
        if _has_moved(asked.get(pk), (shown or {}).get(pk)):
            saved.moved |= {pk} if edit.now not in ("", edit.was) else set()
            continue
        answer = said.get(pk) or OwnAnswer(response=held, question=asked[pk])
        answer.question = asked[pk]
        merged = merge(answer, [edit])
        saved.clashes += [
            Clash(str(pk), one.theirs, one.mine) for one in merged.clashes
        ]
        if merged:
            answer.saved_at, answer.saved_by = at, by.actor_name
            answer.save()
            record(
                by=by,
                at=at,
                verb="changed the answer to",
                subject=answer,
                thread=held.whole,
                before={"answer": merged.before["text"]},
                after={"answer": merged.after["text"]},
            )
    return saved


def _has_moved(question: OwnQuestion | None, shown: str | None) -> bool:
    """Whether a question is gone, or worded otherwise than it was shown."""
    return question is None or shown not in (None, question.in_full)


def _held(round_: Round, partnership: Partnership, by: Access) -> Round:
    """The round, held, for a coordinator of one partnership that it serves."""
    by.require(Permission.ROUND_OPEN, partnership_ids=[partnership.pk])
    rows = Round.objects.filter(partnerships=partnership)
    held = locked(rows).get(pk=round_.pk)
    _hold_responses(held.pk, partnership.pk)
    return held


def _hold_responses(round_id: int, partnership_id: int) -> None:
    """Hold what the agencies write to, as they do when they save and submit.

    So no question changes in the moment in which it is answered or left unanswered.
    Whoever holds several of them takes them in the order of their numbers.
    """
    rows = Response.objects.asked_for().filter(
        round=round_id, recipients__partnership=partnership_id
    )
    list(locked(rows.order_by("pk")).values_list("pk"))


def _check_nobody_has_sent(held: Round, partnership: Partnership) -> None:
    sent = held.responses.filter(
        state=Response.State.SUBMITTED, recipients__partnership=partnership
    )
    if sent.exists():
        raise ValidationError(
            "An agency has submitted its answers already, so no question can be added "
            "to this round. Ask about an answer in the challenge log, or ask in the "
            "next round.",
            code="too_late",
        )


def _unanswered(question: OwnQuestion, by: Access) -> OwnQuestion:
    by.require(Permission.ROUND_OPEN, partnership_ids=[question.partnership_id])
    _hold_responses(question.round_id, question.partnership_id)
    rows = OwnQuestion.objects.select_related("partnership", "round")
    held = locked(rows).filter(pk=question.pk).first()
    if held is None:
        raise ValidationError(
            "A colleague removed this question meanwhile. Nothing is changed.",
            code="gone",
        )
    if held.answers.exclude(text="").exists():
        raise ValidationError(
            "An agency has answered this question, so it stays as it is. Add another "
            "question beside it, or let it stand until the next round.",
            code="answered",
        )
    return held


def _record(
    question: OwnQuestion,
    verb: str,
    by: Access,
    at: datetime,
    *,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        subject=question.round,
        before=before,
        after={"partnership": question.partnership.name, **(after or {})},
    )
