import pytest

from privacy.policies import Policy
from privacy.tables import Symbol


@pytest.mark.parametrize(
    "arguments",
    [
        {"largest_hidden": -1},
        {"symbol": Symbol.UNAVAILABLE},
        {"round_to": 5},
        {"round_to": 5, "secondary": False},
    ],
)
def test_a_policy_that_would_not_keep_its_word_is_refused(arguments):
    with pytest.raises(ValueError):
        Policy("odd", **arguments)
