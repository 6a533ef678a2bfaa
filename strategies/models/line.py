"""The line of versions: which one goes back to which. Pure functions."""

from collections.abc import Mapping

# Of every version that revises another, the one that it revises.
Revised = Mapping[int, int]


def before(version: int, revised: Revised) -> set[int]:
    """The versions that one goes back to."""
    found: set[int] = set()
    step = revised.get(version)
    while step is not None and step not in found:
        found.add(step)
        step = revised.get(step)
    return found


def after(version: int, revised: Revised) -> set[int]:
    """The versions that go back to one."""
    return {one for one in revised if version in before(one, revised)} - {version}
