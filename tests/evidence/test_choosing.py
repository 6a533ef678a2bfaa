"""One of the agency's files is chosen from those that it keeps."""

from datetime import date

from evidence.forms import CHOOSE, ChooseForm
from evidence.models import File

TODAY = date(2026, 12, 1)
PLAN = File(pk=4, name="Plan", kind="pdf")


def test_a_file_is_chosen_by_name_and_kind():
    form = ChooseForm({"chosen": "4"}, files=[PLAN], today=TODAY)
    assert form.is_valid()
    assert form.file is PLAN
    assert form.fields["chosen"].choices[1] == ("4", "Plan (PDF)")


def test_a_file_says_until_when_it_holds_and_its_last_day_is_one_of_them():
    files = [
        File(pk=n, name="Plan", kind="pdf", expires_on=date(2026, 12, n))
        for n in (1, 2)
    ]
    for today, said in ((1, "expires on 1"), (2, "expired on 1")):
        form = ChooseForm(files=files, today=date(2026, 12, today))
        _, first, second = form.fields["chosen"].choices
        assert first == ("1", f"Plan (PDF, {said} December 2026)")
        assert second == ("2", "Plan (PDF, expires on 2 December 2026)")


def test_nothing_or_a_file_that_was_not_offered_is_refused():
    for chosen in ("", "5", "x"):
        form = ChooseForm({"chosen": chosen}, files=[PLAN], today=TODAY)
        assert form.errors == {"chosen": [CHOOSE]}
