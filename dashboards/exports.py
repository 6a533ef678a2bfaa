"""The compiled figures of a partnership, as documents to take away."""

import json
from collections.abc import Iterator
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder

from dashboards.models import Snapshot
from partnership.models import Partnership
from ui.copies import Paper


def papers_of_partnership(partnership: Partnership) -> Iterator[Paper]:
    """What the board sees of each strategy, as JSON, as it was compiled last."""
    found = Snapshot.objects.of([partnership.pk]).exclude(compiled_at=None)
    for one in found.select_related("adoption__strategy").order_by("pk"):
        strategy = one.adoption.strategy
        yield Paper(
            path=f"dashboards/{strategy.slug}.json",
            about=f"What the board sees of {strategy.with_version}.",
            content=partial(_figures, one),
        )


def _figures(snapshot: Snapshot) -> bytes:
    figures = {
        "as_at": snapshot.as_at,
        "compiled_at": snapshot.compiled_at,
        "sections": snapshot.sections,
        "details": snapshot.details,
    }
    said = json.dumps(figures, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return said.encode()
