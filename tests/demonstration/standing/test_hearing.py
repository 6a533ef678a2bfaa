"""What Northshire heard, in the demonstration."""

import pytest
from django.utils import timezone

from partnership.models import Partnership
from performance.actions.voices import said_in
from performance.figures.voices import voices_by_theme
from performance.models import Theme, Voice
from privacy import identifiers

pytestmark = pytest.mark.usefixtures("loaded", "db")


def test_northshire_heard_a_dozen_voices_within_a_year():
    found = Voice.objects.filter(partnership__slug="northshire")
    assert found.count() == 12
    assert Voice.objects.count() == 12
    assert set(found.values_list("said_by", flat=True)) == set(Voice.By.values)
    today = timezone.localdate()
    northshire = Partnership.objects.get(slug="northshire")
    figures = voices_by_theme(northshire.pk, today)
    assert len(figures) == Theme.objects.count()
    assert figures[0].entries > 2
    assert any(one.small for one in figures)


def test_every_one_is_linked_and_names_nobody():
    for voice in Voice.objects.all():
        said = said_in(voice)
        assert said.themes
        assert said.objectives
        assert not identifiers.find(f"{said.text} {said.heard}")
        assert timezone.localdate(voice.saved_at) > voice.heard_on
