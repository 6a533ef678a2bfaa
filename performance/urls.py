"""Addresses of figures and measures."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from performance.addresses import DayConverter, FrequencyConverter
from performance.views import (
    areas,
    benchmarks,
    choosing,
    entering,
    measures,
    populations,
    profile,
    putting_in,
    rebasing,
    reviewing,
    sheets,
    voices,
)

register_converter(FrequencyConverter, "frequency")
register_converter(DayConverter, "day")

app_name = "performance"

of_agency: list[URLPattern | URLResolver] = [
    path("", entering.figures, name="figures"),
    path("send/", entering.send, name="send"),
    path("spreadsheet/", sheets.template, name="spreadsheet"),
    path("upload/", sheets.upload, name="upload"),
    path("upload/save/", sheets.save, name="upload_save"),
]
of_measure: list[URLPattern | URLResolver] = [
    path("", measures.measure, name="measure"),
    path("again/", choosing.again, name="again"),
    path("change/", choosing.change, name="change"),
    path("hidden/", measures.hidden, name="hidden"),
    path("new-mean/", rebasing.begin_anew, name="rebase"),
    path("new-mean/<row:rebase_pk>/", rebasing.take_back, name="take_back_mean"),
    path("stop/", choosing.stop, name="stop"),
]
of_voices: list[URLPattern | URLResolver] = [
    path("", voices.voices, name="voices"),
    path("add/", voices.add, name="add_voice"),
    path("<row:pk>/", voices.change, name="change_voice"),
    path("<row:pk>/remove/", voices.remove, name="remove_voice"),
]
of_areas: list[URLPattern | URLResolver] = [
    path("", areas.areas, name="areas"),
    path("<row:pk>/", areas.area, name="area"),
    path("<row:pk>/remove/", areas.remove, name="remove_area"),
    path("upload/", populations.upload, name="populations"),
    path("upload/save/", populations.save, name="populations_save"),
    path("upload/template/", populations.template, name="populations_template"),
]
of_partnership: list[URLPattern | URLResolver] = [
    path("", measures.measures, name="measures"),
    path("areas/", include(of_areas)),
    path("choose/", choosing.choose, name="choose"),
    path("choose/own/", choosing.own, name="own"),
    path("choose/<row:pk>/", choosing.ask, name="ask"),
    path("<row:pk>/", include(of_measure)),
    path("download/", measures.download, name="shown_figures"),
    path("profile/", profile.profile, name="profile"),
    path("profile/pdf/", profile.profile_pdf, name="profile_pdf"),
    path("put-in/", putting_in.put_in, name="put_in"),
    path("put-in/save/", putting_in.save, name="put_in_save"),
    path("put-in/template/", putting_in.template, name="put_in_template"),
    path("received/", reviewing.received, name="received"),
    path("received/<row:pk>/", reviewing.review, name="review"),
    path("voices/", include(of_voices)),
]
published: list[URLPattern | URLResolver] = [
    path("", benchmarks.benchmarks, name="benchmarks"),
    path("files/<row:pk>/", benchmarks.release, name="release"),
    path("<slug:key>/", benchmarks.dataset, name="dataset"),
    path("<slug:key>/<row:measure_pk>/", benchmarks.columns, name="columns"),
]
urlpatterns = [
    path("published-figures/", include(published)),
    path("figures/", entering.returns, name="returns"),
    path(
        "figures/<slug:agency>/<frequency:frequency>/<day:starts_on>/",
        include(of_agency),
    ),
    path("measures/", measures.partnerships, name="partnerships"),
    path("measures/<slug:partnership>/", include(of_partnership)),
]
