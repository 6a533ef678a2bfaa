"""Which version goes back to which."""

from strategies.models import line

# 2 revises 1; 3 and 4 revise 2. 8 and 9 were made to revise each other by mistake.
REVISED = {2: 1, 3: 2, 4: 2, 8: 9, 9: 8}


def test_a_version_goes_back_to_all_before_it():
    assert line.before(4, REVISED) == {1, 2}
    assert line.before(1, REVISED) == set()


def test_all_that_go_back_to_a_version_come_after_it():
    assert line.after(1, REVISED) == {2, 3, 4}
    assert line.after(2, REVISED) == {3, 4}
    assert line.after(4, REVISED) == set()


def test_versions_in_a_ring_come_to_an_end():
    assert line.after(8, REVISED) == {9}
