"""Everything this room holds of an agency or a partnership, as tables to take away.

An agency has its own drafts in it; a partnership only what was submitted to it, and
nothing of how that was drafted. A new model is one function here and one line in
`of_agency`, `of_partnership` or both.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from activity.models import Event
from partnership.models import Agency, Partnership
from partnership.tables import AGENCY, PARTNERSHIP, history
from response_tool.models import (
    Action,
    Answer,
    Attachment,
    Challenge,
    ChallengeReply,
    Chase,
    HandedIn,
    OwnAnswer,
    OwnQuestion,
    Recipient,
    Response,
    Returned,
    Round,
)
from response_tool.models.rounds import ResponseQuerySet, RoundQuerySet, seen_from
from response_tool.transitions import TOLD_OUTSIDE
from ui.copies import Beside, table_of
from ui.tables import Table

Left = Mapping[str, str]
NOTHING: Left = {}
PAGE = {"form_key": "it only keeps one page from being sent twice"}
# What readers outside the agency are never told of.
DRAFTED = "how an answer was drafted is the agency’s own"
OF_RESPONSES = {"started_at": DRAFTED}
OF_ANSWERS = dict.fromkeys(
    (
        *("last_said", "may_stay", "may_stay_because"),
        *("version", "saved_at", "saved_by"),
    ),
    DRAFTED,
)
OF_ACTIONS = {"version": DRAFTED}


def of_agency(agency: Agency) -> list[Table]:
    """All that an agency was asked, answered and was told, its drafts among it."""
    own = Response.objects.filter(agency=agency)
    asked = Response.objects.filter(round=OuterRef("pk"), agency=agency)
    done = Event.objects.in_threads(own) | Event.objects.done_to(own)
    return [
        _rounds(Round.objects.filter(Exists(asked))),
        _responses(own),
        _recipients(Recipient.objects.filter(response__in=own)),
        _answers(own),
        _actions(own),
        _returned(own),
        _attachments(own),
        _handed_in(own),
        *_challenges(Challenge.objects.filter(answer__response__in=own)),
        _chases(Chase.objects.filter(response__in=own)),
        *_own(OwnAnswer.objects.filter(response__in=own), _asked_of(own)),
        history("response_history", "What was done to these responses.", done),
    ]


def of_partnership(partnership: Partnership) -> list[Table]:
    """Its rounds, and what was submitted to it."""
    rounds = Round.objects.serving([partnership.pk])
    sent = Response.objects.filter(
        seen_from(agencies=(), partnerships=[partnership.pk])
    )
    received = Recipient.objects.filter(partnership=partnership)
    done = Event.objects.in_threads(sent).filter(verb__in=TOLD_OUTSIDE)
    of_rounds = Event.objects.in_threads(rounds)
    return [
        _rounds(rounds),
        _responses(sent, OF_RESPONSES),
        _recipients(received.filter(response__corrects=None)),
        _answers(sent, OF_ANSWERS),
        _actions(sent, OF_ACTIONS),
        _returned(sent),
        _attachments(sent),
        *_challenges(Challenge.objects.filter(partnership=partnership)),
        _chases(Chase.objects.filter(partnership=partnership)),
        *_own(
            OwnAnswer.objects.filter(
                question__partnership=partnership, response__in=sent
            ),
            OwnQuestion.objects.filter(partnership=partnership),
        ),
        history("response_history", "How responses were sent and reviewed.", done),
        history("round_history", "What was done to its rounds.", of_rounds),
    ]


def _rounds(rows: RoundQuerySet) -> Table:
    return table_of(
        rows.select_related("strategy")
        .prefetch_related("partnerships")
        .order_by("opens_on", "pk"),
        name="rounds",
        about="Rounds of the Response Tool.",
        beside=(
            Beside("strategy", "the strategy’s title", "strategy.title"),
            Beside("partnerships", "the partnerships that it serves", _served),
        ),
        without=PAGE,
    )


def _served(asked: Round) -> list[str]:
    return sorted(one.name for one in asked.partnerships.all())


def _responses(rows: ResponseQuerySet, without: Left = NOTHING) -> Table:
    return table_of(
        rows.select_related("agency", "round").order_by("round__opens_on", "pk"),
        name="responses",
        about="One agency’s response in one round.",
        beside=(AGENCY, Beside("round", "the round’s name", "round.name")),
        without=without,
    )


def _recipients(rows: "QuerySet[Recipient]") -> Table:
    named = rows.select_related("partnership", "response__agency", "response__round")
    return table_of(
        named.order_by("pk"),
        name="reviews",
        about="Which partnership is to receive a response and how far its review is.",
        beside=(
            PARTNERSHIP,
            Beside("agency", "who was asked", "response.agency.name"),
            Beside("round", "the round’s name", "response.round.name"),
        ),
    )


def _answers(responses: ResponseQuerySet, without: Left = NOTHING) -> Table:
    rows = Answer.objects.filter(response__in=responses.order_by())
    named = rows.select_related("priority", "response__agency", "response__round")
    return table_of(
        named.order_by("response", "priority__number", "pk"),
        name="answers",
        about="What an agency says about each priority.",
        beside=_where("response", "priority"),
        without=without,
    )


def _actions(responses: ResponseQuerySet, without: Left = NOTHING) -> Table:
    rows = Action.objects.filter(answer__response__in=responses.order_by())
    return table_of(
        _with_where(rows).order_by("answer__response", "answer", "pk"),
        name="actions",
        about="What an agency does about a priority.",
        beside=_where("answer.response", "answer.priority"),
        without={**PAGE, **without},
    )


def _returned(responses: ResponseQuerySet) -> Table:
    rows = Returned.objects.filter(answer__response__in=responses.order_by())
    named = _with_where(rows).select_related("recipient__partnership")
    return table_of(
        named.order_by("returned_at", "pk"),
        name="returned_answers",
        about="Answers that a partnership returned for a change, and why.",
        beside=(
            Beside("partnership", "who returned it", "recipient.partnership.name"),
            *_where("answer.response", "answer.priority"),
        ),
    )


def _attachments(responses: ResponseQuerySet) -> Table:
    rows = Attachment.objects.standing().filter(
        answer__response__in=responses.order_by()
    )
    return table_of(
        _with_where(rows).order_by("added_at", "pk"),
        name="evidence",
        about="Files that are evidence for an answer or one of its actions.",
        beside=(
            Beside("file", "what the agency calls the file", "file.name"),
            *_where("answer.response", "answer.priority"),
        ),
    )


def _handed_in(responses: ResponseQuerySet) -> Table:
    rows = HandedIn.objects.filter(response__in=responses.order_by())
    return table_of(
        rows.select_related("partnership").order_by("pk"),
        name="documents_put_in",
        about="Word documents that a coordinator put in for the agency.",
        beside=(PARTNERSHIP,),
    )


def _challenges(rows: "QuerySet[Challenge]") -> tuple[Table, Table]:
    named = _with_where(rows).select_related("partnership")
    replies = ChallengeReply.objects.filter(challenge__in=rows.order_by())
    return (
        table_of(
            named.order_by("asked_at", "pk"),
            name="challenges",
            about="Questions that partnerships asked about answers.",
            beside=(PARTNERSHIP, *_where("answer.response", "answer.priority")),
            without={**PAGE, "asked_by_id": "the name says who"},
        ),
        table_of(
            replies.order_by("challenge", "written_at", "pk"),
            name="challenge_replies",
            about="What was written since a question was asked.",
            without=PAGE,
        ),
    )


def _chases(rows: "QuerySet[Chase]") -> Table:
    named = rows.select_related("partnership", "response__agency", "response__round")
    return table_of(
        named.order_by("chased_at", "pk"),
        name="chases",
        about="What coordinators wrote to agencies that had not answered.",
        beside=(
            PARTNERSHIP,
            Beside("agency", "who was asked", "response.agency.name"),
            Beside("round", "the round’s name", "response.round.name"),
        ),
        without=PAGE,
    )


def _asked_of(own: ResponseQuerySet) -> "QuerySet[OwnQuestion]":
    asked = Recipient.objects.filter(
        response__in=own.order_by(),
        response__round=OuterRef("round"),
        partnership=OuterRef("partnership"),
    )
    return OwnQuestion.objects.filter(Exists(asked))


def _own(
    answers: "QuerySet[OwnAnswer]", questions: "QuerySet[OwnQuestion]"
) -> tuple[Table, Table]:
    named = answers.select_related("response__agency", "response__round")
    return (
        table_of(
            questions.select_related("partnership").order_by("round", "pk"),
            name="own_questions",
            about="Questions that a partnership asks of its own in a round.",
            beside=(PARTNERSHIP,),
        ),
        table_of(
            named.order_by("response", "question", "pk"),
            name="own_answers",
            about="What agencies say to a partnership’s own questions.",
            beside=(
                Beside("agency", "who answers", "response.agency.name"),
                Beside("round", "the round’s name", "response.round.name"),
            ),
            without=dict.fromkeys(("saved_at", "saved_by"), DRAFTED),
        ),
    )


def _with_where(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With what `_where` names of a row that belongs to an answer."""
    return rows.select_related(
        "answer__priority", "answer__response__agency", "answer__response__round"
    )


def _where(response: str, priority: str) -> tuple[Beside, ...]:
    """The columns that say to people what a row is about."""
    return (
        Beside("agency", "who answers", f"{response}.agency.name"),
        Beside("round", "the round’s name", f"{response}.round.name"),
        Beside("number", "the number of the priority", f"{priority}.number"),
        Beside("title", "the priority, in short", f"{priority}.title"),
    )
