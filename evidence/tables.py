"""Everything this room holds of an agency, as tables to take away."""

from activity.models import Event
from evidence.models import File
from partnership.models import Agency
from partnership.tables import history
from ui.copies import Beside, table_of
from ui.tables import Table


def of_agency(agency: Agency) -> list[Table]:
    """The files that an agency keeps or kept, and what was done to them.

    One that waits for a decision is not kept yet.
    """
    kept = File.objects.filter(agency=agency, state=File.State.KEPT)
    return [
        table_of(
            kept.order_by("pk"),
            name="files",
            about="Files kept as evidence, also those removed since.",
            beside=(
                Beside("copied_as", "its name in the folder “files”", "copy_name"),
            ),
            without={
                "stored_as": "it is where the portal keeps the content",
                "reminded": "it only says which reminder is next",
            },
        ),
        history(
            "file_history",
            "What was done to these files.",
            Event.objects.in_threads(kept),
        ),
    ]
