"""What counts as naming a case."""

import pytest
from django.core.exceptions import ValidationError

from audits.naming import NamesNoCase


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("N-07", "In N-07 nobody asked."),
        ("N-07", "In n 07, nobody asked."),
        ("N-07", "(N07)"),
        ("A1", "A1: nobody asked."),
        ("12", "In case 12 nobody asked."),
        ("12", "Reference no. 12"),
        ("204817", "In 204817 nobody asked."),
        ("2026-04", "2026-04 shows it."),
    ],
)
def test_a_reference_is_found_however_it_is_written(reference, text):
    with pytest.raises(ValidationError, match="Take out “"):
        NamesNoCase([reference])(text)


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("N-07", "N-070 and XN-07 and N-07-2 are others."),
        ("A1", "A12 and BA1 are others."),
        ("12", "Within 12 weeks, in 2012, for 12 cases and a child 12 years old."),
        ("7", "Children of 7 were not asked."),
        ("204817", "12048170 children"),
    ],
)
def test_what_only_looks_like_a_part_of_it_stays(reference, text):
    NamesNoCase([reference])(text)


def test_several_are_named_together():
    with pytest.raises(ValidationError, match="“A1” and “B2”: references of cases"):
        NamesNoCase(["A1", "B2", "C3"])("A1 and B2 and A1.")
