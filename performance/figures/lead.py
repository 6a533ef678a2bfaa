"""The sentence that stands before many measures: how they stand together."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from performance.spc import Variation
from ui.templatetags.words import and_list, in_words

SAME, UNJUDGED = Variation.COMMON.value, Variation.NOT_JUDGED.value
# Worst first, as they are said.
CHANGES = ("concern", "improvement", "neutral")
MEANINGS = {
    "concern": ("is getting worse", "are getting worse"),
    "improvement": ("is improving", "are improving"),
    "neutral": (
        "has moved, which is neither good nor bad",
        "have moved, which is neither good nor bad",
    ),
    SAME: ("shows no real change", "show no real change"),
    UNJUDGED: ("cannot be judged", "cannot be judged"),
}


def lead(measures: Collection[Mapping[str, Any]]) -> str:
    """How many get worse, how many better, and how many nobody can tell of.

    Of the fields of `MeasureFigure`s; there is at least one.
    """
    many, found = len(measures), Counter(map(kind_of, measures))
    if many == 1:
        return f"The one measure {MEANINGS[next(iter(found))][0]}."
    whole = f"{in_words(many)} measures"
    changed = [kind for kind in CHANGES if found[kind]]
    if not changed:
        return _without_change(found, whole)
    parts = [_said(found[kind], kind) for kind in changed]
    number, rest = parts[0].split(" ", 1)
    of_all = f"{number} of {whole}"
    if found[changed[0]] == many:
        of_all = "both measures" if many == 2 else f"all {whole}"
    texts = [f"{of_all} {and_list([rest, *parts[1:]])}"]
    texts += [_said(found[kind], kind) for kind in (SAME, UNJUDGED) if found[kind]]
    return " ".join(f"{text[0].upper()}{text[1:]}." for text in texts)


def _without_change(found: Counter[str], whole: str) -> str:
    if not found[SAME]:
        return f"None of the {whole} can be judged."
    if not found[UNJUDGED]:
        return f"None of the {whole} shows a real change."
    one = "the other shows no" if found[SAME] == 1 else "no other shows a"
    number, rest = _said(found[UNJUDGED], UNJUDGED).split(" ", 1)
    return f"{number.capitalize()} of {whole} {rest}; {one} real change."


def kind_of(one: Mapping[str, Any]) -> str:
    """What a measure counts as: the first word of its variation, or all of it."""
    return str(one["variation"]).split(",", 1)[0]


def _said(number: int, kind: str) -> str:
    one, more = MEANINGS[kind]
    return f"{in_words(number)} {one if number == 1 else more}"
