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
    if as_csv := request.GET.get("as") == "csv":
        rows = exports.actions_csv(found, request.access, words, on=today)
        answer = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    else:
        book = exports.round_workbook(found, request.access, words, on=today)
        answer = HttpResponse(book, content_type=WORKBOOK)
    name = f"actions-{slugify(found.name)}.{'csv' if as_csv else 'xlsx'}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
