"""Strangers are sent to sign in, and lose nothing they typed on the way."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from ui.rescue import held


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks people to sign in.

    Also somebody whose session ended while a page was open: what they sent is shown
    back to them for copying, and a page that refreshes itself is loaded anew instead
    of having a sign-in page put inside it.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """Send to sign in, or first show what would otherwise be lost."""
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        if request.method == "POST":
            context = held(request)
            return render(request, "accounts/signed_out.html", context, status=401)
        return super().handle_no_permission(request, view_func)
