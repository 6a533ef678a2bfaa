"""Parts of pages that are drawn once, and kept until what they show has moved.

Kept by each web process: drawing takes many times as long as all else that a page does.
"""

from collections.abc import Callable, Hashable, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Stands in what is kept for the token against forged posts, which is each reader's own.
TOKEN = "token-of-whoever-reads-this"  # noqa: S105


class Stale(AssertionError):
    """What was kept says something else than what would be drawn now."""


def drawn(
    template: str,
    context: Callable[[], Mapping[str, Any]],
    *,
    for_: HttpRequest,
    key: Hashable,
) -> SafeString:
    """A template as it was drawn for this key, or drawn now; for one reader.

    The key must say all that the template shows: whose it is, how far its history has
    gone, what its reader may do, the day. With `CHECK_DRAWN` (in tests) what was kept
    is drawn again and compared; raises Stale.
    """
    kept = caches["drawn"]
    address = sha256(repr((template, key)).encode()).hexdigest()
    found = kept.get(address)
    if found is None:
        found = _draw(template, context())
        kept.set(address, found)
    elif settings.CHECK_DRAWN and found != _draw(template, context()):
        raise Stale(f"{template} shows what is no longer so, for {key!r}")
    return mark_safe(found.replace(TOKEN, escape(get_token(for_))))  # noqa: S308


def _draw(template: str, context: Mapping[str, Any]) -> str:
    # A plain text: what is kept is no longer safe by itself.
    return str(render_to_string(template, {"csrf_token": TOKEN, **context}))
