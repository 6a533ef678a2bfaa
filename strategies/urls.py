"""Addresses of strategies."""

from django.urls import path

from strategies.views import agreeing, importing, reading, versions, writing

app_name = "strategies"

PART = "strategies/<slug:slug>/edit/<slug:kind>/"

urlpatterns = [
    path("strategies/", reading.strategies, name="strategies"),
    path("strategies/import/", importing.import_document, name="import"),
    path("strategies/import/outline/", importing.import_outline, name="import_outline"),
    path("strategies/new/", versions.new, name="new"),
    path("strategies/<slug:slug>/", reading.strategy, name="strategy"),
    path("strategies/<slug:slug>/changes/", versions.changes, name="changes"),
    path("strategies/<slug:slug>/delete/", versions.delete, name="delete"),
    path("strategies/<slug:slug>/download/", importing.download, name="download"),
    path("strategies/<slug:slug>/edit/", writing.edit, name="edit"),
    path("strategies/<slug:slug>/edit/text/", writing.edit_text, name="edit_text"),
    path("strategies/<slug:slug>/edit/number/", writing.number, name="number"),
    path(f"{PART}add/", writing.add_part, name="add_part"),
    path(f"{PART}<row:part_pk>/", writing.change_part, name="change_part"),
    path(f"{PART}<row:part_pk>/move/", writing.move_part, name="move_part"),
    path(f"{PART}<row:part_pk>/remove/", writing.remove_part, name="remove_part"),
    path("strategies/<slug:slug>/publish/", versions.publish, name="publish"),
    path("strategies/<slug:slug>/revise/", versions.revise, name="revise"),
    path("strategies/<slug:slug>/propose/", agreeing.propose, name="propose"),
    *(
        path(f"strategies/<slug:slug>/{name}/<slug:partnership>/", view, name=name)
        for name, view in (
            ("adopt", agreeing.adopt),
            ("adoption", agreeing.adoption),
            ("decline", agreeing.decline),
            ("usual", agreeing.usual),
        )
    ),
    path(
        "strategies/<slug:slug>/sign-up/<slug:agency>/",
        agreeing.sign_up,
        name="sign_up",
    ),
]
