"""The words that our own Word documents are made with, and known again by."""

from collections.abc import Iterable

PROGRESS = "What we have done:"
DIFFERENCE = "What difference this has made:"
TEXTS = (("progress", PROGRESS), ("difference", DIFFERENCE))
BECAUSE = "Not relevant to us because:"
NO_STATUS = "No status yet"
CONTINUED = "continued"
ABOUT = "About this response"
OWN = "Questions that a partnership asks of its own are answered in the portal."


def how_to(statuses: Iterable[str]) -> tuple[str, ...]:
    """How to fill it in, with what the partnerships call the statuses."""
    words = "; ".join(" ".join(word.split()) for word in statuses)
    fill_in = (
        "Write what your agency does in the Action column, one line for each action, "
        f"and how it is in the Status column: {words}. Leave a priority blank if you "
        "have nothing to add. If it is not yours, write “not relevant” as its status, "
        "and why as its action."
    )
    give_back = (
        "Please leave the references (R1, R2 …) as they are. Do not write anything "
        "that could identify a child or family. When you have finished, a colleague "
        "can upload this document to the portal. It is compared there with what the "
        "portal holds before anything is saved."
    )
    return fill_in, give_back


def heading(strategy: str) -> str:
    """What stands on top of the document."""
    return f"{strategy}: Response Tool"


def about(agency: str, round_: str) -> str:
    """Whose document it is, and for which round."""
    return f"{agency}, {round_}"


def due(day: str) -> str:
    """What stands at the end of the document."""
    return f"Answers are due by {day}, in the portal."
