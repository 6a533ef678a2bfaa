"""What `solved` and `mask` rest on, against a reader who tries every value."""

from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.disclosure import Symbol, solved
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
