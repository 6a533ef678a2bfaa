"""What people are told, the e-mails owed to them, and what they have turned off."""

from notices.models.kinds import ON_ITS_OWN, Kind, kinds_for
from notices.models.mails import DIGEST, LEASE, Mail, MailOff
from notices.models.notices import Notice, NoticeQuerySet

__all__ = [
    "DIGEST",
    "LEASE",
    "ON_ITS_OWN",
    "Kind",
    "Mail",
    "MailOff",
    "Notice",
    "NoticeQuerySet",
    "kinds_for",
]
