"""Telling owners what is recommended to them, and partnerships what became of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from audits.models import Recommendation
from notices.actions import Message, tell, tell_answering
from notices.models import Kind
from partnership.access import Access
from partnership.models import Agency, AgencyMember, PartnershipMember
from partnership.roles import ROLES, PartnershipRole, Permission
from ui.templatetags.words import weekday

CHECKERS = [
    role for role in PartnershipRole if Permission.RECOMMENDATION_VERIFY in ROLES[role]
]


def tell_recommended(sent: Iterable[Recommendation], by: Access, at: datetime) -> None:
    """Tell each owner what it is to change, and by when."""
    messages = [
        to_owner(
            one,
            at,
            kind=Kind.RECOMMENDED,
            title=f"See to a recommendation of {one.partnership}",
            text=f"{one.text}\n\n{one.owner} sees to it. It is due on "
            f"{weekday(one.due_on)}.",
        )
        for one in sent
    ]
    tell_answering(messages=messages, at=at, but=by.actor_id)


def tell_moved(recommendation: Recommendation, by: Access, at: datetime) -> None:
    """Tell the owner that there is another day, and why."""
    last = recommendation.steps.order_by("-at", "-pk")[0]
    message = to_owner(
        recommendation,
        at,
        kind=Kind.RECOMMENDED,
        title=f"A recommendation is now due on {weekday(recommendation.due_on)}",
        text=f"{recommendation.text}\n\n{last.text}",
    )
    tell_answering(messages=[message], at=at, but=by.actor_id)


def tell_asked(recommendation: Recommendation, by: Access, at: datetime) -> None:
    """Tell those who may check it, without who asked and the owner's own people."""
    title = f"{recommendation.agency} asks to close a recommendation"
    text = f"{recommendation.text}\n\nWhat was done: {recommendation.output}"
    _tell_checkers(recommendation, title, text, by, at)


def tell_withdrawn(recommendation: Recommendation, by: Access, at: datetime) -> None:
    """Tell the same people that there is nothing to check any more."""
    title = f"{recommendation.agency} took back its request to close a recommendation"
    text = f"{recommendation.text}\n\nYou need not check it now."
    _tell_checkers(recommendation, title, text, by, at)


def _tell_checkers(
    recommendation: Recommendation, title: str, text: str, by: Access, at: datetime
) -> None:
    message = Message(
        kind=Kind.CLOSING_ASKED,
        title=title,
        text=text,
        href=_page(recommendation),
        reason="You get this because you check recommendations for "
        f"{recommendation.partnership}.",
        # Asked for and taken back are told apart, also where they come at once.
        key=f"{Kind.CLOSING_ASKED}:{recommendation.pk}:{recommendation.version}:"
        f"{at.isoformat()}",
        partnership=recommendation.partnership,
    )
    people = checkers_of(recommendation).select_related("user")
    told = [one.user for one in people.order_by("user__email", "pk")]
    tell(people=[one for one in told if one.pk != by.actor_id], message=message, at=at)


def checkers_of(recommendation: Recommendation) -> QuerySet[PartnershipMember]:
    """Who of its partnership may check it: not the owner's, nor who wrote for it."""
    own = AgencyMember.objects.filter(agency=recommendation.agency_id).order_by()
    members = PartnershipMember.objects.filter(
        partnership=recommendation.partnership_id,
        role__in=CHECKERS,
        user__is_active=True,
    )
    others = members.exclude(user_id__in=own.values("user_id"))
    return others.exclude(user_id__in=recommendation.written_by)


def tell_given(
    recommendation: Recommendation, was: Agency, why: str, by: Access, at: datetime
) -> None:
    """Tell the new owner what it is to change, and the old one that it no longer is."""
    tell_recommended([recommendation], by, at)
    message = Message(
        kind=Kind.RECOMMENDED,
        title=f"A recommendation is no longer yours: {recommendation.agency} has it",
        text=f"{recommendation.text}\n\n{why}",
        href=reverse("audits:own_recommendations", args=[was.slug]),
        reason=f"You get this because you answer for {was}.",
        key=f"{Kind.RECOMMENDED}:{recommendation.pk}:from:{at.isoformat()}",
        agency=was,
        partnership=recommendation.partnership,
    )
    tell_answering(messages=[message], at=at, but=by.actor_id)


def tell_decided(
    recommendation: Recommendation, title: str, text: str, by: Access, at: datetime
) -> None:
    """Tell the owner that it was closed, sent back or opened again."""
    message = to_owner(
        recommendation,
        at,
        kind=Kind.CLOSING_DECIDED,
        title=title,
        text="\n\n".join(filter(None, (recommendation.text, text))),
    )
    tell_answering(messages=[message], at=at, but=by.actor_id)


def to_owner(
    recommendation: Recommendation,
    at: datetime,
    *,
    kind: Kind,
    title: str,
    text: str,
    key: str = "",
) -> Message:
    """A message to those who answer for the owner."""
    states = Recommendation.State
    closed = recommendation.state in (states.CLOSED, states.ENDED)
    return Message(
        kind=kind,
        title=title,
        text=text,
        href=_page(recommendation),
        reason=f"You get this because you answer for {recommendation.agency}.",
        key=key or f"{kind}:{recommendation.pk}:{at.isoformat()}",
        agency=recommendation.agency,
        partnership=recommendation.partnership,
        due_on=None if closed else recommendation.due_on,
    )


def _page(recommendation: Recommendation) -> str:
    return reverse("audits:recommendation", args=[recommendation.pk])
