"""Real servers and a safe environment, before pytest-django reads the settings.

Named by `addopts = -p tests.plugin`. `PORTAL_TESTS_ON=sqlite` tests the embedded
run instead: no server is started, and the site falls back to its data folder.
"""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.services import ServiceError, services, temporary_folder

SAFE = {
    "DEBUG": "false",
    "DEMONSTRATION": "true",  # so that every address there is can be visited
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # live_server beside Playwright's event loop
    "DJANGO_SETTINGS_MODULE": "neglect_portal.settings",
    # A developer's own .env would bring back the addresses that are unset below.
    "ENV_FILE": os.devnull,
    "SITE_URL": "http://localhost:8000",
    "STATIC_HASHED": "false",  # tests need no collected files; one test collects them
    "SECRET_KEY": "tests-only-and-no-secret-0123456789-0123456789",
}


# First, because pytest-django loads the settings in this very hook.
@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Set the environment; the controller starts what its workers will share."""
    os.environ.update(SAFE)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        own = share(worker, os.environ["DATA_DIR"], os.environ.get("REDIS_URL"))
        Path(own["DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)
        os.environ.update(own)
        return
    # What a developer has set points at data that somebody wants to keep.
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    # Undone after every plugin's pytest_unconfigure, and also where a later plugin
    # fails before there is anything to unconfigure.
    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    try:
        os.environ.update(start(os.environ.get("PORTAL_TESTS_ON", "postgres"), stack))
    except ServiceError as error:
        raise pytest.UsageError(str(error)) from None


def start(database: str, stack: ExitStack) -> dict[str, str]:
    """Start what the tests run on; the stack takes it away again."""
    if database not in ("postgres", "sqlite"):
        raise ServiceError(f"PORTAL_TESTS_ON is “{database}”: say postgres or sqlite.")
    data = {"DATA_DIR": str(stack.enter_context(temporary_folder()))}
    # WhiteNoise warns where nothing was collected, and warnings are errors here.
    Path(data["DATA_DIR"], "static").mkdir()
    if database == "sqlite":
        return data
    up = stack.enter_context(services())
    return data | {"DATABASE_URL": up.database_url, "REDIS_URL": up.redis_url}


def share(worker: str, data_dir: str, redis_url: str | None) -> dict[str, str]:
    """Return a worker's own part: pytest-django parts the databases, not the rest."""
    own = {"DATA_DIR": str(Path(data_dir, worker))}
    if redis_url:
        server = redis_url.rpartition("/")[0]
        own["REDIS_URL"] = f"{server}/{int(worker.removeprefix('gw')) + 1}"
    return own
