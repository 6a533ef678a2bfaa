"""Keep what boards are shown already: manage.py keep_shown."""

from typing import Any

from django.core.management.base import BaseCommand

from performance.actions.showing import keep_shown
from performance.models import Measure, Shown


class Command(BaseCommand):
    """For figures that were accepted before this was kept; twice changes nothing."""

    help = "Keeps what of each period boards are shown, where that is not kept yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """One measure after another, so that none is held for long."""
        before = Shown.objects.count()
        for pk in Measure.objects.order_by("pk").values_list("pk", flat=True):
            keep_shown(measures=[pk])
        many = Shown.objects.count() - before
        self.stdout.write(f"Periods kept: {many}.")
