"""Load the demonstration, or put it back: manage.py load_demonstration --reset."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demonstration.actions import load_demonstration, remove_demonstration
from demonstration.models import Demonstration


class Command(BaseCommand):
    """Fills an empty database with made-up partnerships, agencies and answers."""

    help = "Load the demonstration, if it is not there already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="put it back as it was"
        )
        parser.add_argument(
            "--today", type=date.fromisoformat, help="as it would be on this day"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "The demonstration has accounts whose password is public. To allow "
                "them in this database, set DEMONSTRATION=true."
            )
        if Demonstration.objects.exists() and not options["reset"]:
            self.stdout.write("The demonstration is loaded already.")
            return
        today = options["today"] or timezone.localdate()
        try:
            if options["reset"]:
                remove_demonstration()
            load_demonstration(today=today, at=timezone.now())
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        call_command("compile_dashboards", stdout=self.stdout)
        self.stdout.write("The demonstration is loaded.")
