"""Published figures: what is here, what a file would change, which column is what."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from performance.actions.benchmarks import import_release, looked_at, take_in
from performance.actions.mapping import map_columns, map_measure
from performance.forms.benchmarks import AddMeasureForm, ColumnsForm, GiveForm
from performance.models import Dataset, Mapped, Measure, Release
from performance.published.datasets import known
from performance.published.files import Refused
from performance.published.places import ABOUT_THE_ROW
from performance.published.reports import Report
from ui.templatetags.words import count

NOT_NUMBERS = (Measure.Unit.WORDS, Measure.Unit.YES_NO)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE_CONFIGURE)
def benchmarks(request: PortalRequest) -> HttpResponse:
    """Every published file that the portal knows; send one to see what it says."""
    sent = request.method == "POST"
    form = GiveForm(request.POST, request.FILES) if sent else GiveForm()
    if sent and form.is_valid():
        try:
            release = _take_in(request, form)
        except Refused as error:
            form.add_error("file", str(error))
        except ValidationError as error:
            form.add_error("key", error.messages[0])
        else:
            return redirect("performance:release", release.pk)
    releases = _releases(request).exclude(imported_at=None).order_by("imported_at")
    latest = {one.dataset.key: one for one in releases}
    seen = Dataset.objects.visible_to(request.access)
    here = set(seen.order_by("pk").values_list("key", flat=True))
    rows = [(one, one.key in here, latest.get(one.key)) for one in known().values()]
    rows.sort(key=lambda row: (not row[1], row[0].title))
    return render(request, "performance/benchmarks.html", {"form": form, "rows": rows})


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE_CONFIGURE)
def release(request: PortalRequest, pk: int) -> HttpResponse:
    """What a file would change, column by column; then import it."""
    seen = Release.objects.visible_to(request.access).select_related("dataset")
    found = get_object_or_404(seen, pk=pk)
    try:
        if request.method == "POST":
            report = import_release(release=found, by=request.access, at=timezone.now())
            messages.success(request, _said(report))
            return redirect("performance:dataset", found.dataset.key)
        report = looked_at(found)
    except Refused as error:
        context: dict[str, Any] = {"release": found, "problem": str(error)}
    else:
        context = {"release": found, "report": report}
    return render(request, "performance/release.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE_CONFIGURE)
def dataset(request: PortalRequest, key: str) -> HttpResponse:
    """The measures of one published file, their columns, and its releases."""
    found = _dataset(request, key)
    mapped = _mapped(request, found).order_by("measure__title", "pk")
    measures = (
        Measure.objects.visible_to(request.access)
        .filter(partnership=None)
        .exclude(unit__in=NOT_NUMBERS)
        .exclude(published_in__dataset=found)
    )
    form = AddMeasureForm(request.POST or None, measures=measures.by_title())
    if request.method == "POST" and form.is_valid():
        one = map_measure(
            dataset=found,
            measure=measures.get(pk=form.cleaned_data["measure"]),
            by=request.access,
            at=timezone.now(),
        )
        return redirect("performance:columns", found.key, one.measure_id)
    context = {
        "dataset": found,
        "mapped": mapped,
        "releases": _releases(request)
        .filter(dataset=found)
        .order_by("-given_at", "-pk"),
        "form": form,
    }
    return render(request, "performance/dataset.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEASURE_CONFIGURE)
def columns(request: PortalRequest, key: str, measure_pk: int) -> HttpResponse:
    """Say in which columns of a published file a measure stands."""
    found = _dataset(request, key)
    mapped = get_object_or_404(_mapped(request, found), measure=measure_pk)
    last = _releases(request).filter(dataset=found).order_by("-given_at", "-pk").first()
    offered = (
        [name for name in last.columns if name not in ABOUT_THE_ROW] if last else []
    )
    form = ColumnsForm(request.POST or None, mapped=mapped, columns=offered)
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(
                mapped=mapped,
                columns=form.chosen(),
                seen=form.cleaned_data["version"],
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request, "The columns are saved. Import a file to use them."
            )
            if last is not None:
                return redirect("performance:release", last.pk)
            return redirect("performance:dataset", found.key)
    context = {"dataset": found, "mapped": mapped, "form": form, "release": last}
    return render(request, "performance/columns.html", context)


def _take_in(request: PortalRequest, form: GiveForm) -> Release:
    file = form.cleaned_data["file"]
    return take_in(
        file_name=file.name,
        content=file.read(),
        key=form.cleaned_data["key"],
        by=request.access,
        at=timezone.now(),
    )


def _dataset(request: PortalRequest, key: str) -> Dataset:
    return get_object_or_404(Dataset.objects.visible_to(request.access), key=key)


def _mapped(request: PortalRequest, whose: Dataset) -> "QuerySet[Mapped]":
    seen = Mapped.objects.visible_to(request.access)
    return seen.filter(dataset=whose).select_related("measure", "dataset")


def _releases(request: PortalRequest) -> "QuerySet[Release]":
    """Without the files themselves, which are long."""
    seen = Release.objects.visible_to(request.access)
    return seen.defer("content").select_related("dataset")


def _said(report: Report) -> str:
    if not report.writes:
        return "Nothing was changed: all of it was here already."
    said = f"{count(report.added, 'value')} added, {report.changed:,} changed."
    if report.lacking:
        measures = len({one.measure for one in report.lacking})
        said += f" {count(measures, 'measure')} left as before: a column is missing."
    return said
