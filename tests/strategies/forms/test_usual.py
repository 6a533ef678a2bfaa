"""What each sector is usually asked, as it may be ticked."""

from django.http import QueryDict

from partnership.models import Sector
from strategies.forms.usual import UsualForm
from strategies.models import Preset, Priority


def usual(query=None, *, stands=()) -> UsualForm:
    data = None if query is None else QueryDict(query)
    return UsualForm(
        data,
        priorities=[Priority(pk=7, number=1), Priority(pk=8, number=2)],
        presets=[Preset(sector=sector, priority_id=pk) for sector, pk in stands],
    )


def test_every_sector_has_a_box_for_every_priority():
    rows = usual(stands=[("schools", 8)]).rows
    assert [len(boxes) for _, boxes in rows] == [len(Sector)] * 2
    ticked = [box["value"] for _, boxes in rows for box in boxes if box["checked"]]
    assert ticked == ["schools:8"]


def test_only_what_a_person_changed_is_changed():
    form = usual(
        "was=schools:7&was=police:8&usual=schools:7&usual=fire:8",
        stands=[("housing", 7)],
    )
    assert form.is_valid()
    assert form.words() == {"added": {("fire", 8)}, "removed": {("police", 8)}}
