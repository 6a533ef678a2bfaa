"""A part is removed: its words are kept, and a colleague’s are never overlooked."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from activity.models import Event
from strategies.actions import remove_part
from strategies.kinds import KINDS
from strategies.whole import fingerprint
from tests.factories import NOW


def by(writer) -> dict:
    return {"by": writer.access, "at": NOW}


def test_removing_keeps_the_words_on_record(draft, writer):
    remove_part(part=draft.commitments.get(), **by(writer))
    assert not draft.commitments.exists()
    assert Event.objects.get().before == {
        "group": "Training",
        "text": "Train everybody.",
    }


def test_removing_an_objective_takes_its_priorities_and_names_them(draft, writer):
    remove_part(part=draft.objectives.get(title="Recognise"), **by(writer))
    assert [one.number for one in draft.priorities.all()] == [3]
    kept = Event.objects.get().before["priorities"]
    assert [one["title"] for one in kept] == ["Do thing 1", "Do thing 2"]
    assert {one["text"] for one in kept} == {"What the partnership asks for."}


def test_what_a_colleague_wrote_meanwhile_is_not_removed(draft, writer):
    aim = draft.aims.get()
    shown = fingerprint(aim)
    draft.aims.update(text="Theirs.")
    with pytest.raises(ValidationError, match="changed this while you were deciding"):
        remove_part(part=aim, shown=shown, **by(writer))
    remove_part(part=aim, shown=fingerprint(draft.aims.get()), **by(writer))
    assert Event.objects.get().before == {"text": "Theirs."}


@pytest.mark.parametrize("field", ["title", "text", "guidance"])
def test_an_objective_with_other_words_under_it_is_not_removed(draft, writer, field):
    objective = draft.objectives.get(title="Recognise")
    shown = fingerprint(objective)
    objective.priorities.filter(number=2).update(**{field: "Theirs."})
    with pytest.raises(ValidationError, match="changed this while you were deciding"):
        remove_part(part=objective, shown=shown, **by(writer))
    assert draft.priorities.count() == 3


@pytest.mark.parametrize("name", ["priority", "objective"])
def test_what_agencies_answered_about_is_not_removed(draft, writer, monkeypatch, name):
    def refuse(self):
        raise ProtectedError("answers", set())

    kind = KINDS[name]
    monkeypatch.setattr(kind.model, "delete", refuse)
    with pytest.raises(ValidationError, match="take it out of the next version"):
        remove_part(part=getattr(draft, kind.related).first(), **by(writer))
    assert draft.priorities.count() == 3
    assert not Event.objects.exists()
