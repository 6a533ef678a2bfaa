"""What `solved` and `mask` rest on, against a reader who tries every value."""

from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.disclosure import Symbol, solved
from privacy.solving import Flow, balanced
from tests.privacy.tables import guesses, is_hidden, tables


@st.composite
def published(draw):
    """A small table, and the same with anything but 0 hidden, totals among it."""
    table = draw(tables(counts=st.integers(0, 3), rows=2, columns=3))
    places = [place for place, count in table.items() if count]
    hidden = draw(st.sets(st.sampled_from(places))) if places else set()
    return table, table.map(lambda p, count: Symbol.HIDDEN if p in hidden else count)


@settings(max_examples=300, deadline=None)
@given(published())
def test_solved_finds_just_what_trying_every_value_finds(published):
    truth, table = published
    real = dict(truth.items())
    hidden = [place for place, count in table.items() if is_hidden(count)]
    choices = {place: range(1, real[place] + 2) for place in hidden}
    values = {place: set() for place in hidden}
    for guess in guesses(table, choices):
        for place, value in guess.items():
            values[place].add(value)
    assert solved(table) == {p: v.pop() for p, v in values.items() if len(v) == 1}


GRID = [(row, 4 + column) for row in range(4) for column in range(4)]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=16, max_size=16),
    st.sets(st.sampled_from(range(16))),
)
def test_values_found_for_what_is_hidden_add_up_and_are_at_least_1(values, hidden):
    cells = [Flow(*ends, value) for ends, value in zip(GRID, values, strict=True)]
    net = {line: 0 for ends in GRID for line in ends}
    for flow in cells:
        net[flow.tail] += flow.value
        net[flow.head] -= flow.value
    totals = [Flow(9, line, total) for line, total in net.items()]
    blank = [
        Flow(flow.tail, flow.head, 0) if number in hidden else flow
        for number, flow in enumerate(cells)
    ]
    found = balanced([*blank, *totals], hidden)
    assert all(flow.value >= 1 for flow in found[:16])
    for line in net:
        out = sum(flow.value for flow in found if flow.tail == line)
        assert out == sum(flow.value for flow in found if flow.head == line)
