"""Tools that audits grade with, and their scales."""

from django.urls import URLPattern, URLResolver, include, path

from audits.urls.places import OF_PARTNERSHIP
from audits.views import (
    tools,
    tools_building,
    tools_deciding,
    tools_parts,
    tools_scales,
    tools_sheets,
    tools_taking,
)

OF_SCALES: list[URLPattern] = [
    path("", tools_scales.scale_list, name="scales"),
    path("add/", tools_scales.add, name="add_scale"),
    path("<row:scale_pk>/", tools_scales.change, name="change_scale"),
    path("<row:scale_pk>/remove/", tools_scales.remove, name="remove_scale"),
]
OF_TOOL: list[URLPattern] = [
    path("", tools.tool, name="tool"),
    path("spreadsheet/", tools_sheets.sheet, name="tool_sheet"),
    path("change/", tools_building.change, name="change_tool"),
    path("copy/", tools_building.copy, name="copy_tool"),
    *(
        path(f"{what}/", tools_deciding.decide, {"what": what}, name=f"{what}_tool")
        for what in tools_deciding.DECISIONS
    ),
    path("use-in/<row:audit_pk>/", tools_deciding.use_in_audit, name="use_in_audit"),
    path("domains/add/", tools_parts.new_domain, name="add_domain"),
    path("domains/<row:domain_pk>/", tools_parts.domain, name="change_domain"),
    path(
        "domains/<row:domain_pk>/move/", tools_taking.domain_moves, name="move_domain"
    ),
    path(
        "domains/<row:domain_pk>/remove/",
        tools_taking.domain_goes,
        name="remove_domain",
    ),
    path("questions/add/", tools_parts.new_question, name="add_question"),
    path("questions/<row:criterion_pk>/", tools_parts.question, name="change_question"),
    path(
        "questions/<row:criterion_pk>/move/",
        tools_taking.question_moves,
        name="move_question",
    ),
    path(
        "questions/<row:criterion_pk>/remove/",
        tools_taking.question_goes,
        name="remove_question",
    ),
]
OF_TOOLS: list[URLPattern | URLResolver] = [
    path("", tools.tool_list, name="tools"),
    path("add/", tools_building.add, name="add_tool"),
    path("spreadsheet/", tools_sheets.bring, name="bring_tool"),
    path("spreadsheet/save/", tools_sheets.save, name="bring_tool_save"),
    path("spreadsheet/template/", tools_sheets.template, name="tool_template"),
    path("library/<slug:tool_key>/", tools.library_tool, name="library_tool"),
    path("library/<slug:tool_key>/use/", tools.pick, name="pick_tool"),
    path("scales/", include(OF_SCALES)),
    path("<row:tool_pk>/", include(OF_TOOL)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{OF_PARTNERSHIP}tools/", include(OF_TOOLS)),
]
