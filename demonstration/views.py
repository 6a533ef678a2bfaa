"""Pages that exist in a demonstration only."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

SHOWN = 20


@require_GET
@login_not_required
def mail(request: HttpRequest) -> HttpResponse:
    """The e-mails that the demonstration would have sent, latest first."""
    if not settings.DEMONSTRATION:
        raise Http404
    folder = Path(settings.EMAIL_FILE_PATH)
    # By when each was written: names tell seconds, and are in any order within one.
    files = sorted(
        folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True
    )
    messages = [message for path in files[:SHOWN] for message in _messages(path)]
    return render(request, "demonstration/mail.html", {"mail": messages[:SHOWN]})


def _messages(path: Path) -> list[dict[str, Any]]:
    """The messages of one file, as Django's file backend writes them."""
    found = []
    for raw in reversed(path.read_bytes().split(b"-" * 79 + b"\n")):
        if not raw.strip():
            continue
        message = message_from_bytes(raw, policy=policy.default)
        body = message.get_body(("plain",))
        found.append(
            {
                "to": message["to"],
                "subject": message["subject"],
                "date": message["date"],
                "text": body.get_content() if body else "",
            }
        )
    return found
