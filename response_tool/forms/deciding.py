"""What a person decided on the comparison page, ready to be saved at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from response_tool.actions.answers import Choice
from response_tool.actions.plans import ACTIONS_MAX
from response_tool.actions.word import ChangedAction, Decisions, NewAction
from response_tool.forms.leaving import left_out
from response_tool.forms.word import NOT_SAID, TEXTS, CompareForm
from response_tool.models import LONGEST, Answer
from response_tool.word.beside import CHANGED, HeldAction, Item, Text, stands_in
from response_tool.word.comparing import Placed
from response_tool.word.shapes import Document, Kept
from ui.merging import Edit
from ui.templatetags.words import day

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
    """Everything that a valid form says, and the words that find no place.

    Puts errors on the form where that cannot be saved as it is.
    """
    found = _Deciding(form, Decisions(document=name), state).all()
    details = ("organisation", "contact", "date")
    said = {f"{one} in it": getattr(document, one) for one in details}
    for place, one in enumerate(kept, 1):
        said[f"not understood {place}: {one.where}"] = one.text
    found.kept = {key: text for key, text in said.items() if text} | found.kept
    return found


@dataclass(slots=True)
class _Draft:
    """One text of an answer, as all the rows together make it."""

    held: str
    said: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)  # from the Action column
    keeps_held: bool = False

    @property
    def now(self) -> str:
        """What it becomes; no words of two rows take each other's place."""
        whole = self.held if self.keeps_held or not self.said else ""
        for words in (*self.said, *self.moved):
            if not stands_in(words, whole):
                whole = f"{whole}\n\n{words}" if whole else words
        return whole


@dataclass(slots=True)
class _Deciding:
    form: CompareForm
    found: Decisions
    state: str
    drafts: dict[tuple[int, str], _Draft] = field(default_factory=dict)
    added: dict[int, list[str]] = field(default_factory=dict)  # keys, by priority
    marked: dict[int, str] = field(default_factory=dict)  # as not relevant, by which

    def all(self) -> Decisions:
        """Go through every row, then see what was left out."""
        for placed in self.form.comparison.rows:
            number = self.form.number(placed)
            if number is not None:
                self._row(number, placed)
        self._texts()
        self._relevance()
        self._too_many()
        self.found.kept |= left_out(self.form)
        return self.found

    def _row(self, number: int, placed: Placed) -> None:
        for item in placed.items:
            self._item(number, item)
        if self.form.chosen(placed.key) == "yes":
            self.marked[number] = placed.key
            return
        for text in placed.rewritten:
            self._text(number, text)

    # --- Actions

    def _item(self, number: int, item: Item) -> None:
        chosen = self.form.chosen(item.key)
        status = self.form.cleaned_data.get(f"status-{item.key}", "")
        if chosen in ("add", "both") and not self._is_there(number, item):
            self.found.new.append(self._new(number, item, status))
            self.added.setdefault(number, []).append(item.key)
        if chosen == "done":
            self._draft(number, "progress").moved.append(_told(item))
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

    def _too_many(self) -> None:
        for number, keys in self.added.items():
            together = len(self.form.held[number].actions) + len(keys)
            if together > ACTIONS_MAX:
                self.form.add_error(
                    f"keep-{keys[0]}",
                    f"Priority {number} can have {ACTIONS_MAX} actions, and would have "
                    f"{together}. Leave {together - ACTIONS_MAX} out, or put them "
                    "under ‘What you have done’",
                )

    # --- Texts

    def _text(self, number: int, text: Text) -> None:
        chosen, draft = self.form.chosen(text.key), self._draft(number, text.name)
        if chosen != "word":
            draft.keeps_held = True
        if chosen != "portal":
            draft.said.append(text.said)

    def _draft(self, number: int, name: str) -> _Draft:
        held = getattr(self.form.held[number], name)
        return self.drafts.setdefault((number, name), _Draft(held))

    def _texts(self) -> None:
        shorts = self.form.shorts()
        unused = {one.name: str(self.form.cleaned_data[one.name]) for one in shorts}
        for (number, name), draft in self.drafts.items():
            now = draft.now
            if now == draft.held:
                continue
            if len(now) > LONGEST[name]:
                whole, now = now, self.form.shortened(number, name, now)
                self._keep(f"before it was shortened: {number}, {TEXTS[name]}", whole)
                unused.pop(f"short-{number}-{name}", None)
            edit = Edit(name, was=draft.held, now=now)
            self.found.texts.setdefault(number, []).append(edit)
        for name, words in unused.items():
            self._keep(f"shortened, but not used: {name}", words)

    def _keep(self, where: str, words: str) -> None:
        if words:
            self.found.kept[where] = words

    # --- Whether it is theirs

    def _relevance(self) -> None:
        """A priority that was not relevant is theirs once it gets any words."""
        gets = {one.number for one in self.found.new} | set(self.found.texts)
        gets |= {one.number for one in self.found.changed}
        for number, key in self.marked.items():
            because = self.form.cleaned_data[f"because-{key}"]
            self._choose(number, RELEVANCE.NOT_RELEVANT.value, because)
            if number in gets:
                self.form.add_error(
                    f"keep-{key}",
                    f"Another row adds to priority {number}. Leave that out, or do not "
                    "mark it as not relevant",
                )
        for number in sorted(gets - set(self.marked)):
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


def _told(item: Item) -> str:
    """An action as a sentence of a text, with who does it and by when."""
    by_when = f"by {day(date.fromisoformat(item.by_when))}" if item.by_when else ""
    details = ", ".join(filter(None, [item.who, by_when]))
    return f"{item.said.text} ({details})" if details else item.said.text


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
