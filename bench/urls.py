"""The portal's addresses and the two bare ones."""

from django.urls import path

from bench import views
from neglect_portal.urls import (
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
    urlpatterns,
)

__all__ = [
    "handler400",
    "handler403",
    "handler404",
    "handler429",
    "handler500",
    "urlpatterns",
]

urlpatterns = [
    path("bench/", views.bare, name="bench_bare"),
    path("bench/write/", views.bare_write, name="bench_write"),
    *urlpatterns,
]
