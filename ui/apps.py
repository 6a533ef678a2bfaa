from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.urls import register_converter

from ui.addresses import RowNumber


class UiConfig(AppConfig):
    name = "ui"
    verbose_name = "page parts"

    def ready(self) -> None:
        """Make `<row:pk>` known to the addresses of every room."""
        register_converter(RowNumber, "row")


class PortalStaticFilesConfig(StaticFilesConfig):
    # htmx's extensions are not used, and their imports name files that are not shipped.
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx/ext/*"]
