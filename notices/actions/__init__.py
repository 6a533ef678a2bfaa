"""Every change to messages, and to the e-mails owed for them."""

from notices.actions.choices import choose_mail, stop_mail
from notices.actions.digests import comes_before_next_week, owe_week
from notices.actions.reading import read_all, read_notice, settle
from notices.actions.sending import forget_sent, send, send_again, send_owed
from notices.actions.telling import (
    Message,
    owe_letter,
    tell,
    tell_answering,
    tell_each,
)

__all__ = [
    "Message",
    "choose_mail",
    "comes_before_next_week",
    "forget_sent",
    "owe_letter",
    "owe_week",
    "read_all",
    "read_notice",
    "send",
    "send_again",
    "send_owed",
    "settle",
    "stop_mail",
    "tell",
    "tell_answering",
    "tell_each",
]
