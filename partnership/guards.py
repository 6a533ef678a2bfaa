"""The guard every page wears."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from partnership.access import Access, Forbidden
from partnership.roles import Permission

View = Callable[..., HttpResponseBase]


class PortalRequest(HttpRequest):
    """A request of somebody signed in; for annotations only."""

    access: Access
    user: User
    htmx: HtmxDetails


def requires(permission: Permission) -> Callable[[View], View]:
    """Let a page be opened only by people with a permission somewhere.

    Strangers were sent to sign in before this is reached (LoginRequiredMiddleware).
    Which things they may open it for is settled by `visible_to` and by the action.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(
            request: PortalRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            if not request.access.holds(permission):
                raise Forbidden(permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def everyone(view: View) -> View:
    """Mark a page that any signed-in person may open, such as their own account."""
    view.permission = None  # type: ignore[attr-defined]
    return view
