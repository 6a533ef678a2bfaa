"""Files come in once; what is renamed is reported, and the old values stay."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Event
from partnership.access import Forbidden
from performance.actions.benchmarks import (
    import_file,
    import_release,
    looked_at,
    take_in,
)
from performance.actions.mapping import map_columns, map_measure, set_up
from performance.models import Area, Benchmark, Mapped, Measure, Release
from performance.published.files import Refused
from privacy.disclosure import Symbol
from tests.factories import ANYBODY, NOW, access, partner_in
from tests.performance.published_files import (
    REPEATS,
    authority,
    bring,
    csv_of,
    kept,
    national,
    of_library,
    region,
    repeats,
    repeats_file,
)
from tests.performance.steps import measure

pytestmark = pytest.mark.django_db
SHARE, STARTS = "child-protection-repeat", "child-protection-starts"
FILE = repeats_file(
    repeats(301, 60, 15, "25"), repeats(302, 50, "c", "c"), repeats(303, 0, 0, "z")
)
RENAMED = ("CPP_start", "CPP_subsequent", "CPP_subsequent_pct")


def renamed_file(share: str = "26") -> bytes:
    cells = dict(zip(RENAMED, (60, 15, share), strict=True))
    return repeats_file({**authority(301, 2025), **cells}, columns=RENAMED)


def test_values_and_symbols_stand_beside_the_measures_of_the_library():
    report = bring(FILE)
    assert kept(SHARE, 301)[:3] == (15, 60, Decimal(25))
    assert kept(SHARE, 302)[:3] == (Symbol.HIDDEN, 50, Symbol.HIDDEN)
    assert kept(SHARE, 303).value is Symbol.NOT_APPLICABLE
    assert kept(STARTS, 301)[:3] == (60, None, Decimal(60))
    assert (report.added, report.changed, report.is_complete) == (6, 0, True)


def test_the_same_file_again_changes_nothing_and_writes_nothing():
    bring(FILE)
    before = list(Benchmark.objects.order_by("pk").values_list("pk", "values"))
    events = Event.objects.count()
    with CaptureQueriesContext(connection) as seen:
        report = bring(FILE)
    wrote = [q["sql"] for q in seen if q["sql"].startswith(("INSERT", "UPDATE", "DEL"))]
    assert wrote == []
    assert not report.writes
    assert list(Benchmark.objects.order_by("pk").values_list("pk", "values")) == before
    assert (Release.objects.count(), Event.objects.count()) == (1, events)


def test_a_value_that_is_published_otherwise_is_updated_and_recorded():
    bring(FILE)
    corrected = repeats_file(repeats(301, 60, 16, "26.7"), repeats(302, 50, 6, "12"))
    report = bring(corrected, "d3_corrected.csv")
    assert kept(SHARE, 301).value == Decimal("26.7")
    assert kept(SHARE, 302).value == 12
    # What the file does not mention stays.
    assert kept(SHARE, 303).value is Symbol.NOT_APPLICABLE
    title = of_library(SHARE).title
    assert [(one.area, one.was, one.now) for one in report.changes] == [
        ("Borough 301", "25.0% (15 of 60)", "26.7% (16 of 60)"),
        ("Borough 302", "c (c of 50)", "12.0% (6 of 50)"),
    ]
    event = Event.objects.filter(verb="imported").latest("pk")
    assert event.before[f"{title}, Borough 301, 2023–24"] == "25.0% (15 of 60)"
    assert event.after["changed"] == 2


def test_an_older_release_changes_nothing_that_a_newer_one_says():
    newer = repeats_file(
        repeats(301, 60, 16, "26.7"), repeats(301, 9, 1, "11.1", year=2025)
    )
    bring(newer, "d3_2025.csv")
    report = bring(FILE)
    assert kept(SHARE, 301).value == Decimal("26.7")
    assert kept(SHARE, 302).value is Symbol.HIDDEN
    (line,) = [one for one in report.lines if one.measure == of_library(SHARE).pk]
    assert (line.kept, line.changed, line.added) == (1, 0, 2)
    assert not bring(newer, "d3_2025.csv").writes


def test_renamed_columns_are_reported_one_by_one_and_nothing_is_guessed():
    bring(FILE)
    report = bring(renamed_file(), "d3_2025.csv")
    assert [(one.column, one.role, one.title) for one in report.lacking] == [
        ("CPP_subsequent_percent", "value", of_library(SHARE).title)
    ]
    assert report.new == ["CPP_subsequent_pct"]
    values = Benchmark.objects.get(measure=of_library(SHARE), area__number="301").values
    assert list(values) == ["2023-04-01"]
    # Measures whose columns are all there are not held up.
    assert kept(STARTS, 301, "2024-04-01").value == 60


def test_once_a_renamed_column_is_mapped_its_values_come_in_and_the_old_ones_stay():
    bring(FILE)
    bring(renamed_file(), "d3_2025.csv")
    mapped = Mapped.objects.get(measure=of_library(SHARE))
    columns = {
        "numerator": ["CPP_subsequent"],
        "denominator": "CPP_start",
        "value": "CPP_subsequent_pct",
        "rows": {},
    }
    map_columns(mapped=mapped, columns=columns, seen=1, by=ANYBODY, at=NOW)
    report = bring(renamed_file(), "d3_2025.csv")
    assert (report.lacking, report.added) == ([], 1)
    assert kept(SHARE, 301, "2024-04-01").value == 26
    assert kept(SHARE, 301).value == 25


def test_a_rate_column_that_was_dropped_can_be_worked_out_instead():
    bring(FILE)
    mapped = Mapped.objects.get(measure=of_library(SHARE))
    columns = {
        "numerator": ["CPP_subsequent"],
        "denominator": "CPP_start",
        "value": "",
        "rows": {},
    }
    map_columns(mapped=mapped, columns=columns, seen=1, by=ANYBODY, at=NOW)
    report = bring(FILE)
    assert (report.changed, report.lacking) == (0, [])


def test_columns_that_are_gone_or_were_never_used_are_named():
    bring(
        repeats_file(
            dict(repeats(301, 60, 15, 25)) | {"Old": 1}, columns=[*REPEATS, "Old"]
        )
    )
    report = bring(
        repeats_file(
            dict(repeats(301, 60, 15, 25)) | {"New": 1}, columns=[*REPEATS, "New"]
        ),
        "d3_next.csv",
    )
    assert (report.new, report.gone, report.unused) == (["New"], ["Old"], [])


def test_a_colleagues_choice_of_columns_is_not_overwritten():
    bring(FILE)
    mapped = Mapped.objects.get(measure=of_library(SHARE))
    columns = {"numerator": [], "denominator": "", "value": "", "rows": {}}
    map_columns(mapped=mapped, columns=columns, seen=1, by=ANYBODY, at=NOW)
    other = columns | {"value": "CPP_subsequent_percent"}
    with pytest.raises(ValidationError, match="A colleague changed these columns"):
        map_columns(mapped=mapped, columns=other, seen=1, by=ANYBODY, at=NOW)
    # Saying the same twice is no quarrel; and a measure can be left out for good.
    map_columns(mapped=mapped, columns=columns, seen=1, by=ANYBODY, at=NOW)
    set_up(key="d3", by=ANYBODY, at=NOW)
    mapped.refresh_from_db()
    assert (mapped.version, mapped.is_used) == (2, False)


def test_areas_are_made_with_what_they_lie_in():
    london, outer = ("E12000007", "London"), ("E13000002", "Outer London")
    cells = dict.fromkeys(REPEATS, 9)
    rows = [
        national(**cells),
        region(*london, **cells),
        region(*outer, **cells),
        authority(301, region=outer, name="Barking", **cells),
    ]
    report = bring(csv_of(REPEATS, rows))
    barking = Area.objects.get(number="301")
    assert (barking.name, barking.code, barking.kind) == (
        "Barking",
        "E06000301",
        "authority",
    )
    assert barking.within.name == "Outer London"
    assert barking.within.within.name == "London"
    assert barking.within.within.within.kind == "country"
    assert report.new_areas == ["England", "London", "Outer London", "Barking"]


def test_an_authority_with_a_new_code_is_still_the_same():
    rows = [
        repeats(815, 60, 15, 25, code="E06000065", year=2024),
        repeats(815, 40, 10, 25, code="E10000023", year=2023),
    ]
    bring(repeats_file(*rows))
    area = Area.objects.get(number="815")
    assert area.code == "E06000065"
    assert kept(SHARE, 815, "2022-04-01").out_of == 40


def test_a_newer_release_renames_an_area_and_an_older_one_does_not():
    bring(repeats_file(repeats(815, 60, 15, 25, code="E10000023", name="Shire")))
    new = repeats_file(
        repeats(815, 60, 15, 25, code="E06000065", name="New Shire", year=2025)
    )
    report = bring(new, "d3_2025.csv")
    assert report.renamed_areas == ["Shire (E10000023) is now New Shire (E06000065)"]
    assert not bring(FILE, "d3_old.csv").renamed_areas
    assert Area.objects.get(number="815").name == "New Shire"


def test_an_area_that_was_made_by_hand_is_taken_up_by_its_code():
    by_hand = Area.objects.create(code="E06000301", name="By hand", kind="authority")
    bring(FILE)
    by_hand.refresh_from_db()
    assert (by_hand.number, by_hand.name) == ("301", "By hand")
    assert Area.objects.filter(code="E06000301").count() == 1


def test_a_file_is_looked_at_without_changing_anything():
    release = take_in(file_name="d3_x.csv", content=FILE, by=ANYBODY, at=NOW)
    report = looked_at(Release.objects.get(pk=release.pk))
    assert (report.added, Benchmark.objects.count(), Area.objects.count()) == (6, 0, 0)
    done = import_release(release=release, by=ANYBODY, at=NOW)
    assert done.as_json() == report.as_json()


def test_as_many_queries_for_many_areas_as_for_few():
    set_up(key="d3", by=ANYBODY, at=NOW)

    def queries(*numbers: int) -> int:
        content = repeats_file(*(repeats(number, 60, 15, 25) for number in numbers))
        with CaptureQueriesContext(connection) as seen:
            bring(content, f"d3_{len(numbers)}.csv")
        return len(seen)

    queries(300)
    assert queries(*range(301, 311)) == queries(*range(320, 440))


def test_a_file_of_which_nobody_says_what_it_is_is_refused():
    with pytest.raises(ValidationError, match="Say which published statistics"):
        bring(FILE, "figures.csv")
    assert bring(FILE, "figures.csv", key="d3").added == 6


def test_a_file_of_something_else_is_refused_before_it_is_kept():
    with pytest.raises(Refused, match="It has no “time_period”"):
        bring(b"a,b\n1,2\n")
    assert Release.objects.count() == 0


def test_rows_that_say_two_things_are_reported_and_not_imported():
    report = bring(repeats_file(repeats(301, 60, 15, 25), repeats(301, 61, 15, 25)))
    lines = {one.title: one for one in report.lines}
    assert "several rows" in lines[of_library(STARTS).title].why_not
    assert not report.is_complete
    assert not Benchmark.objects.filter(measure=of_library(STARTS)).exists()


def test_only_who_chooses_measures_may_change_what_all_share(northshire):
    for role in ("board", "auditor"):
        with pytest.raises(Forbidden):
            import_file(
                file_name="d3_x.csv",
                content=FILE,
                by=access(partner_in(northshire, role)),
                at=NOW,
            )
    for role in ("coordinator", "analyst"):
        by = access(partner_in(northshire, role))
        import_file(file_name="d3_x.csv", content=FILE, by=by, at=NOW)
    release = Release.objects.get()
    mapped = Mapped.objects.first()
    board = access(partner_in(northshire, "board"))
    with pytest.raises(Forbidden):
        import_release(release=release, by=board, at=NOW)
    with pytest.raises(Forbidden):
        map_columns(mapped=mapped, columns={}, seen=1, by=board, at=NOW)


def test_a_shared_measure_can_be_added_and_a_partnerships_own_cannot(northshire):
    dataset = set_up(key="d3", by=ANYBODY, at=NOW)
    shared = measure("Plans that began twice")
    mapped = map_measure(dataset=dataset, measure=shared, by=ANYBODY, at=NOW)
    assert not mapped.is_used
    assert map_measure(dataset=dataset, measure=shared, by=ANYBODY, at=NOW) == mapped
    own = Measure.objects.create(
        partnership=northshire,
        title="Ours",
        numerator="A",
        unit="count",
        frequency="year",
    )
    with pytest.raises(ValidationError, match="all partnerships share"):
        map_measure(dataset=dataset, measure=own, by=ANYBODY, at=NOW)
