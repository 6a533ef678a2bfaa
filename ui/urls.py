"""The footer's pages."""

from django.urls import path

from ui import views

app_name = "ui"

urlpatterns = [
    path(f"{name}/", views.about, {"name": name}, name=name)
    for name in ("help", "accessibility", "privacy", "cookies")
]
