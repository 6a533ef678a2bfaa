"""What a person decided on the comparison page, ready to be saved at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from response_tool.actions.answers import Choice
from response_tool.actions.word import ChangedAction, Decisions, NewAction
from response_tool.forms.word import NOT_SAID, OUT, CompareForm
from response_tool.models import Answer
from response_tool.word.beside import CHANGED, HeldAction, Item, Text
from response_tool.word.comparing import Placed
from response_tool.word.shapes import Document, Kept
from ui.merging import Edit

KEYS = UUID("5f0a54a2-6c1c-4d7e-9a0e-0a4c1d5b7e11")
RELEVANCE = Answer.Relevance


def decisions(
    form: CompareForm,
    *,
    name: str,
    document: Document,
    kept: Sequence[Kept],
    state: str,
) -> Decisions:
    """Everything that a valid form says, and the words that find no place."""
    found = _Deciding(form, Decisions(document=name), state).all()
    details = ("organisation", "contact", "date")
    said = {f"{one} in it": getattr(document, one) for one in details}
    for place, one in enumerate(kept, 1):
        said[f"not understood {place}: {one.where}"] = one.text
    found.kept = {key: text for key, text in said.items() if text} | found.kept
    return found


@dataclass(slots=True)
class _Deciding:
    form: CompareForm
    found: Decisions
    state: str

    def all(self) -> Decisions:
        """Go through every row, then see what was left out."""
        for placed in self.form.comparison.rows:
            number = self.form.number(placed)
            if number is None:
                continue
            for item in placed.items:
                self._item(number, item)
            for text in placed.rewritten:
                self._text(number, text)
            if self.form.chosen(placed.key) == "yes":
                self._is_not_relevant(number, self.form.cleaned_data, placed.key)
        self._take_on()
        self.found.kept = dict(self._kept())
        return self.found

    def _item(self, number: int, item: Item) -> None:
        chosen = self.form.chosen(item.key)
        status = self.form.cleaned_data.get(f"status-{item.key}", "")
        if chosen in ("add", "both") and not self._is_there(number, item):
            self.found.new.append(self._new(number, item, status))
        if chosen == "done":
            before = self._progress(number)
            now = "\n\n".join(filter(None, [before.now, item.said.text]))
            self._put(number, replace(before, now=now))
        if item.held and item.kind == CHANGED and chosen != "both":
            keeps_text = chosen not in ("", "word")
            edits = list(_edits(item, item.held, status, keeps_text=keeps_text))
            if edits:
                self.found.changed.append(ChangedAction(number, item.held.pk, edits))

    def _is_there(self, number: int, item: Item) -> bool:
        """Whether the priority has this very action: a row was placed there before."""
        held = (one.what.split() for one in self.form.held[number].actions)
        return item.said.text.split() in held

    def _new(self, number: int, item: Item, status: str) -> NewAction:
        said = self.form.cleaned_data
        by_when = date.fromisoformat(item.by_when) if item.by_when else said["by_when"]
        return NewAction(
            number=number,
            what=_one_line(item.said.text),
            who=item.who or said.get("who", NOT_SAID),
            by_when=by_when,
            status=status,
            form_key=uuid5(KEYS, f"{self.state}:{item.key}"),
        )

    def _text(self, number: int, text: Text) -> None:
        chosen = self.form.chosen(text.key)
        if chosen == "portal":
            return
        joined = "\n\n".join(filter(None, [text.held, text.said]))
        now = text.said if chosen == "word" else joined
        if text.name == "progress":
            before = self._progress(number)
            # What was moved here from the Action column stays.
            moved = before.now.removeprefix(before.was).strip()
            now = "\n\n".join(filter(None, [now, moved]))
        held = getattr(self.form.held[number], text.name)
        self._put(number, Edit(text.name, was=held, now=now))

    def _progress(self, number: int) -> Edit:
        for edit in self.found.texts.get(number, ()):
            if edit.field == "progress":
                return edit
        held = self.form.held[number].progress
        return Edit("progress", was=held, now=held)

    def _put(self, number: int, edit: Edit) -> None:
        before = self.found.texts.get(number, [])
        others = [one for one in before if one.field != edit.field]
        self.found.texts[number] = [*others, edit]

    # --- Whether it is theirs

    def _is_not_relevant(self, number: int, said: dict[str, str], key: str) -> None:
        because = said[f"because-{key}"]
        self._choose(number, RELEVANCE.NOT_RELEVANT.value, because)

    def _take_on(self) -> None:
        """A priority that was not relevant is theirs once it gets an action."""
        for number in sorted({new.number for new in self.found.new}):
            if self.form.held[number].relevance == RELEVANCE.NOT_RELEVANT:
                self._choose(number, RELEVANCE.OURS.value, "")

    def _choose(self, number: int, relevance: str, because: str) -> None:
        held = self.form.held[number]
        self.found.relevance.append(
            Choice(
                number,
                Edit("relevance", held.relevance, relevance),
                Edit("not_relevant_because", held.because, because),
            )
        )

    # --- What finds no place

    def _kept(self) -> Iterator[tuple[str, str]]:
        """Words that were left out or gave way, so that the history has them."""
        for placed in self.form.comparison.rows:
            if self.form.number(placed) is None:
                yield f"left out: row {placed.row.number}", whole(placed)
                continue
            gave_way = filter(None, map(self._gave_way, placed.items))
            if words := "\n".join(gave_way):
                yield f"left out: row {placed.row.number}", words

    def _gave_way(self, item: Item) -> str:
        """What an action in Word said that was not taken over."""
        if self.form.chosen(item.key) in (OUT, "portal"):
            return in_words(item)
        lost = [] if item.by_when else [item.said.by_when]
        lost += [] if item.who else [item.said.who]
        lost += [] if item.status else [item.said.written]
        return "; ".join(filter(None, lost))


def whole(placed: Placed) -> str:
    """All the words of a row."""
    row = placed.row
    actions = [in_words(item) for item in placed.items]
    texts = [row.written, row.progress, row.difference]
    said = " ".join(filter(None, [row.reference, row.priority]))
    return "\n".join(filter(None, [said, *actions, *texts]))


def in_words(item: Item) -> str:
    """All the words of an action."""
    said = item.said
    return "; ".join(filter(None, [said.text, said.who, said.by_when, said.written]))


def _edits(
    item: Item, held: HeldAction, status: str, *, keeps_text: bool
) -> Iterator[Edit]:
    if status != held.status:
        yield Edit("status", was=held.status, now=status)
    if keeps_text:
        return
    if not item.is_same_text:
        yield Edit("what", was=held.what, now=_one_line(item.said.text))
    if item.who and item.who != held.who:
        yield Edit("who", was=held.who, now=item.who)
    if item.by_when and item.by_when != held.by_when:
        was, now = (date.fromisoformat(one) for one in (held.by_when, item.by_when))
        yield Edit("by_when", was=was, now=now)


def _one_line(text: str) -> str:
    return " ".join(text.split())
