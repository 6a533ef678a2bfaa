"""Celery: compile one dashboard, and sweep for those that a nudge did not reach."""

from celery import shared_task
from django.utils import timezone

from dashboards.actions import compile_dashboard as compile_now
from dashboards.models import adoptions_to_compile
from strategies.models import Adoption


@shared_task(name="dashboards.tasks.compile_dashboard")
def compile_dashboard(*, adoption_id: int) -> None:
    """Compile one dashboard; it may run twice and do no harm."""
    adoption = Adoption.objects.filter(pk=adoption_id).first()
    if adoption:
        compile_now(adoption=adoption, now=timezone.now)


@shared_task(name="dashboards.tasks.sweep")
def sweep() -> None:
    """Ask for every dashboard whose mark is newer than its snapshot."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    for adoption in adoptions_to_compile(now, midnight):
        compile_dashboard.delay(adoption_id=adoption.pk)
