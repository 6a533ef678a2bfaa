"""Which figures this room holds of a partnership, as a table to take away."""

from dashboards.models import Snapshot
from partnership.models import Partnership
from ui.copies import Beside, table_of
from ui.tables import Table

INSIDE = "it is in the folder “dashboards”"
HOW_COMPILED = "it is how the portal shares out the compiling"


def of_partnership(partnership: Partnership) -> list[Table]:
    """The dashboards of a partnership, and as at when each was compiled."""
    found = Snapshot.objects.of([partnership.pk]).select_related("adoption__strategy")
    return [
        table_of(
            found.order_by("pk"),
            name="dashboards",
            about="The figures of each strategy, compiled for the board.",
            beside=(
                Beside("strategy", "the strategy’s title", "adoption.strategy.title"),
                Beside("version", "its version", "adoption.strategy.version"),
            ),
            without={
                "sections": INSIDE,
                "details": INSIDE,
                "fingerprints": HOW_COMPILED,
                "claim": HOW_COMPILED,
                "claimed_until": HOW_COMPILED,
            },
        )
    ]
