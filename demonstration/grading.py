"""What agencies said of cases, written in sets as their saves would have written it.

Two years of grades are some thousand rows; tests/demonstration checks that they are
what `save_part`, `finish_part` and `moderate` would have made.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from activity.actions import event, record_all
from activity.models import Event
from audits.actions.grading_events import in_words
from audits.judging import (
    DOES_NOT_APPLY,
    NOT_APPLICABLE,
    Question,
    grades_of,
    questions_of,
)
from audits.models import Audit, Grade, Judgement, Part
from demonstration.calendar import chance, moment
from demonstration.content import audits
from demonstration.returning import who_in
from partnership.access import Access

MODERATOR = Access.of_command("the quality assurance lead")
LOOKED_THROUGH = timedelta(minutes=25)
# How many in a hundred are graded so or better, by how well a domain is done.
SPREAD = {
    5: (20, 80, 92, 100),
    4: (14, 68, 88, 100),
    3: (10, 46, 84, 100),
    2: (9, 31, 77, 100),
    1: (0, 12, 60, 100),
}


class Grader:
    """Grades one audit, as far as its plan says that agencies have come."""

    def __init__(self, audit: Audit, said: Mapping[str, Any], today: date) -> None:
        self.audit = audit
        self.said = said
        self.today = today
        self.grades = grades_of(audit.tool)
        self.asked = questions_of(audit.tool)
        self.labels = {str(one.pk): one.label for one in self.grades}
        self.labels[NOT_APPLICABLE] = DOES_NOT_APPLY
        domains = list(dict.fromkeys(one.criterion.domain for one in self.asked))
        self.levels = dict(zip(domains, said["levels"], strict=True))
        self.judged: list[Judgement] = []
        self.events: list[Event] = []

    def grade(self) -> None:
        """Everything that agencies have said so far, and what is settled on."""
        rows = Part.objects.filter(case__audit=self.audit)
        named = rows.select_related("case", "agency")
        parts = list(named.order_by("case__position", "case_id", "agency__slug"))
        finished: dict[str, int] = {}
        for part in parts:
            slug = part.agency.slug
            finished[slug] = finished.get(slug, 0) + 1
            self._part(part, finished[slug])
        fields = ("note", "not_involved", "finished_at", "finished_by")
        Part.objects.bulk_update(parts, [*fields, "saved_at", "saved_by", "version"])
        if "moderating" in self.said["moved"]:
            self._settle()
        Judgement.objects.bulk_create(self.judged)
        # Events name rows by their numbers, so they come last.
        for part in parts:
            self._told(part)
        record_all(self.events)

    def tell_settled(self) -> None:
        """Record what the moderator settled on, once it is being moderated."""
        record_all(
            event(
                by=MODERATOR,
                at=one.moderated_at,
                verb="moderated",
                subject=one,
                label=f"{one.part.agency}: {one.criterion}",
                thread=one.part.case,
                before={"mark": "", "reason": ""},
                after={"mark": one.moderated.label, "reason": one.moderated_reason},
            )
            for one in self.judged
            if one.moderated and one.moderated_at
        )

    def _settle(self) -> None:
        """Put moderated grades beside some of those that were given."""
        ago = self.said["moved"].get("reporting", 1) + 2
        at = moment(self.today - timedelta(days=ago), 15)
        only = self.said.get("moderated_of")
        for row, grade, reason in _settled(self):
            if only and row.part.agency.slug not in only:
                continue
            row.moderated, row.moderated_reason = grade, reason
            row.moderated_at, row.moderated_by = at, MODERATOR.actor_name
            row.version += 1

    def _part(self, part: Part, place: int) -> None:
        """One agency's part: finished, begun, or left for later."""
        slug = part.agency.slug
        many = self.said.get("finished", {}).get(slug)
        is_done = many is None or place <= many
        begun = self.said.get("begun", {}).get(slug, 0)
        if not is_done and (place != (many or 0) + 1 or not begun):
            return
        at, by = self._when(part), who_in(part.agency)
        part.saved_at, part.saved_by = at, by.actor_name
        part.version += 1
        away = self.said.get("not_involved", {}).get(slug, {})
        part.not_involved = away.get(part.case.reference, "")
        if not part.not_involved:
            if not chance(f"note {self._key(part)}", 0, 5):
                part.note = _one_of(audits()["notes"], self._key(part))
            some = self.asked if is_done else self.asked[:begun]
            self.judged += [self._judgement(part, one) for one in some]
        if is_done:
            part.finished_at = at + LOOKED_THROUGH
            part.finished_by = by.actor_name
            part.version += 1

    def _when(self, part: Part) -> datetime:
        begun = self.said["moved"]["collecting"]
        until = self.said["moved"].get("moderating", 1)
        days = chance(f"graded {self._key(part)}", until + 1, begun - 2)
        return moment(self.today - timedelta(days=days), 9 + days % 7)

    def _judgement(self, part: Part, question: Question) -> Judgement:
        row = Judgement(part=part, criterion=question.criterion, version=1)
        row.saved_at, row.saved_by = part.saved_at, part.saved_by
        key = f"{self._key(part)} {question.number}"
        if not chance(f"applies {key}", 0, 29):
            row.does_not_apply = True
            row.reason = _one_of(audits()["not_applicable"], key)
            return row
        shift = self.said.get("shift", {}).get(part.agency.slug, 0)
        level = self.levels[question.criterion.domain] + shift
        row.grade = self._drawn(min(5, max(1, level)), key)
        reasons = audits()["reasons"][question.criterion.domain.title]
        row.reason = _one_of(reasons[self._band(row.grade)], key)
        return row

    def _drawn(self, level: int, key: str) -> Grade:
        bounds: Sequence[int] = SPREAD[level]
        if len(self.grades) < len(bounds):
            bounds = bounds[1:]
        lot = chance(f"grade {key}", 1, 100)
        place = next(n for n, bound in enumerate(bounds) if lot <= bound)
        return self.grades[place]

    def _band(self, grade: Grade) -> str:
        return "weak" if grade.position > len(self.grades) / 2 else "good"

    def _key(self, part: Part) -> str:
        return f"{self.said['key']} {part.case.reference} {part.agency.slug}"

    def _told(self, part: Part) -> None:
        if part.saved_at is None:
            return
        by = who_in(part.agency)
        about: dict[str, Any] = {"by": by, "at": part.saved_at}
        mine = [one for one in self.judged if one.part is part]
        self.events += [
            event(
                verb="graded",
                subject=one,
                label=str(one.criterion),
                thread=part,
                before={"mark": "", "reason": ""},
                after=in_words(self._words(one), self.labels),
                **about,
            )
            for one in mine
        ]
        said = {name: getattr(part, name) for name in ("note", "not_involved")}
        if after := {name: text for name, text in said.items() if text}:
            before = dict.fromkeys(after, "")
            self.events.append(
                event(verb="changed", subject=part, before=before, after=after, **about)
            )
        if part.finished_at:
            about["at"] = part.finished_at
            self.events.append(event(verb="finished", subject=part, **about))

    def _words(self, row: Judgement) -> dict[str, str]:
        mark = NOT_APPLICABLE if row.does_not_apply else str(row.grade_id)
        return {"mark": mark, "reason": row.reason}


def _settled(grader: Grader) -> Iterator[tuple[Judgement, Grade, str]]:
    """Which grades are settled, on what, and why: mostly a grade lower."""
    said = audits()["moderated_self" if grader.said["kind"] == "self" else "moderated"]
    for place, row in enumerate(grader.judged):
        key = f"{grader.said['key']} {place}"
        lot = chance(f"moderated {key}", 0, 99)
        if row.grade is None or lot > 17:
            continue
        step, why = _step(lot)
        to = row.grade.position + step
        if 1 <= to <= len(grader.grades):
            yield row, grader.grades[to - 1], _one_of(said[why], key)


def _step(lot: int) -> tuple[int, str]:
    if lot < 9:
        return 1, "worse"
    return (-1, "better") if lot < 13 else (0, "same")


def _one_of(texts: Sequence[str], key: str) -> str:
    return texts[chance(f"which {key}", 0, len(texts) - 1)]
