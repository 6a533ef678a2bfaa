import pytest

from privacy.tables import Symbol, Table


@pytest.mark.parametrize(
    "arguments",
    [
        {"cells": ((1, 2), (3,))},
        {"cells": ((1, 2),), "row_totals": (3, 4)},
        {"cells": ((1, 2),), "column_totals": (3,)},
        {"cells": ((1, 2),), "total": 3},
        {"cells": ((-1,),)},
    ],
)
def test_a_table_has_a_shape(arguments):
    with pytest.raises(ValueError):
        Table(**arguments)


def test_hidden_numbers_have_no_sum():
    with pytest.raises(ValueError, match="not known"):
        Table.summed([[Symbol.HIDDEN, 7]])
