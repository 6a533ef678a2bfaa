"""Why something cannot be read, in words for the person who brought it."""

from collections.abc import Sequence

from strategies.outline import LINES_MAX, Line


class Refused(ValueError):
    """Not read, and nothing kept. Says every problem that was found."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def bounded(lines: Sequence[Line]) -> list[Line]:
    """The lines, unless there are none or too many of them."""
    if not lines:
        raise Refused("There are no words in it that could become a strategy.")
    if len(lines) > LINES_MAX:
        raise Refused(
            f"It has {len(lines):,} lines. At most {LINES_MAX:,} can be read: "
            "bring the summary, or one part at a time."
        )
    return list(lines)
