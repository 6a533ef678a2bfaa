"""How e-mails read: subject, plain text and simple HTML, from templates/emails/."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from notices.links import turn_off_address, whole
from notices.models import DIGEST, Mail, Notice

SUBJECT_MAX = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail says."""

    subject: str
    text: str
    html: str
    turn_off: str = ""

    def put_on(self, mail: Mail) -> Mail:
        """The e-mail with these words."""
        mail.subject, mail.text, mail.html = self.subject, self.text, self.html
        mail.turn_off = self.turn_off
        return mail


def of_notice(notice: Notice) -> Letter:
    """One message on its own."""
    off = turn_off_address(notice.person_id, notice.kind)
    context = {"notice": notice, "link": whole(notice.href)}
    return _letter("notice", notice.title, context, off)


def to_contact(notice: Notice) -> Letter:
    """One message to somebody who need not have an account.

    They cannot turn it off in the portal, so it says whom to ask.
    """
    context = {"notice": notice, "link": whole(notice.href)}
    return _letter("contact", notice.title, context, "")


def of_week(person_id: int, notices: Sequence[Notice], many: int) -> Letter:
    """What a person was told, grouped by where, newest first; `many` in all."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for notice in notices:
        where = notice.agency or notice.partnership or "Other messages"
        link = whole(reverse("notices:follow", args=[notice.pk]))
        groups.setdefault(str(where), []).append({"notice": notice, "link": link})
    subject = "1 new message" if many == 1 else f"{many} new messages"
    off = turn_off_address(person_id, DIGEST)
    context = {
        "groups": sorted(groups.items()),
        "many": many,
        "more": many - len(notices),
    }
    return _letter("week", f"{subject} this week", context, off)


def _letter(name: str, subject: str, context: dict[str, Any], turn_off: str) -> Letter:
    subject = " ".join(f"{subject} – {settings.SITE_NAME}".split())[:SUBJECT_MAX]
    said = {
        **context,
        "subject": subject,
        "site_name": settings.SITE_NAME,
        "run_by": settings.SITE_RUN_BY,
        "site": whole("/"),
        "turn_off": turn_off,
        "settings": whole(reverse("notices:settings")),
    }
    return Letter(
        subject,
        render_to_string(TEMPLATES[name][0], said),
        render_to_string(TEMPLATES[name][1], said),
        turn_off,
    )


# Written out, so that tests can see which are used.
TEMPLATES = {
    "notice": ("emails/notice.txt", "emails/notice.html"),
    "contact": ("emails/contact.txt", "emails/contact.html"),
    "week": ("emails/week.txt", "emails/week.html"),
}
