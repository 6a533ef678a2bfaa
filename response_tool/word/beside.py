"""One thing that a document says, and what the portal holds in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from privacy import identifiers
from response_tool.word.cells import date_in
from response_tool.word.shapes import NOT_RELEVANT, ReadAction
from response_tool.word.statuses import is_empty

CHANGED, NEW, SAME = "changed", "new", "same"


@dataclass(frozen=True, slots=True)
class HeldAction:
    """An action as the portal held it when the document was compared."""

    pk: int
    what: str
    who: str
    by_when: str  # as ISO, so that it can travel
    status: str


@dataclass(frozen=True, slots=True)
class Held:
    """An answer as the portal held it when the document was compared."""

    number: int
    relevance: str = ""
    because: str = ""
    progress: str = ""
    difference: str = ""
    actions: Sequence[HeldAction] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return not (self.actions or self.progress or self.difference or self.because)


@dataclass(slots=True)
class Item:
    """An action in Word, and the one in the portal that it seems to be."""

    key: str
    said: ReadAction
    held: HeldAction | None = None
    is_same_text: bool = False
    is_in_progress: bool = False  # its words stand under “what you have done” already
    longest: int = 300

    @property
    def kind(self) -> str:
        """Whether it is new, changed or the same."""
        if self.is_in_progress:
            return SAME
        if self.held is None:
            return NEW
        return SAME if self.is_same_text and not self._differs else CHANGED

    @property
    def _differs(self) -> bool:
        """Whether its status, who or by when say something else."""
        held = self.held
        if held is None:
            return False
        if self.status and self.status != held.status:
            return True
        if not (is_empty(self.said.written) or self.status or held.status):
            return True
        return (self.who or held.who, self.by_when or held.by_when) != (
            held.who,
            held.by_when,
        )

    @property
    def status(self) -> str:
        """One of the six statuses, or empty."""
        meaning = self.said.understood
        return "" if meaning == NOT_RELEVANT else meaning

    @property
    def who(self) -> str:
        """Who does it, where the document says so."""
        who = " ".join(self.said.who.split())
        return "" if len(who) > 120 or identifiers.find(who) else who

    @property
    def by_when(self) -> str:
        """By when, as ISO, where the document names one full date."""
        found = date_in(self.said.by_when)
        return found.isoformat() if found else ""

    @property
    def unread(self) -> list[str]:
        """What it says of who, by when and status that was not understood."""
        said = self.said
        of_status = "" if self.status or is_empty(said.written) else said.written
        of_who, of_when = not self.who and said.who, not self.by_when and said.by_when
        return [words for words in (of_when, of_who, of_status) if words]

    @property
    def does_not_fit(self) -> str:
        """Why it cannot be an action as it is, or empty."""
        if len(self.said.text) > self.longest:
            return (
                f"This is longer than an action can be ({self.longest} characters), so "
                "it can stand under ‘What you have done’."
            )
        if found := identifiers.find(self.said.text):
            return (
                f"It holds {found[0].words[:1].lower()}{found[0].words[1:]}, so it "
                "cannot be an action. Under ‘What you have done’ you can change it "
                "before you submit."
            )
        return ""


@dataclass(slots=True)
class Text:
    """“What you have done” or “what difference”, in Word and in the portal."""

    key: str
    name: str
    said: str
    held: str

    @property
    def is_same(self) -> bool:
        """Whether the portal holds all these words already, however they are spaced.

        It may hold more, written since the document was taken away; that stays.
        """
        return stands_in(self.said, self.held)


def held_of(values: Mapping[str, Any]) -> Held:
    """What was held, from the plain values that `dataclasses.asdict` made of it."""
    actions = [HeldAction(**one) for one in values["actions"]]
    return Held(**{**values, "actions": actions})


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text as they are, however they are spaced."""
    one, whole = " ".join(words.split()), " ".join(text.split())
    return bool(one) and f" {one} " in f" {whole} "
