"""How the small numbers of a measure are hidden, and how that is said."""

from collections.abc import Iterable

from performance.counts import Spec
from performance.models import Measure
from privacy.disclosure import DFE, NHS_HES, NOT_CHILDREN, Policy
from ui.templatetags.words import and_list

POLICIES = {
    Measure.Hides.DFE: DFE,
    Measure.Hides.NHS: NHS_HES,
    Measure.Hides.NOTHING: NOT_CHILDREN,
}


def policy_of(measure: Measure) -> Policy:
    """How its small numbers are hidden."""
    return POLICIES[Measure.Hides(measure.hides)]


def spec_of(measure: Measure, *, raw: bool = False) -> Spec:
    """How its counts become its value; with `raw`, with nothing hidden."""
    return Spec(
        multiplier=measure.multiplier,
        places=measure.places,
        is_share=measure.has_denominator,
        policy=NOT_CHILDREN if raw else policy_of(measure),
        counts_children=measure.unit != Measure.Unit.AVERAGE,
    )


def hidden_up_to(measures: Iterable[Measure]) -> int:
    """The largest number that is hidden as small in any of them; 0 where none is."""
    return max((policy_of(one).largest_hidden for one in measures), default=0)


def hidden_said(measures: Iterable[Measure]) -> str:
    """Which numbers are hidden, in a sentence for each policy; nothing where none are.

    Where there are several, all but the first say of which measures they hold.
    """
    titles: dict[Policy, list[str]] = {}
    for one in measures:
        if policy_of(one).largest_hidden:
            titles.setdefault(policy_of(one), []).append(f"“{one.title}”")
    first = DFE if DFE in titles else next(iter(titles), None)
    texts = [first.said] if first else []
    texts += [
        f"In {and_list(sorted(some))}: {policy.said[0].lower()}{policy.said[1:]}"
        for policy, some in titles.items()
        if policy != first
    ]
    return " ".join(texts)
