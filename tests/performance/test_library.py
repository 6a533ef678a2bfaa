"""The library of measures, against the printed strategies and published files."""

import re
from functools import cache

import pytest
import yaml

from partnership.models import Sector
from performance import library
from performance.actions.library import fields
from performance.models import Measure
from performance.periods import Frequency
from strategies import library as strategies

KEYS = [one.key for one in library.entries()]

# The tests of success of two strategies, in their order, and what they are measured by.
SURREY = [
    ["heard-share", "heard-words"],
    ["assessments-neglect-rate", "early-help-neglect"],
    ["early-help-families-neglect"],
    ["child-protection-neglect-rate"],
    ["re-referrals-neglect"],
    ["attendance-neglect", "attendance-all-pupils"],
    ["neglect-tool-assessments", "neglect-tool-in-use"],
]
PAN_BEDFORDSHIRE = [
    ["child-protection-12-months"],
    ["child-protection-repeat-neglect"],
    ["child-in-need-neglect-over-6-months"],
    ["family-hub-neglect"],
    ["care-starts-neglect"],
    ["audits-plan-difference", "audits-plan-tool"],
    ["audits-early-help-tool", "audits-social-care-tool"],
    ["attendance-better-neglect", "appointments-better-neglect"],
    ["services-words", "heard-share"],
    ["training-used", "training-difference"],
]

# Numbers of staff, audits and actions, and people nobody could know by a small number.
NOT_OF_CHILDREN = {
    "actions-overdue",
    "audits-early-help-tool",
    "audits-good",
    "audits-plan-difference",
    "audits-plan-tool",
    "audits-social-care-tool",
    "audits-voice",
    "awareness-reached",
    "recommendations-closed",
    "staff-trained",
    "training-used",
}
OF_HOSPITALS = {"emergency-attendances", "injury-admissions", "teeth-removed"}

# What the published files of 2024 have for columns.
COLUMNS = {
    "c1": "Referrals Referrals_rate Re_referrals Re_referrals_percent "
    "No_Further_Action No_Further_Action_percent Not_in_Need Not_in_Need_percent "
    "Referrals_child Referrals_child_rate Re_referrals_child "
    "Re_referrals_child_percent",
    "d3": "CPP_start CPP_subsequent CPP_subsequent_percent",
    "d4": "CPP_At31 Neglect_Initial Physical_Initial Sexual_Initial Emotional_Initial "
    "Multiple_Initial Neglect_Latest Physical_Latest Sexual_Latest Emotional_Latest "
    "Multiple_Latest",
    "d5": "CPP_At31 3_months_or_less 3_months_or_less_percent "
    "more_than_3_months_6_months more_than_3_months_6_months_percent "
    "more_than_6_months_less_than_1_year more_than_6_months_less_than_1_year_percent "
    "1_year_less_than_2_years 1_year_less_than_2_years_percent "
    "2_years_or_more 2_years_or_more_percent",
}


@cache
def strategy(name):
    return strategies.read(name)


def one_line(texts):
    return [" ".join(text.split()) for text in texts]


def test_there_is_something_to_pick_from():
    assert len(library.entries()) >= 48
    assert len({one.title for one in library.entries()}) == len(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_an_entry_makes_a_measure_that_is_fit_to_be_kept(db, key):
    one = library.entry(key)
    Measure(library_key=key, **fields(one)).full_clean()


@pytest.mark.parametrize("one", library.entries(), ids=KEYS)
def test_an_entry_reads_like_the_rest_of_the_portal(one):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.key)
    assert one.title[0].isupper()
    assert len(one.title) <= 64
    for text in (one.title, one.numerator, one.denominator, one.source):
        assert not text.endswith(".")
        assert not re.search(r"  |\n|'|\"", text)
    assert not one.notes or one.notes.endswith(".")


def test_what_a_small_number_could_give_away_is_hidden():
    numbers = [
        one
        for one in library.entries()
        if one.unit not in (Measure.Unit.WORDS, Measure.Unit.YES_NO)
    ]
    shown = {one.key for one in numbers if one.hides is Measure.Hides.NOTHING}
    rounded = {one.key for one in numbers if one.hides is Measure.Hides.NHS}
    assert shown == NOT_OF_CHILDREN
    assert rounded == OF_HOSPITALS


