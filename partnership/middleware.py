"""Gives every request of a signed-in person its `access`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from partnership.membership import access_of


class AccessMiddleware:
    """Sets `request.access` just before the view, so that static files cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> None:
        """Read the person's memberships; a stranger has no access at all."""
        if request.user.is_authenticated:
            request.access = access_of(request.user)  # type: ignore[attr-defined]
