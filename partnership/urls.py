"""Addresses at which coordinators set up their partnerships."""

from django.urls import URLPattern, URLResolver, include, path

from partnership.views import agencies, holidays, importing, pages, seats

app_name = "partnership"

one: list[URLPattern | URLResolver] = [
    path("", pages.partnership, name="partnership"),
    path("contact/", pages.contact, name="contact"),
    path("wording/", pages.wording, name="wording"),
    path("agencies/add/", agencies.add_agency, name="add_agency"),
    path("agencies/import/", importing.import_agencies, name="import_agencies"),
    path("agencies/import/confirm/", importing.confirm_import, name="confirm_import"),
    path(
        "agencies/import/template/", importing.import_template, name="import_template"
    ),
    path("agencies/<row:agency_pk>/", agencies.change_agency, name="change_agency"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/add/", holidays.add_holiday, name="add_holiday"),
    path("holidays/<row:holiday_pk>/", holidays.change_holiday, name="change_holiday"),
    path(
        "holidays/<row:holiday_pk>/remove/",
        holidays.remove_holiday,
        name="remove_holiday",
    ),
    path("seats/give/", seats.give_seat, name="give_seat"),
    path("seats/<row:seat_pk>/", seats.change_seat, name="change_seat"),
    path("seats/<row:seat_pk>/end/", seats.end_seat, name="end_seat"),
]

urlpatterns = [
    path("partnerships/", pages.partnerships, name="partnerships"),
    path("partnerships/<slug:partnership>/", include(one)),
]