def test_words_hide_nothing_and_are_not_better_one_way():
    for one in library.entries():
        if one.unit in (Measure.Unit.WORDS, Measure.Unit.YES_NO):
            assert one.hides is Measure.Hides.NOTHING, one.key
            assert one.better is Measure.Better.NEUTRAL, one.key
            assert one.places == 0, one.key


def test_a_number_that_is_counted_has_no_decimal_places():
    for one in library.entries():
        assert (one.places == 0) == (
            one.unit in (Measure.Unit.COUNT, Measure.Unit.WORDS, Measure.Unit.YES_NO)
        ), one.key


def test_what_is_hidden_by_one_rule_is_part_of_what_is_hidden_by_the_same():
    for one in library.entries():
        if one.part_of:
            assert library.entry(one.part_of).hides is one.hides, one.key


def test_a_whole_stands_before_its_parts():
    for one in library.entries():
        if one.part_of:
            assert KEYS.index(one.part_of) < KEYS.index(one.key), one.key


def test_how_common_something_is_has_no_better_way():
    rates = [one for one in library.entries() if one.unit is Measure.Unit.RATE]
    assert {one.key for one in rates if one.better} == {"early-help-rate"}


def test_an_unknown_measure_is_named():
    with pytest.raises(library.NoSuchMeasure, match="no measure “happiness”"):
        library.entry("happiness")


# What goes with a strategy


def test_every_printed_strategy_has_a_set():
    assert sorted(library.sets()) == strategies.names()


@pytest.mark.parametrize(
    ("name", "wanted"), [("surrey", SURREY), ("pan-bedfordshire", PAN_BEDFORDSHIRE)]
)
def test_every_test_of_success_is_measured_and_in_its_order(name, wanted):
    outcomes = one_line(strategy(name)["outcomes"])
    chosen = library.sets()[name]
    by_outcome = [
        [one.key for one in chosen if outcome in one.outcomes] for outcome in outcomes
    ]
    assert by_outcome == wanted
    assert [one.key for one in chosen] == [key for keys in wanted for key in keys]


@pytest.mark.parametrize("name", library.sets())
def test_a_set_speaks_of_what_its_strategy_says(name):
    document = strategy(name)
    objectives = {one["title"] for one in document["objectives"]}
    outcomes = set(one_line(document.get("outcomes", [])))
    for one in library.sets()[name]:
        assert set(one.objectives) <= objectives, one.key
        assert set(one.outcomes) <= outcomes, one.key


@pytest.mark.parametrize("name", library.sets())
def test_a_set_holds_evidence_for_every_objective(name):
    objectives = {one["title"] for one in strategy(name)["objectives"]}
    spoken_of = {title for one in library.sets()[name] for title in one.objectives}
    assert spoken_of == objectives


@pytest.mark.parametrize("name", ["surrey", "pan-bedfordshire", "nottingham"])
def test_a_set_asks_for_the_words_of_children_and_families(name):
    chosen = [library.entry(one.key) for one in library.sets()[name]]
    assert any(
        one.unit is Measure.Unit.WORDS and one.source.startswith("Feedback")
        for one in chosen
    )


# What is published


@pytest.mark.parametrize("family", COLUMNS)
def test_columns_are_those_of_the_published_file(family):
    columns = COLUMNS[family].split()
    found = [
        one.published
        for one in library.entries()
        if one.published and one.published.family == family
    ]
    assert found
    for one in found:
        named = [*one.numerator, one.denominator, one.value]
        assert {name for name in named if name} <= set(columns)


def test_referrals_are_published_by_month():
    [one] = [o for o in library.entries() if o.published and o.published.by_month]
    assert one.frequency is Frequency.MONTH
    assert (one.published.family, one.published.numerator) == ("c6", ())


def test_a_published_share_says_what_it_is_out_of():
    for one in library.entries():
        if one.published:
            is_share = one.unit is Measure.Unit.PERCENTAGE
            assert bool(one.published.denominator) == is_share, one.key


