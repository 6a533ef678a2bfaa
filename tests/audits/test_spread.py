from hypothesis import given, settings
from hypothesis import strategies as st

from audits.spread import Cell, Column, Graded, spread
from privacy.disclosure import DFE, Symbol, Table, solved
from privacy.tables import Place

COLUMNS = (Column("Good"), Column("Fair"), Column("Poor", is_concern=True))


def graded(*rows: tuple[tuple[int, int], ...], cases: int = 30, **more) -> Graded:
    """Rows of (judgements, cases) for each grade."""
    domains = {
        f"Domain {number}": [Cell(*cell) for cell in row]
        for number, row in enumerate(rows, 1)
    }
    return Graded(COLUMNS, domains, cases, **more)


def test_reviewers_see_every_number():
    found = spread(graded(((40, 20), (12, 9), (3, 2))), raw=True)
    (row,) = found.rows
    assert row.cells == (40, 12, 3)
    assert (row.total, row.concerns, row.worst) == (55, 3, 2)
    assert not found.hidden


def test_what_rests_on_few_cases_is_hidden_and_so_is_a_second_number():
    # Twelve judgements, but of three cases only.
    found = spread(graded(((40, 20), (20, 18), (12, 3))), raw=False)
    (row,) = found.rows
    assert row.cells == (40, Symbol.HIDDEN, Symbol.HIDDEN)
    assert row.total == 72
    assert row.concerns == Symbol.HIDDEN
    assert row.worst is None
    assert "five cases or fewer" in found.hidden


def test_nothing_is_shown_of_an_audit_of_five_cases():
    found = spread(graded(((40, 5), (20, 5), (12, 5)), cases=5), raw=False)
    assert found.rows == ()
    assert "five cases or fewer" in found.few
    assert not found.is_empty


def test_agencies_that_assess_themselves_are_no_children():
    mine = graded(((2, 1), (0, 0), (1, 1)), cases=1, of_children=False)
    assert spread(mine, raw=False).rows[0].cells == (2, 0, 1)


def test_an_audit_in_which_nothing_was_graded_says_nothing():
    found = spread(Graded(COLUMNS, {}), raw=False)
    assert found.is_empty
    assert found.row("Domain 1") is None


CELLS = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(
    lambda one: (max(one), min(one)) if one[0] else (0, 0)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_no_number_of_judgements_that_rests_on_few_cases_can_be_worked_out(rows):
    of = graded(*rows)
    found = spread(of, raw=False)
    table = Table(
        tuple(row.cells for row in found.rows),
        row_totals=tuple(row.total for row in found.rows),
    )
    told = solved(table)
    for number, row in enumerate(rows):
        for place, (judgements, cases) in enumerate(row):
            if DFE.hides(cases) and judgements:
                assert isinstance(table.cells[number][place], Symbol)
                assert Place(number, place) not in told


def test_a_domain_of_few_cases_shows_no_total_either():
    # Twelve judgements of three cases, and nothing of any other case.
    found = spread(
        graded(((12, 3), (0, 0), (0, 0)), ((40, 20), (0, 0), (0, 0))), raw=False
    )
    first, second = found.rows
    assert (first.cells, first.total) == ((Symbol.HIDDEN, 0, 0), Symbol.HIDDEN)
    assert second.total == 40


def test_what_is_left_of_a_hidden_number_is_not_called_the_worst():
    (row,) = spread(graded(((40, 20), (20, 18), (12, 3))), raw=False).rows
    assert row.worst is None
    assert row.is_worst_hidden
    (row,) = spread(graded(((40, 20), (20, 18), (0, 0))), raw=False).rows
    assert (row.worst, row.is_worst_hidden) == (1, False)
