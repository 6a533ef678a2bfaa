"""What a partnership works to: the strategies it has taken on, and their parts."""

from django.db.models import QuerySet

from partnership.models import Partnership
from strategies.models import Objective, Outcome, Strategy


def strategies_of(partnership: Partnership) -> "QuerySet[Strategy]":
    """The strategies that a partnership has taken on, in no order."""
    standing = partnership.adoptions.taken_on().order_by()
    return Strategy.objects.filter(adoptions__in=standing).distinct().order_by()


def objectives_of(partnership: Partnership) -> list[Objective]:
    """Their objectives."""
    rows = Objective.objects.filter(strategy__in=strategies_of(partnership))
    return list(rows.order_by("strategy__title", "position", "pk"))


def outcomes_of(partnership: Partnership) -> list[Outcome]:
    """Their outcomes."""
    rows = Outcome.objects.filter(strategy__in=strategies_of(partnership))
    return list(rows.order_by("strategy__title", "position", "pk"))