def test_an_entry_is_read_whole():
    one = library.entry("absence-child-protection")
    assert (one.unit, one.kind) == (Measure.Unit.PERCENTAGE, Measure.Kind.FLOW)
    assert (one.frequency, one.places) == (Frequency.SCHOOL_YEAR, 1)
    assert (one.better, one.owner) == (Measure.Better.LOWER, Sector.COUNCIL)
    assert one.published == library.Published(
        family="absence_la",
        numerator=("t_sess_overall",),
        denominator="t_sess_possible",
        value="pt_overall",
        rows=(("social_care_group", "CPPO at 31 March"), ("school_type", "Total")),
    )


# What is wrong is named

PLANS = {
    "key": "plans",
    "title": "Plans",
    "numerator": "Plans",
    "unit": "count",
    "kind": "snapshot",
    "frequency": "quarter",
    "places": 0,
    "better": "neutral",
    "hides": "dfe",
}
LONG = PLANS | {"key": "long-plans", "part_of": "plans"}


def parsed(*measures, **sets):
    return library.parse(yaml.safe_dump({"measures": measures, "sets": sets}))


def test_a_sound_library_is_read():
    found = parsed(PLANS, LONG, here=[{"measure": "plans", "objectives": ["Find out"]}])
    assert found.entries["long-plans"].part_of == "plans"
    assert found.sets["here"] == (library.Chosen("plans", (), ("Find out",)),)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"unit": "percent"}, "plans: there is no unit “percent”. There are: count, "),
        ({"kind": "stock"}, "plans: there is no kind “stock”"),
        ({"frequency": "week"}, "plans: there is no frequency “week”"),
        ({"better": "up"}, "plans: there is no better “up”. There are: higher, lower"),
        ({"hides": "all"}, "plans: there is no hides “all”"),
        ({"owner": "church"}, "plans: there is no owner “church”. There are: council"),
        ({"part_of": "all"}, "plans: there is no part_of “all”"),
        ({"part_of": "plans"}, "plans: it is part of itself"),
        ({"unit": "percentage"}, "plans: its denominator is missing"),
        ({"unit": "average"}, "plans: its denominator is missing"),
        ({"title": 7}, r"plans: its title is 7, not text \(quote it\)"),
        ({"colour": "red"}, "plans: “colour” is not known here"),
        ({"published": {"value": "X"}}, "plans: its family is missing"),
        ({"published": {"family": "d5", "sum": []}}, "plans: “sum” is not known here"),
    ],
)
def test_what_is_wrong_with_a_measure_is_said_with_its_key(change, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        parsed(PLANS | change)


@pytest.mark.parametrize("name", sorted(set(PLANS) - {"key"}))
def test_what_a_measure_lacks_is_said_with_its_key(name):
    said = {heading: value for heading, value in PLANS.items() if heading != name}
    with pytest.raises(ValueError, match=f"^plans: its {name} is missing"):
        parsed(said)


def test_two_measures_of_one_key_are_refused():
    with pytest.raises(ValueError, match=r"^plans: there are two measures of this key"):
        parsed(PLANS, PLANS)


def test_measures_that_are_part_of_each_other_are_refused():
    with pytest.raises(ValueError, match=r"^plans: it is part of itself"):
        parsed(PLANS | {"part_of": "long-plans"}, LONG)


@pytest.mark.parametrize("change", [{"kind": "flow"}, {"frequency": "month"}])
def test_a_part_is_counted_over_the_same_time(change):
    with pytest.raises(ValueError, match=r"^long-plans: it is not counted over the"):
        parsed(PLANS, LONG | change)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"measure": "all", "outcomes": ["Few"]}], "here, all: there is no such"),
        ([{"measure": "plans"}], "here, plans: it is evidence for nothing"),
        ([{"outcomes": ["Few"]}], "here, None: its measure is missing"),
        ([{"measure": "plans", "aims": ["Few"]}], "here, plans: “aims” is not known"),
        ([{"measure": "plans", "outcomes": ["Few"]}] * 2, "here, plans: it is in the"),
    ],
)
def test_what_is_wrong_with_a_set_is_said_with_its_strategy(rows, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        parsed(PLANS, here=rows)
