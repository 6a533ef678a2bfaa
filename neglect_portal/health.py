"""/health/: whether web, database, queue and worker all answer."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from celery import current_app
from health_check import checks
from health_check.base import HealthCheck
from health_check.contrib.celery import Ping
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView
from kombu.exceptions import KombuError

from evidence import scanner


class Database(checks.Database):
    """Whether the database answers."""

    # What the answers call a check; the library's own name holds an address in memory.
    def __repr__(self) -> str:
        return "Database"


class Worker(Ping):
    """Whether a worker answers."""

    def __repr__(self) -> str:
        return "Worker"


@dataclasses.dataclass(repr=False)
class Queue(HealthCheck):
    """Whether the queue takes messages: Redis, or the folder of the embedded run.

    The one check that no library brings.
    """

    def __repr__(self) -> str:
        return "Queue"

    def run(self) -> None:
        """Open a connection as the portal itself would, and close it."""
        try:
            with current_app.connection_for_write(connect_timeout=2) as connection:
                connection.ensure_connection(max_retries=1, timeout=2)
        except (KombuError, OSError) as error:
            raise ServiceUnavailable("The queue cannot be reached") from error


@dataclasses.dataclass(repr=False)
class VirusScanner(HealthCheck):
    """Whether the virus scanner answers; without it no file is taken in."""

    def __repr__(self) -> str:
        return "Virus scanner"

    def run(self) -> None:
        """Ask as the portal does before it scans."""
        try:
            scanner.ping()
        except scanner.NoAnswer as error:
            raise ServiceUnavailable("The virus scanner does not answer") from error


class Health(HealthCheckView):
    """The checks, and their page in plain words."""

    template_name = "ui/health.html"
    checks = (
        Database,
        Queue,
        (Worker, {"limit": 1, "timeout": timedelta(seconds=4)}),
    )

    def get_checks(self) -> Iterator[HealthCheck]:
        """The checks, and that of the virus scanner where one is set up."""
        yield from super().get_checks()
        if scanner.is_set_up():
            yield VirusScanner()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What each check is called, and what it found wrong."""
        named = [(repr(one.check), one.error) for one in self.results]
        return super().get_context_data(**kwargs) | {"named": named}
