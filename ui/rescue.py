"""What a page held, when it could not be accepted as it was sent.

Somebody whose session ended, or who signed in again in another tab, sends it again from
here and loses nothing. Only what this site's own page sent is ever offered: another
site's form would otherwise need but one press of a button.
"""

from typing import Any

from django.http import HttpRequest

WORDS_FROM = 8  # characters; shorter values are choices, dates and numbers
NEVER = ("form_key", "then", "headings")


def held(request: HttpRequest) -> dict[str, Any]:
    """The fields to send again, and the texts among them to show."""
    if not _is_our_own(request):
        return {"fields": [], "words": []}
    fields = [
        (name, value)
        for name in request.POST
        if name != "csrfmiddlewaretoken"
        for value in request.POST.getlist(name)
    ]
    # A password is neither shown nor kept in a page.
    if any("password" in name for name, _ in fields):
        fields = []
    words = [
        value
        for name, value in fields
        if not name.startswith("initial-") and name not in NEVER and _is_text(value)
    ]
    return {"fields": fields, "words": words, "path": request.get_full_path()}


def _is_our_own(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, as every browser says of a form."""
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}"


def _is_text(value: str) -> bool:
    return len(value) >= WORDS_FROM and " " in value.strip()
