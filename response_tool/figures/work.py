"""What waits for a person in the Response Tool, and what was done lately."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Access
from partnership.roles import Permission
from response_tool.models import Answer, Response, Round
from response_tool.standing import line
from ui.worklist import Done, Waiting


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """Responses to finish, and rounds to watch. Five queries at most."""
    return [*_responses(access, today), *_rounds(access, today)]


def _responses(access: Access, today: date) -> Iterable[Waiting]:
    editable = access.agencies_with(Permission.ANSWER_EDIT)
    drafts = list(
        Response.objects.visible_to(access)
        .with_round()
        .filter(
            agency_id__in=editable,
            state=Response.State.DRAFT,
            round__opens_on__lte=today,
            round__closes_on__gte=today,
        )
        .order_by("round__due_on", "pk")
    )
    complete: dict[int, list[bool]] = {}
    answers = Answer.objects.filter(response__in=drafts).select_related("priority")
    for answer in answers.prefetch_related("actions").order_by("pk"):
        done = line(answer).standing.is_complete
        complete.setdefault(answer.response_id, []).append(done)
    for draft in drafts:
        yield _response(
            draft,
            complete.get(draft.pk, []),
            several=len(editable) > 1,
            may_submit=access.may(
                Permission.RESPONSE_SUBMIT, agency_id=draft.agency_id
            ),
        )


def _response(
    draft: Response, complete: list[bool], *, several: bool, may_submit: bool
) -> Waiting:
    done, total = sum(complete), len(complete)
    if draft.started_at is None:
        title, note = "Start your Response Tool", f"{total} priorities. Not started."
    elif done == total and may_submit:
        title = "Check and submit your Response Tool"
        note = f"All {total} priorities answered."
    elif done == total:
        title = "Read your Response Tool once more"
        note = f"All {total} priorities answered. A lead of your agency submits it."
    else:
        title = "Finish your Response Tool"
        note = (
            f"{done} of {total} priorities answered. You can stop and come back; "
            "everything is saved."
        )
    return Waiting(
        kind=f"Response Tool, {draft.round.name}"
        + (f", {draft.agency.name}" if several else ""),
        title=title,
        href=reverse("response_tool:tasks", args=[draft.pk]),
        note=note,
        due_on=draft.round.due_on,
        done=done if draft.started_at else None,
        total=total,
    )


def _rounds(access: Access, today: date) -> Iterable[Waiting]:
    mine = access.partnerships_with(Permission.ROUND_VIEW)
    rounds = (
        Round.objects.visible_to(access)
        .serving(mine)
        .filter(opens_on__lte=today, closes_on__gte=today)
        .values("pk", "name", "due_on", "strategy__title")
        .annotate(
            asked=Count("responses"),
            answered=Count(
                "responses",
                filter=Q(responses__state=Response.State.SUBMITTED),
            ),
        )
        .order_by("due_on", "pk")
    )
    for one in rounds:
        asked, answered = one["asked"], one["answered"]
        if answered < asked:
            yield Waiting(
                kind=f"Round, {one['name']}",
                title=f"See who has not answered: {one['strategy__title']}",
                href=reverse("response_tool:round", args=[one["pk"]]),
                note=f"{answered} of {asked} agencies have sent their answers; "
                f"we are waiting for {asked - answered}.",
                due_on=one["due_on"],
                done=answered,
                total=asked,
            )


def done(*, access: Access, since: date) -> list[Done]:
    """What a person's agencies submitted lately, latest first. One query."""
    sent = (
        Response.objects.visible_to(access)
        .of_my_agencies(access)
        .with_round()
        .filter(submitted_at__date__gte=since)
        .order_by("-submitted_at", "-pk")[:5]
    )
    several = len(access.agency_roles) > 1
    return [
        Done(
            on=timezone.localdate(response.submitted_at),
            text=f"{response.agency if several else 'Your agency'} submitted the "
            f"{response.round.name} Response Tool.",
            link="See the receipt",
            href=reverse("response_tool:receipt", args=[response.pk]),
        )
        for response in sent
        if response.submitted_at
    ]
