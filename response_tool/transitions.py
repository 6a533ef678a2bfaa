"""Who may move a response from where to where, and whether they must say why.

The one table. It is pure: actions look a move up here, check the permission on the
object and change the rows; pages ask it which buttons to show.

Each partnership reviews for itself, so a response stands at one place for each
partnership that receives it; an agency's moves are for all of them at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError

from partnership.roles import Permission


class Place(StrEnum):
    """Where a response stands, for one partnership."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. `verb` is what the history says."""

    permission: Permission
    places: frozenset[Place]
    to: Place
    verb: str
    refusal: str
    every_place: bool = False
    needs_open_round: bool = False
    needs_reason: bool = False


def _from(*places: Place) -> frozenset[Place]:
    return frozenset(places)


SUBMIT = Move(
    Permission.RESPONSE_SUBMIT,
    _from(Place.DRAFT),
    Place.WAITING,
    "submitted",
    "This response has already been submitted.",
    every_place=True,
    needs_open_round=True,
)
TAKE_BACK = Move(
    Permission.RESPONSE_SUBMIT,
    _from(Place.WAITING),
    Place.DRAFT,
    "took back",
    "This response cannot be taken back: a partnership has reviewed it, or it is not "
    "submitted.",
    every_place=True,
    needs_open_round=True,
)
ACCEPT = Move(
    Permission.RESPONSE_REVIEW,
    _from(Place.WAITING),
    Place.ACCEPTED,
    "accepted",
    "This response is not waiting for your review.",
)
RETURN = Move(
    Permission.RESPONSE_REVIEW,
    _from(Place.WAITING, Place.ACCEPTED),
    Place.RETURNED,
    "returned for a change",
    "This response cannot be returned: it is not submitted, or you have returned "
    "answers that the agency has not sent back yet.",
    needs_reason=True,
)
RESUBMIT = Move(
    Permission.RESPONSE_SUBMIT,
    _from(Place.RETURNED),
    Place.WAITING,
    "sent back",
    "Nothing of this response is returned.",
)
WITHDRAW = Move(
    Permission.RESPONSE_SUBMIT,
    _from(Place.WAITING, Place.RETURNED, Place.ACCEPTED),
    Place.DRAFT,
    "withdrew",
    "This response is not submitted, so there is nothing to withdraw.",
    every_place=True,
    needs_reason=True,
)

TABLE = {
    "submit": SUBMIT,
    "take back": TAKE_BACK,
    "accept": ACCEPT,
    "return": RETURN,
    "resubmit": RESUBMIT,
    "withdraw": WITHDRAW,
}

# What readers outside the agency are told of in the history: never how it was drafted.
TOLD_OUTSIDE = frozenset(move.verb for move in TABLE.values())


def is_possible(move: Move, places: Collection[str]) -> bool:
    """Whether a move can be made from where the response stands.

    `places` has one for each partnership concerned. A move of the whole response
    needs all of them; one about a part needs any.
    """
    fits = [place in move.places for place in places]
    return bool(fits) and (all(fits) if move.every_place else any(fits))


def check(
    move: Move, places: Collection[str], *, reasons: Collection[str] = ()
) -> None:
    """Refuse a move that the table does not have, or one without its reason.

    Raises ValidationError with code moved or reason.
    """
    if not is_possible(move, places):
        raise ValidationError(move.refusal, code="moved")
    if move.needs_reason and not (
        reasons and all(reason.strip() for reason in reasons)
    ):
        raise ValidationError("Say why.", code="reason")
