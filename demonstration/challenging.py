"""What the neighbours’ boards ask about answers, made with the portal’s own actions."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from demonstration.calendar import moment
from demonstration.content import challenges, spoken
from partnership.access import Access
from partnership.membership import access_of
from response_tool.actions import (
    ask_again,
    close_challenge,
    raise_challenge,
    reply_to_challenge,
)
from response_tool.models import Answer, Challenge, Recipient, Round
from strategies.actions import evidence_changed

MORNING, AFTERNOON = 10, 14


def ask_everything(*, today: date, at: datetime) -> None:
    """Ask, reply, ask again and close as in the content, in the past of a day."""
    for one in challenges():
        recipient = _recipient(one)
        challenge = _ask(one, recipient, today, at)
        for entry in one.get("thread", []):
            _add(challenge, entry, recipient.response.round, one["by"], today)
        if closed := one.get("closed"):
            close_challenge(
                challenge=challenge,
                how=closed["how"],
                because=spoken(closed["because"], recipient.response.round.opens_on),
                by=_person(closed["by"]),
                at=_ago(today, closed["ago"], AFTERNOON),
            )
        # Every move marks the dashboard at its own time; the latest is what counts.
        evidence_changed(
            strategy_id=recipient.response.round.strategy_id,
            partnership_ids=[recipient.partnership_id],
            at=at - timedelta(minutes=1),
        )


def _recipient(one: dict[str, Any]) -> Recipient:
    """The response that is asked about, as this partnership received it."""
    rows = Recipient.objects.select_related(
        "partnership", "response__round", "response__agency"
    )
    received = rows.filter(
        partnership__slug=one["partnership"],
        response__agency__slug=one["agency"],
        response__corrects=None,
    )
    return received.order_by("-response__round__opens_on")[one["round"]]


def _ask(
    one: dict[str, Any], recipient: Recipient, today: date, at: datetime
) -> Challenge:
    response = recipient.response
    asked_at = _ago(today, one["asked"], MORNING)
    if response.submitted_at:
        asked_at = max(asked_at, response.submitted_at + timedelta(hours=2))
    return raise_challenge(
        answer=Answer.objects.get(response=response, priority__number=one["priority"]),
        partnership=recipient.partnership,
        question=spoken(one["question"], response.round.opens_on),
        reply_by=today + timedelta(days=one["reply_in"]),
        by=_person(one["by"]),
        at=min(asked_at, at),
    )


def _add(
    challenge: Challenge, entry: dict[str, Any], round_: Round, asker: str, today: date
) -> None:
    when = _ago(today, entry["ago"], AFTERNOON)
    if said := entry.get("agency"):
        team = Access.of_command(f"{challenge.response.agency} safeguarding team")
        text = spoken(said, round_.opens_on)
        reply_to_challenge(challenge=challenge, text=text, by=team, at=when)
        return
    ask_again(
        challenge=challenge,
        text=spoken(entry["partnership"], round_.opens_on),
        reply_by=today + timedelta(days=entry["reply_in"]),
        by=_person(asker),
        at=when,
    )


def _person(email: str) -> Access:
    return access_of(User.objects.get(email=email))


def _ago(today: date, days: int, hour: int) -> datetime:
    return moment(today - timedelta(days=days), hour)
