"""Tables for tests, and a reader who works out what they can by trying every value."""

from collections.abc import Collection, Iterator

from hypothesis import strategies as st

from privacy.disclosure import Count, Place, Symbol, Table

# Small counts, 0, and counts that are only just shown, so that much is close to solved.
COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 5, 6, 7, 9, 15, 40])


@st.composite
def tables(draw, *, counts=COUNTS, rows=3, columns=4) -> Table:
    """A table that adds up, with all, some or none of its totals."""
    width = draw(st.integers(1, columns))
    row = st.lists(counts, min_size=width, max_size=width)
    whole = Table.summed(draw(st.lists(row, min_size=1, max_size=rows)))
    across, down = draw(st.booleans()), draw(st.booleans())
    return Table(
        whole.cells,
        whole.row_totals if across else None,
        whole.column_totals if down else None,
        whole.total if (across or down) and draw(st.booleans()) else None,
    )


def is_hidden(count: Count) -> bool:
    return isinstance(count, Symbol) and count.is_hidden


def sums(table: Table) -> Iterator[list[tuple[int, Place]]]:
    """Everything that adds up to 0: the parts, and the total taken away from them."""
    rows, columns = range(len(table.cells)), range(len(table.cells[0]))
    shown = {place for place, _ in table.items()}
    across = [Place(row, None) for row in rows]
    down = [Place(None, column) for column in columns]
    lines = [
        *(([Place(row, col) for col in columns], Place(row, None)) for row in rows),
        *(([Place(row, col) for row in rows], Place(None, col)) for col in columns),
        (across, Place(None, None)),
        (down, Place(None, None)),
    ]
    for parts, total in lines:
        if shown.issuperset([*parts, total]):
            yield [*((1, part) for part in parts), (-1, total)]
    if shown.issuperset([*across, *down]):
        yield [*((1, place) for place in across), *((-1, place) for place in down)]


def guesses(
    table: Table, choices: dict[Place, Collection[int]]
) -> Iterator[dict[Place, int]]:
    """Every way to fill in what is hidden, from the choices, so that it adds up."""
    hidden = [place for place, count in table.items() if is_hidden(count)]
    numbers = {p: count for p, count in table.items() if not isinstance(count, Symbol)}
    last = {place: number for number, place in enumerate(hidden)}
    closing: dict[int, list] = {}
    for line in sums(table):
        end = max((last[place] for _, place in line if place in last), default=-1)
        closing.setdefault(end, []).append(line)

    def fill(number: int) -> Iterator[dict[Place, int]]:
        if number == len(hidden):
            yield {place: numbers[place] for place in hidden}
            return
        for value in choices[hidden[number]]:
            numbers[hidden[number]] = value
            lines = closing.get(number, ())
            if all(
                sum(sign * numbers.get(place, 0) for sign, place in line) == 0
                for line in lines
            ):
                yield from fill(number + 1)

    return fill(0)


def certain(table: Table, truth: Table, known: Collection[Place] = ()) -> set[Place]:
    """What somebody who knows some places can be certain of, one up or down tried."""
    real = dict(truth.items())
    seen = table.map(lambda place, count: real[place] if place in known else count)
    left = {place for place, count in seen.items() if is_hidden(count)}
    near = {p: [v for v in (real[p], real[p] - 1, real[p] + 1) if v > 0] for p in left}
    for guess in guesses(seen, near):
        left -= {place for place, value in guess.items() if value != real[place]}
        if not left:
            break
    return left
