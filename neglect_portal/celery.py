"""Celery for the portal; every task lives in the tasks.py of its own room."""

import os

from celery import Celery
from celery.signals import worker_process_init, worker_ready

from neglect_portal.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neglect_portal.settings")

app = Celery("neglect_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
@worker_ready.connect
def _settle(**_: object) -> None:
    """Whichever of the two a pool tells of: processes of their own, or none."""
    settle()
