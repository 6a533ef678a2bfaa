"""One of the agency's files is chosen from those that it keeps."""

from evidence.models import File
from response_tool.forms.evidence import CHOOSE, ChooseForm

PLAN = File(pk=4, name="Plan", kind="pdf")


def test_a_file_is_chosen_by_name_and_kind():
    form = ChooseForm({"chosen": "4"}, files=[PLAN])
    assert form.is_valid()
    assert form.file is PLAN
    assert form.fields["chosen"].choices[1] == ("4", "Plan (PDF)")


def test_nothing_or_a_file_that_was_not_offered_is_refused():
    for chosen in ("", "5", "x"):
        form = ChooseForm({"chosen": chosen}, files=[PLAN])
        assert form.errors == {"chosen": [CHOOSE]}
