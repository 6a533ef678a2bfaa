"""Coordinators: which e-mails did not arrive, or may not have, and why."""

from django.contrib import messages as banners
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from notices import actions
from notices.models import Mail
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission

PAGE = 20


@require_GET
@requires(Permission.MAIL_RESEND)
def undelivered(request: PortalRequest) -> HttpResponse:
    """E-mails to the people of a coordinator's partnerships that need a look."""
    seen = Mail.objects.visible_to(request.access)
    found = seen.undelivered(timezone.now())
    rows = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/undelivered.html", {"rows": rows})


@require_POST
@requires(Permission.MAIL_RESEND)
def send_again(request: PortalRequest, mail_pk: int) -> HttpResponse:
    """Send one of them again."""
    seen = Mail.objects.visible_to(request.access)
    mail = get_object_or_404(seen, pk=mail_pk)
    try:
        actions.send_again(mail=mail, by=request.access, at=timezone.now())
    except ValidationError as error:
        banners.info(request, error.messages[0])
    else:
        banners.success(request, "The e-mail is on its way again.")
    return redirect("notices:undelivered")
