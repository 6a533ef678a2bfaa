"""What stands in the way of publishing a draft.

A number used twice is not here: the database keeps that from being saved at all.
"""

from dataclasses import dataclass

from strategies.models import Strategy


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right first, and the place on the editing page to do it."""

    text: str
    anchor: str


def problems(strategy: Strategy) -> list[Problem]:
    """Everything to put right before this draft can be published. Two queries.

    None, where the page has read the objectives with their priorities already.
    """
    objectives = strategy.objectives.all()
    if "objectives" not in getattr(strategy, "_prefetched_objects_cache", {}):
        objectives = objectives.prefetch_related("priorities")
    under = [(one, list(one.priorities.all())) for one in objectives]
    if not under:
        text = "There is no objective yet. Add at least one priority under one."
        return [Problem(text, "objective")]
    if not any(priorities for _, priorities in under):
        return [Problem("Add at least one priority before publishing.", "objective")]
    return [
        Problem(
            f"Objective “{one.title}” has no priorities. Add one or remove it.",
            f"objective-{one.pk}",
        )
        for one, priorities in under
        if not priorities
    ]
