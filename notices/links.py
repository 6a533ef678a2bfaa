"""Addresses that an e-mail carries: whole ones, and one to turn e-mails off."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User
from notices.models import DIGEST, ON_ITS_OWN, Kind

SALT = "notices.turn-off"


@dataclass(frozen=True, slots=True)
class TurnOff:
    """What a signed link stops: one kind of message, or the week's, for one person."""

    person_id: int
    what: str

    @property
    def kinds(self) -> Collection[Kind]:
        """The kinds that are no longer e-mailed."""
        if self.what == DIGEST:
            return [kind for kind in Kind if kind not in ON_ITS_OWN]
        return [Kind(self.what)]

    @property
    def is_for_somebody(self) -> bool:
        """Whether the person is still known here."""
        return User.objects.filter(pk=self.person_id).exists()

    @property
    def label(self) -> str:
        """What it is, after “e-mails about”."""
        return (
            "everything in the weekly e-mail"
            if self.what == DIGEST
            else (Kind(self.what).label)
        )


def whole(path: str) -> str:
    """A path of the portal as an address that works outside it."""
    return f"{settings.SITE_URL}{path}"


def turn_off_path(person_id: int, what: str) -> str:
    """Where one person stops such e-mails, also without signing in."""
    token = signing.dumps([person_id, what], salt=SALT)
    return reverse("notices:turn_off", args=[token])


def turn_off_address(person_id: int, what: str) -> str:
    """The same, as an e-mail carries it."""
    return whole(turn_off_path(person_id, what))


def read_token(token: str) -> TurnOff | None:
    """What a link was signed for; nothing where it was changed on the way."""
    try:
        person_id, what = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    known = what == DIGEST or what in Kind.values
    return TurnOff(person_id, what) if known else None
