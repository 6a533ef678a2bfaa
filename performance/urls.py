"""Addresses of figures and measures."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from performance.addresses import DayConverter, FrequencyConverter
from performance.views import benchmarks, entering, reviewing

register_converter(FrequencyConverter, "frequency")
register_converter(DayConverter, "day")

app_name = "performance"

of_agency: list[URLPattern | URLResolver] = [
    path("", entering.figures, name="figures"),
    path("send/", entering.send, name="send"),
]
of_partnership: list[URLPattern | URLResolver] = [
    path("received/", reviewing.received, name="received"),
    path("received/<row:pk>/", reviewing.review, name="review"),
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
    path("measures/<slug:partnership>/", include(of_partnership)),
]
