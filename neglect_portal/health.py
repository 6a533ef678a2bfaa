"""/health/: whether web, database, queue and worker all answer."""

import dataclasses
from datetime import timedelta
from typing import Any

from celery import current_app
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView
from kombu.exceptions import KombuError

NAMES = {"Database": "Database", "Broker": "Queue", "Ping": "Worker"}


@dataclasses.dataclass
class Broker(HealthCheck):
    """Whether the queue takes messages: Redis, or the folder of the embedded run.

    The one check that no library brings.
    """

    def run(self) -> None:
        """Open a connection as the portal itself would, and close it."""
        try:
            with current_app.connection_for_write(connect_timeout=2) as connection:
                connection.ensure_connection(max_retries=1, timeout=2)
        except (KombuError, OSError) as error:
            raise ServiceUnavailable("The queue cannot be reached") from error


class Health(HealthCheckView):
    """The checks, and their page in plain words."""

    template_name = "ui/health.html"
    checks = (
        "health_check.checks.Database",
        Broker,
        (
            "health_check.contrib.celery.Ping",
            {"limit": 1, "timeout": timedelta(seconds=4)},
        ),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What each check is called, and what it found wrong."""
        named = [(NAMES[type(one.check).__name__], one.error) for one in self.results]
        return super().get_context_data(**kwargs) | {"named": named}
