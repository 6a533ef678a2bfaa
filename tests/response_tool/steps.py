"""Short ways to put rows where a test needs them, and to read what was recorded."""

from datetime import date, datetime, timedelta

from django.core.cache import caches

from activity.models import Event
from response_tool.actions import return_answers, save_answer, submit_response
from response_tool.models import Action, Answer, Response, Round
from tests.conftest import complete, make_round
from tests.factories import ANYBODY, NOW, TODAY
from ui.merging import Edit


def response_of(round_: Round, agency: object) -> Response:
    return Response.objects.with_round().get(round=round_, agency=agency)


def answer_to(response: Response, number: int) -> Answer:
    rows = response.answers.select_related("priority", "response__round")
    return rows.get(priority__number=number)


def send(response: Response, *, at: datetime, by: object = ANYBODY) -> Response:
    """Answer everything and submit it at a moment."""
    complete(response)
    return submit_response(response=response, by=by, at=at)


def noon(on: date) -> datetime:
    """A moment on a day, for submitting in a round of the past."""
    return NOW + timedelta(days=(on - TODAY).days)


def write(answer: Answer, *, by: object = ANYBODY, at: datetime = NOW, **texts: str):
    """Save texts over whatever stands there now."""
    answer.refresh_from_db()
    edits = [Edit(name, getattr(answer, name), text) for name, text in texts.items()]
    return save_answer(answer=answer, edits=edits, by=by, at=at)


def forget_what_was_drawn() -> None:
    """For rows put there without a history, which would tell pages of it."""
    caches["drawn"].clear()


def put(answer: Answer, status: str = "on_track", **fields: object) -> Action:
    """An action, put there without a word in the history."""
    forget_what_was_drawn()
    words = {"what": "Hold a session", "who": "Team manager", "by_when": TODAY}
    return Action.objects.create(answer=answer, status=status, **(words | fields))


def lay_down(response: Response, *, at: datetime | None = None, **told: object) -> None:
    """Rows for figures: p1=["on_track", ("slipping", due)], p2="why not relevant".

    With `at` it counts as submitted then; what is not told stays unanswered.
    """
    forget_what_was_drawn()
    for key, said in told.items():
        answer = response.answers.get(priority__number=int(key[1:]))
        if isinstance(said, str):
            answer.relevance, answer.not_relevant_because = "not_relevant", said
        else:
            answer.relevance = "ours"
            for one in said:
                status, by_when = one if isinstance(one, tuple) else (one, date.max)
                put(
                    answer, status, by_when=by_when, what=f"{response.agency}: {status}"
                )
        answer.save()
    if at:
        response.state, response.submitted_at = Response.State.SUBMITTED, at
        response.save()


def last_round(response: Response, **statuses: str) -> Response:
    """A submitted round half a year before: p2="complete" sets an action's status."""
    now = response.round
    before = make_round(
        now.strategy,
        list(now.partnerships.all()),
        now.opens_on,
        ago=180,
        name="spring 2026",
    )
    earlier = response_of(before, response.agency)
    complete(earlier)
    for key, status in statuses.items():
        earlier_one = answer_to(earlier, int(key[1:]))
        Action.objects.filter(answer=earlier_one).update(status=status)
    at = noon(before.opens_on + timedelta(days=9))
    return submit_response(response=earlier, by=ANYBODY, at=at)


def returned_one(response: Response, partnership: object, number: int = 1) -> Response:
    """Return one answer to the agency; gives the draft in which it is changed."""
    at = response.submitted_at + timedelta(hours=1)
    return_answers(
        response=response,
        partnership=partnership,
        reasons={number: "Please say in which teams."},
        answer_by=at.date() + timedelta(days=7),
        by=ANYBODY,
        at=at,
    )
    return Response.objects.get(corrects=response)


def events(response: Response) -> list[Event]:
    """What happened to a response, in the order in which it was written down."""
    told = Event.objects.about("response_tool.response", response.pk)
    return list(told.order_by("pk"))


def verbs(response: Response) -> list[str]:
    return [event.verb for event in events(response)]
