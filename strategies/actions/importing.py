"""Taking in a strategy that was agreed elsewhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.actions.drafts import begun_before
from strategies.actions.publishing import draft_from_document
from strategies.models import Strategy


@transaction.atomic
def import_strategy(
    *,
    document: Mapping[str, Any],
    convenor: Partnership,
    by: Access,
    at: datetime,
    form_key: UUID | None = None,
) -> Strategy:
    """Make a draft from a document that a coordinator brought and corrected.

    It is the convenor's to change and to publish; nobody else sees it until then.
    The same page sent twice makes one.
    """
    by.require(Permission.STRATEGY_EDIT, partnership_ids=[convenor.pk])
    if same := begun_before(form_key, convenor):
        return same
    # Not the library's own, even where it was written in the library's format.
    own = {name: said for name, said in document.items() if name != "key"}
    strategy = draft_from_document(own, convenor, form_key=form_key)
    record(
        by=by,
        at=at,
        verb="imported",
        subject=strategy,
        after={
            "convenor": convenor.name,
            "objectives": len(document["objectives"]),
            "priorities": sum(len(one["priorities"]) for one in document["objectives"]),
        },
    )
    return strategy
