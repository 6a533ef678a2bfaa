"""The project: settings, addresses and the queue. It wires rooms, it holds no rules."""

from neglect_portal.celery import app as celery_app

__all__ = ["celery_app"]
