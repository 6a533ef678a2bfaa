"""Compile dashboards by hand: manage.py compile_dashboards --partnership northshire."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dashboards.actions import compile_dashboard
from partnership.models import Partnership
from strategies.models import Adoption


class Command(BaseCommand):
    """Compiles now what Celery would compile within the minute."""

    help = "Compile the board dashboards of all partnerships, or of one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partnership", metavar="SLUG", help="only this one")

    def handle(self, *args: Any, **options: Any) -> None:
        adoptions = (
            Adoption.objects.taken_on()
            .in_order()
            .select_related("partnership", "strategy")
        )
        if slug := options["partnership"]:
            if not Partnership.objects.filter(slug=slug).exists():
                raise CommandError(f"There is no partnership “{slug}”.")
            adoptions = adoptions.filter(partnership__slug=slug)
        for adoption in adoptions:
            done = compile_dashboard(adoption=adoption, now=timezone.now, force=True)
            word = "compiled" if done else "being compiled by a worker"
            self.stdout.write(f"{adoption}: {word}")
