"""Load a strategy from the library: manage.py load_strategy nottingham."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnership.access import Access
from strategies import library
from strategies.actions import load_strategy
from ui.templatetags.words import count


class Command(BaseCommand):
    """Loads one document of the strategy library as a published strategy."""

    help = "Load a strategy of the library, published and ready to be adopted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help=f"one of: {', '.join(library.names())}")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            strategy = load_strategy(
                document=library.read(options["name"]),
                by=Access.of_command("load_strategy"),
                at=timezone.now(),
            )
        except (library.NotInLibrary, library.Unreadable) as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(
            f"“{strategy}” version {strategy.version}: "
            f"{count(strategy.objectives.count(), 'objective')}, "
            f"{count(strategy.priorities.count(), 'priority', 'priorities')}."
        )
