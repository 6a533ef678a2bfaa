"""One measure of a return: what is asked, said now, and was said before."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnership.models import Partnership
from performance.checks import Row
from performance.models import DataPoint, Measure, Received, Revision
from performance.models.returns import Figure

# Where both of these stand on a figure, when thousands are read at once.
RECEIVED, SENT = "received_in_order", "sent_in_order"
SAID = [field.name for field in Figure._meta.fields]


@dataclass(frozen=True, slots=True)
class Plain:
    """What a figure says, apart from any row that holds it."""

    numerator: int | None = None
    denominator: int | None = None
    words: str = ""
    missing: str = ""
    note: str = ""


@dataclass(frozen=True)
class Past:
    """What was said of a measure that nobody asks for any more: it can only be read."""

    point: DataPoint

    @property
    def measure(self) -> Measure:
        """What it is of."""
        return self.point.measure

    @property
    def revisions(self) -> list[Revision]:
        """As it was sent, the first time first; nothing where it never was."""
        return sent(self.point)

    @property
    def last(self) -> Figure:
        """As it was sent last, or entered and not sent."""
        return self.revisions[-1] if self.revisions else self.point


def sent(point: DataPoint) -> list[Revision]:
    """Every time that a figure was sent, the first first; no query in a grid."""
    if SENT in vars(point):
        return list(vars(point)[SENT])
    return list(point.revisions.all()) if point.pk else []


def received_of(point: DataPoint) -> list[Received]:
    """What became of it in each partnership that it was sent to."""
    if RECEIVED in vars(point):
        return list(vars(point)[RECEIVED])
    return list(point.received.all()) if point.pk else []


def says_else(last: Figure, now: Figure) -> bool:
    """Whether a figure has been changed since it was sent."""
    return any(getattr(last, name) != getattr(now, name) for name in SAID)


@dataclass(frozen=True)
class Line:
    """One measure of a return."""

    measure: Measure
    position: int
    partnerships: Sequence[Partnership]
    point: DataPoint
    before: Revision | None = None
    year_before: Revision | None = None
    earlier: Sequence[int] = ()
    received: Sequence[Received] = ()

    @property
    def is_locked(self) -> bool:
        """Whether it stays as it is: somebody accepted it and nobody opened it."""
        if not self.received:
            return False
        states = {one.state for one in self.received}
        settled = {Received.State.ACCEPTED, Received.State.WAITING}
        return Received.State.ACCEPTED in states and states <= settled

    @property
    def is_new(self) -> bool:
        """Whether it says what was not sent so, or was asked to be looked at again."""
        if self.queries or not self.received:
            return True
        return says_else(sent(self.point)[-1], self.point)

    @property
    def sent(self) -> list[Revision]:
        """Every time that it was sent, where that is more than what stands here."""
        found = sent(self.point)
        return found if len(found) > 1 or (found and self.is_new) else []

    def is_open_to(self, partnership_id: int) -> bool:
        """Whether a partnership may know what stands here: nothing, or what was sent.

        What an agency has entered and not sent is nobody else’s to see.
        """
        sent_to = {one.partnership_id for one in self.received}
        if self.point.is_blank and not self.point.note:
            return True
        if partnership_id not in sent_to:
            return False
        return not says_else(sent(self.point)[-1], self.point)

    @property
    def queries(self) -> list[Received]:
        """Why it is to be looked at again, by whom."""
        return [one for one in self.received if one.is_asked_about]

    @property
    def row(self) -> Row:
        """What the checks look at."""
        return self.row_with(self.point)

    def row_with(
        self, said: DataPoint | Plain, earlier: Sequence[int] | None = None
    ) -> Row:
        """What the checks would look at if something else stood here, or before."""
        measure = self.measure
        if earlier is None:
            earlier = self.earlier
        return Row(
            key=measure.pk,
            title=measure.title,
            number=said.numerator,
            out_of=said.denominator,
            words=said.words,
            missing=said.missing,
            note=said.note,
            wants_out_of=measure.has_denominator,
            wants_words=measure.unit == Measure.Unit.WORDS,
            is_share=measure.unit == Measure.Unit.PERCENTAGE,
            part_of=measure.part_of_id,
            # A change from yes to no is no jump in a number.
            earlier=earlier if measure.is_number else (),
        )
