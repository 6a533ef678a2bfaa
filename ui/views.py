"""Pages that belong to no room: the footer's, and what is shown when things fail."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from ui.rescue import held


@require_GET
@login_not_required
def about(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages that the footer links to."""
    return render(request, f"ui/{name}.html", {"support_email": settings.SUPPORT_EMAIL})


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: too large, or not how a page sends things."""
    return render(request, "ui/not_understood.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not this person's to see."""
    return render(request, "ui/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a colleague without the right, told why."""
    return render(request, "ui/forbidden.html", {"reason": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the page was opened before signing in again, and can be sent again."""
    return render(request, "ui/stale_page.html", held(request), status=403)


def too_often(request: HttpRequest) -> HttpResponse:
    """429: tried more often than a person would, as when a password is guessed."""
    return render(request, "ui/too_often.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Reads nothing, in case the database is what broke."""
    # Without the request no context processor runs, and none can fail again.
    page = render_to_string("ui/broken.html", {"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=500)
