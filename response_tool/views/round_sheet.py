"""What every agency of a round has sent, as a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from partnership.wording import common, words_by_partnership
from response_tool import exports
from response_tool.models import Round
from ui.downloads import CSV, handed_over
from ui.tables import WORKBOOK


@require_GET
@requires(Permission.ROUND_VIEW)
def download(request: PortalRequest, pk: int) -> HttpResponse:
    """Every submitted action and answer, or with `?as=csv` the actions alone."""
    mine = request.access.partnerships_with(Permission.ROUND_VIEW)
    rounds = Round.objects.visible_to(request.access).serving(mine)
    found = get_object_or_404(rounds.select_related("strategy"), pk=pk)
    partnerships = found.partnerships.filter(pk__in=mine).values_list("pk", flat=True)
    words = common(words_by_partnership(list(partnerships)).values()).statuses
    today = timezone.localdate()
    name = f"actions-{slugify(found.name)}"
    if request.GET.get("as") == "csv":
        rows = exports.actions_csv(found, request.access, words, on=today)
        return handed_over(rows, CSV, f"{name}.csv", is_private=True)
    book = exports.round_workbook(found, request.access, words, on=today)
    return handed_over(book, WORKBOOK, f"{name}.xlsx", is_private=True)
