"""Addresses at which a copy of everything is taken."""

from django.urls import path

from holdings import views

app_name = "holdings"

urlpatterns = [
    path("agencies/<slug:agency>/copy/", views.agency, name="agency"),
    path(
        "partnerships/<slug:partnership>/copy/", views.partnership, name="partnership"
    ),
]
