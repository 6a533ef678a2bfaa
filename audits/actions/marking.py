"""Telling the dashboards of a partnership that its audits have changed."""

from datetime import datetime

from partnership.models import Partnership
from strategies.actions import evidence_changed
from strategies.models import Adoption


def audit_changed(partnership: Partnership, at: datetime) -> None:
    """Mark every dashboard of a partnership, so that it is compiled anew."""
    adoptions = Adoption.objects.taken_on().filter(partnership=partnership)
    for strategy in adoptions.order_by("pk").values_list("strategy_id", flat=True):
        evidence_changed(strategy_id=strategy, partnership_ids=[partnership.pk], at=at)
