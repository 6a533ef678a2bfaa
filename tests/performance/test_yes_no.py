"""An answer of yes or no is never unusual: there is no range to be outside of."""

import pytest

from performance.received import sent_to
from tests.performance.steps import ask, give, history, measure, send

pytestmark = pytest.mark.django_db


def test_yes_after_years_of_no_needs_no_note(northshire, hopewell):
    induction = measure("Told in induction", unit="yes_no")
    ask(northshire, hopewell, of=induction)
    history(hopewell, induction, 0, 0, 0, 0, 0)
    give(hopewell, induction, 1)
    (one,) = sent_to(send(hopewell), northshire)
    assert one.last.numerator == 1
    assert one.unusual is None
