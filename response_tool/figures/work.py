"""What waits for a person in the Response Tool, and what was done lately."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Access
from partnership.roles import Permission
from response_tool.figures import challenges
from response_tool.models import Answer, HandedIn, Recipient, Response, Returned, Round
from response_tool.standing import line
from ui.templatetags.words import and_list
from ui.worklist import Done, Waiting


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """Responses, questions and rounds. Eleven queries at most."""
    return [
        *_responses(access, today),
        *_returned(access),
        *challenges.waiting(access=access, today=today),
        *_handed_in(access),
        *_reviews(access),
        *_rounds(access, today),
    ]


def _responses(access: Access, today: date) -> Iterable[Waiting]:
    editable = access.agencies_with(Permission.ANSWER_EDIT)
    drafts = list(
        Response.objects.visible_to(access)
        .with_round()
        .asked_for()
        .filter(
            Q(round__closes_on__gte=today) | Q(extended_to__gte=today),
            agency_id__in=editable,
            state=Response.State.DRAFT,
            round__opens_on__lte=today,
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
        due_on=draft.due_on,
        done=done if draft.started_at else None,
        total=total,
    )


def _returned(access: Access) -> Iterable[Waiting]:
    """Answers that a partnership returned, each response once. Two queries at most."""
    drafts = (
        Response.objects.visible_to(access)
        .with_round()
        .filter(
            corrects__isnull=False,
            state=Response.State.DRAFT,
            agency_id__in=access.agencies_with(Permission.ANSWER_EDIT),
        )
    )
    of_whole = {draft.corrects_id: draft for draft in drafts.order_by("pk")}
    told: dict[int, list[Returned]] = {}
    for one in Returned.objects.open().filter(answer__response__in=of_whole).told():
        told.setdefault(one.answer.response_id, []).append(one)
    several = len(access.agency_roles) > 1
    for whole, returned in told.items():
        yield _correction(of_whole[whole], returned, several=several)


def _correction(draft: Response, returned: list[Returned], *, several: bool) -> Waiting:
    numbers = sorted({one.answer.priority.number for one in returned})
    askers = sorted({one.recipient.partnership.short_name for one in returned})
    one_answer = len(numbers) == 1
    what = "one answer that was" if one_answer else f"{len(numbers)} answers that were"
    label = "priority" if one_answer else "priorities"
    return Waiting(
        kind=f"Response Tool, {draft.round.name}"
        + (f", {draft.agency.name}" if several else ""),
        title=f"Change {what} returned: {label} {and_list(numbers)}",
        href=reverse("response_tool:returned", args=[draft.pk]),
        note=f"{and_list(askers)} returned {'it' if one_answer else 'them'} because:"
        if len(returned) == 1
        else f"{and_list(askers)} said why. The first reason:",
        due_on=min(one.answer_by for one in returned),
        quote=returned[0].reason,
    )


def _handed_in(access: Access) -> Iterable[Waiting]:
    """Word documents that coordinators put in, to be compared. One query."""
    waiting_ = HandedIn.objects.visible_to(access).waiting().told()
    mine = access.agencies_with(Permission.ANSWER_EDIT)
    drafts = waiting_.filter(
        response__agency_id__in=mine, response__state=Response.State.DRAFT
    )
    for one in drafts.select_related("response__round"):
        yield Waiting(
            kind=f"Response Tool, {one.response.round.name}",
            title="Compare the Word document that was put in for you",
            href=reverse("response_tool:handed_in", args=[one.response_id, one.pk]),
            note=f"The {one.partnership.short_name} partnership was sent “{one.name}”. "
            "Keep what is right; nothing of yours is written over.",
        )


def _reviews(access: Access) -> Iterable[Waiting]:
    """Rounds in which answers wait for a coordinator's review. One query."""
    waiting_ = (
        Recipient.objects.filter(
            partnership_id__in=access.partnerships_with(Permission.RESPONSE_REVIEW),
            review=Recipient.Review.WAITING,
            response__state=Response.State.SUBMITTED,
        )
        .values("response__round_id", "response__round__name")
        .annotate(many=Count("response", distinct=True))
        .order_by("response__round_id")
    )
    for one in waiting_:
        many = one["many"]
        yield Waiting(
            kind=f"Review, {one['response__round__name']}",
            title=f"Review the answers of {many} "
            f"{'agency' if many == 1 else 'agencies'}",
            href=reverse("response_tool:round", args=[one["response__round_id"]]),
            note="Accept them, or return an answer with a reason.",
        )


def _rounds(access: Access, today: date) -> Iterable[Waiting]:
    mine = access.partnerships_with(Permission.ROUND_VIEW)
    rounds = (
        Round.objects.visible_to(access)
        .serving(mine)
        .filter(opens_on__lte=today, closes_on__gte=today)
        .values("pk", "name", "due_on", "strategy__title")
        .annotate(
            asked=Count("responses", filter=Q(responses__corrects=None)),
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
                href=reverse("response_tool:round", args=[one["pk"]])
                + "?show=waited_for",
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
