"""Writing down what was said, mending it, taking it out."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from partnership.membership import access_of
from performance.actions.voices import (
    MOST_THEMES,
    change_voice,
    remove_voice,
    said_in,
)
from performance.models import Theme, Voice
from strategies.models import Adoption
from tests.factories import ANYBODY, NOW, ObjectiveFactory
from tests.performance.steps import hear, said

NOW_ON = date(2026, 11, 18)


def change(voice, seen=1, by=ANYBODY, **more):
    change_voice(voice=voice, said=said(**more), seen=seen, by=by, at=NOW)


def remove(voice, seen=1, by=ANYBODY):
    remove_voice(voice=voice, seen=seen, by=by, at=NOW)


def names(partnership):
    return sorted(partnership.themes.values_list("name", flat=True))


def marked(partnership):
    return Adoption.objects.get(partnership=partnership).evidence_changed_at


def test_it_is_kept_recorded_and_the_dashboard_told(northshire, strategy):
    objective = strategy.objectives.first()
    voice = hear(northshire, objectives=[objective], themes=["Trust", "Time"])
    assert said_in(voice).is_like(
        said(objectives=[objective], themes=["Time", "Trust"])
    )
    done = Event.objects.get(verb="wrote down")
    assert done.after["themes"] == ["Time", "Trust"]
    assert done.after["objectives"] == [objective.title]
    assert done.thread_id == northshire.pk
    assert marked(northshire) == NOW


def test_the_same_twice_is_written_down_once(northshire):
    assert hear(northshire) == hear(northshire, themes=["being LISTENED to"])
    assert hear(northshire, themes=["Trust"]) != hear(northshire)
    assert Voice.objects.count() == 2


def test_a_theme_is_one_whatever_its_capitals(northshire, castlebourne):
    hear(northshire, themes=["Trust"])
    hear(northshire, text="More", themes=["TRUST", "trust", "Time"])
    hear(castlebourne, themes=["trust"])
    assert names(northshire) == ["Time", "Trust"]
    assert names(castlebourne) == ["trust"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"themes": []}, "no_theme"),
        ({"heard_on": date(2026, 11, 19)}, "not_yet"),
        ({"themes": [f"T{n}" for n in range(MOST_THEMES + 1)]}, "too_many_themes"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(northshire, more, code):
    with pytest.raises(ValidationError) as refused:
        hear(northshire, **more)
    assert refused.value.code == code
    assert not Voice.objects.exists()
    assert not Theme.objects.exists()


@pytest.mark.parametrize(
    "more", [{"how_many": 0}, {"how_many": 10_001}, {"text": ""}, {"said_by": "cats"}]
)
def test_fields_are_held_to_what_they_may_be(northshire, more):
    with pytest.raises(ValidationError):
        hear(northshire, **more)


def test_objectives_are_of_a_strategy_of_the_partnership(northshire):
    with pytest.raises(ValidationError) as refused:
        hear(northshire, objectives=[ObjectiveFactory()])
    assert refused.value.code == "not_theirs"


def test_a_change_is_recorded_as_what_differs(northshire):
    voice = hear(northshire, themes=["Trust", "Time"])
    change(voice, how_many=13, themes=["Trust"])
    done = Event.objects.get(verb="changed", subject_id=voice.pk)
    assert done.before == {"how_many": 12, "themes": ["Time", "Trust"]}
    assert done.after == {"how_many": 13, "themes": ["Trust"]}
    assert names(northshire) == ["Trust"]
    voice.refresh_from_db()
    assert voice.version == 2


def test_a_change_that_changes_nothing_is_none(northshire):
    voice = hear(northshire)
    change(voice)
    voice.refresh_from_db()
    assert voice.version == 1
    assert not Event.objects.filter(verb="changed").exists()


def test_a_colleagues_change_is_not_written_over(northshire):
    voice = hear(northshire)
    change(voice, how_many=13)
    for late in (lambda: change(voice, how_many=14), lambda: remove(voice)):
        with pytest.raises(ValidationError) as refused:
            late()
        assert refused.value.code == "changed"
    voice.refresh_from_db()
    assert voice.how_many == 13


def test_what_is_removed_is_gone_with_its_themes_and_stays_in_the_history(northshire):
    voice = hear(northshire, themes=["Trust", "Time"])
    hear(northshire, text="More", themes=["Time"])
    remove(voice)
    assert names(northshire) == ["Time"]
    assert Event.objects.get(verb="removed").before["text"] == voice.text
    for late in (lambda: change(voice, how_many=14), lambda: remove(voice)):
        with pytest.raises(ValidationError) as refused:
            late()
        assert refused.value.code == "gone"


@pytest.mark.parametrize("role", ["coordinator", "analyst"])
def test_coordinators_and_analysts_may(cast, northshire, role):
    by = access_of(getattr(cast, role))
    voice = hear(northshire, by=by)
    change(voice, how_many=13, by=by)
    remove(voice, 2, by=by)


@pytest.mark.parametrize(
    "role", ["board", "auditor", "lead", "coordinator_elsewhere", "nobody"]
)
def test_nobody_else_may(cast, northshire, role):
    by = access_of(getattr(cast, role))
    voice = hear(northshire)
    for tried in (
        lambda: hear(northshire, text="More", by=by),
        lambda: change(voice, how_many=13, by=by),
        lambda: remove(voice, by=by),
    ):
        with pytest.raises(Forbidden):
            tried()
