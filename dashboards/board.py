"""The board page in words and charts, from the figures of one snapshot."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from dashboards.keyfigures import Change, KeyFigure, key_figures
from partnership.wording import Words
from response_tool.figures.shapes import OverdueAction, Statement
from ui.charts import Bar, Slice, StackedBars
from ui.templatetags.words import count, in_words, lower_first, weekday

WORDS = {
    "embedded": "Embedded",
    "complete": "Complete",
    "on_track": "On track",
    "not_started": "Not started",
    "slipping": "Slipping",
    "off_track": "Off track",
    "no_action": "No action",
    "not_relevant": "Not relevant",
}
MEANINGS = {
    "embedded": "done and part of daily work",
    "complete": "done",
    "on_track": "will be done by its date",
    "not_started": "planned, not begun",
    "slipping": "some delay",
    "off_track": "will not be done without help",
    "no_action": "theirs, nothing planned",
    "not_relevant": "with a reason given",
}
JUDGED = [tone for tone in WORDS if tone != "not_relevant"]
STATUSES = [tone for tone in JUDGED if tone != "no_action"]
GOOD = ("embedded", "complete", "on_track")


class Board:
    """Everything the board page says about the Response Tool.

    In the partnership's own words for the statuses, where it has any.
    """

    def __init__(self, figures: Mapping[str, Any], words: Words | None = None) -> None:
        self.figures = figures
        self.own = words or Words()
        self.words = words_for(self.own)

    @property
    def round(self) -> Mapping[str, Any] | None:
        """The latest round that has opened, or nothing."""
        return self.figures.get("round")

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """The big numbers of this round."""
        return self.figures["totals"]

    @cached_property
    def before(self) -> Mapping[str, int] | None:
        """The big numbers of the last round, where there was one."""
        return self.figures["totals_before"]

    @cached_property
    def last_name(self) -> str:
        """What the last round was called."""
        previous = self.figures["previous"]
        return previous["name"] if previous else ""

    @cached_property
    def lead(self) -> str:
        """The sentence that stands before every number."""
        asked, sent = self.totals["asked"], self.totals["returns"]
        if not sent:
            due = weekday(date.fromisoformat(self.figures["round"]["due_on"]))
            return f"{_nobody_of(asked)} answered yet. Answers are due {due}."
        held, good = self.totals["held"], self.totals["good"]
        return (
            f"{_some_of(sent, asked)} answered, and {good} of the {held} priorities "
            f"they hold are {self._or(reversed(GOOD))}."
        )

    @cached_property
    def key_figures(self) -> list[KeyFigure]:
        """Returns, priorities with an action, embedded, overdue."""
        return key_figures(self.figures, self.own)

    @cached_property
    def outstanding(self) -> list[Mapping[str, Any]]:
        """Agencies that have not answered this round."""
        return [row for row in self.agencies if row["cells"] is None]

    @cached_property
    def agencies(self) -> list[dict[str, Any]]:
        """The rows of the heat map, those with no return last."""
        rows = [dict(row) for row in self.figures["agencies"]]
        for row in rows:
            if row["last_sent_on"]:
                row["last_sent_on"] = date.fromisoformat(row["last_sent_on"])
            if row["cells"]:
                row["cells"] = [(*cell, self.words[cell[0]]) for cell in row["cells"]]
        return sorted(rows, key=lambda row: row["cells"] is None)

    @cached_property
    def spans(self) -> list[tuple[str, int]]:
        """Headings over the columns: objectives, with how many stand side by side."""
        side_by_side = groupby(p["objective"] for p in self.figures["priorities"])
        return [(title, len(list(under))) for title, under in side_by_side]

    @cached_property
    def legend(self) -> list[tuple[str, str, str]]:
        """Tone, word and meaning of every state a cell can have."""
        own = self.own.own_meanings.items()
        meanings = MEANINGS | {t: lower_first(text).rstrip(".") for t, text in own}
        return [(tone, word, meanings[tone]) for tone, word in self.words.items()]

    @cached_property
    def progress(self) -> StackedBars:
        """Every priority that an agency holds, by objective and by state."""
        bars = [
            self._bar(objective["title"], objective["states"])
            for objective in self.figures["objectives"]
        ]
        if len(bars) > 1:
            everything: Counter[str] = Counter()
            for objective in self.figures["objectives"]:
                everything.update(objective["states"])
            bars.append(self._bar("All", everything))
        return StackedBars("Progress by objective", bars)

    @cached_property
    def progress_sentence(self) -> str:
        """Which objective is furthest on, and which has most to worry about."""
        shares = {
            objective["title"]: _part(objective["states"], GOOD)
            for objective in self.figures["objectives"]
            if sum(objective["states"].values())
        }
        if len(shares) < 2 or len(set(shares.values())) < 2:
            return ""
        best = max(shares, key=shares.__getitem__)
        worst = min(shares, key=shares.__getitem__)
        bad = self._or(("slipping", "off_track", "not_started"), "without an action")
        return f"{best} is furthest on. {worst} has the largest share that is {bad}."

    @cached_property
    def heat_sentence(self) -> str:
        """The priority that most agencies struggle with."""
        bad = ("slipping", "off_track", "no_action")
        trouble: Counter[int] = Counter()
        for row in self.agencies:
            for place, cell in enumerate(row["cells"] or ()):
                trouble[place] += cell[0] in bad
        if not trouble.total():
            return ""
        place, many = trouble.most_common(1)[0]
        priority = self.figures["priorities"][place]
        who = count(many, "agency is", "agencies are")
        return (
            f"Priority {priority['number']} ({priority['short_title']}) is the "
            f"weakest: {who} "
            f"{self._or(('slipping', 'off_track'), 'without an action')}."
        )

    @cached_property
    def by_status(self) -> StackedBars:
        """Actions of this round by the status their agency gave."""
        statuses = self.figures["statuses"]
        slices = [Slice(t, self.words[t], statuses.get(t, 0)) for t in STATUSES]
        note = count(self.totals["actions"], "action")
        return StackedBars("Actions by status", [Bar("All actions", note, slices)])

    @cached_property
    def changes(self) -> list[Change]:
        """What moved since the last round, in sentences."""
        if not self.before:
            return []
        moved = self.figures["movement"]
        found = []
        if moved["up"]:
            most = moved["most_up_count"]
            more = f", {most} of them for {moved['most_up']}" if most > 1 else ""
            text = f"{count(moved['up'], 'answer')} moved up{more}."
            found.append(Change(text, better=True))
        if moved["down"]:
            most = moved["most_down_count"]
            more = f", {most} of them at {moved['most_down']}" if most > 1 else ""
            text = f"{count(moved['down'], 'answer')} moved down{more}."
            found.append(Change(text, better=False))
        if moved["compared"] and not found:
            found.append(Change("No answer moved up or down."))
        if moved["first_time"]:
            many = count(len(moved["first_time"]), "agency", "agencies")
            found.append(Change(f"{many} answered that did not last round."))
        return found

    @cached_property
    def overdue(self) -> list[dict[str, Any]]:
        """The actions longest overdue."""
        return overdue_rows(self.figures["overdue"], self.own)

    @cached_property
    def overdue_sentence(self) -> str:
        """How many are overdue, and where most are."""
        total = self.totals["overdue"]
        if not total:
            return "No action is past its date."
        most = max(self.agencies, key=lambda row: row["overdue"])
        many = most["overdue"]
        who = f" {in_words(many).capitalize()} at {most['name']}." if many > 1 else ""
        if total == 1:
            return "One action is past its date."
        return f"{in_words(total).capitalize()} actions are past their date.{who}"

    @cached_property
    def highlights(self) -> list[Statement]:
        """A few statements, from different agencies."""
        return statements(self.figures["highlights"])

    @cached_property
    def statements_sentence(self) -> str:
        """How many say what changed, and how many that it is too early."""
        many, early = self.figures["statements_count"], self.figures["too_early"]
        text = (
            f"{count(many, 'answer says', 'answers say')} what has changed for children"
        )
        if early:
            text += f"; {count(early, 'says', 'say')} that it is too early to tell"
        return f"{text}. These are the agencies’ own words."

    def _bar(self, title: str, states: Mapping[str, int]) -> Bar:
        slices = [Slice(t, self.words[t], states.get(t, 0)) for t in JUDGED]
        total = sum(one.count for one in slices)
        good = sum(states.get(tone, 0) for tone in GOOD)
        word = lower_first(self.words["on_track"])
        return Bar(title, f"{good} of {total} {word} or better", slices)

    def _or(self, tones: Iterable[str], *more: str) -> str:
        """The words of some states, in the middle of a sentence: a, b or c."""
        *first, last = [*(lower_first(self.words[tone]) for tone in tones), *more]
        return f"{', '.join(first)} or {last}"


def words_for(own: Words) -> dict[str, str]:
    """The word for every state, short where it is the standard one."""
    return WORDS | own.own_statuses


def overdue_rows(
    rows: Iterable[Sequence[Any]], words: Words | None = None
) -> list[dict[str, Any]]:
    """Overdue actions with their dates and words."""
    legend = words_for(words or Words())
    found = []
    for row in rows:
        action = OverdueAction(*row)._asdict()
        action["by_when"] = date.fromisoformat(action["by_when"])
        action["word"] = legend.get(action["status"], "")
        found.append(action)
    return found


def statements(rows: Iterable[Sequence[Any]]) -> list[Statement]:
    """What agencies say has changed, from stored rows."""
    return [Statement(*row) for row in rows]


def _nobody_of(asked: int) -> str:
    if not asked:
        return "No agency of this partnership was asked, so none has"
    if asked == 1:
        return "The one agency that was asked has not"
    return f"None of the {in_words(asked)} agencies has"


def _some_of(sent: int, asked: int) -> str:
    if asked == 1:
        return "The one agency that was asked has"
    if sent == asked:
        return f"All {in_words(asked)} agencies have"
    have = "has" if sent == 1 else "have"
    return f"{in_words(sent).capitalize()} of {in_words(asked)} agencies {have}"


def _part(states: Mapping[str, int], tones: tuple[str, ...]) -> float:
    return sum(states.get(tone, 0) for tone in tones) / sum(states.values())
