"""The shape: partnerships whose agencies have answered round after round.

Written in sets with a fixed seed, so that every run measures the same rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from accounts.models import User
from bench.words import reason, text, what
from partnership.access import Access
from partnership.models import (
    Agency,
    AgencyMember,
    Partnership,
    PartnershipMember,
    Seat,
    Sector,
)
from response_tool.models import Action, Answer, Recipient, Response, Round
from strategies import library
from strategies.actions import load_strategy
from strategies.models import Adoption, Priority, Strategy

BY = Access.of_command("the bench")
LEADS = 10
ACTIONS_EACH = 2
BETWEEN = timedelta(days=91)
SINCE = timedelta(days=21)  # since the last round opened
TO_ANSWER = timedelta(days=33)
LATE = timedelta(days=20)
STILL_OUT = 4  # one agency in four has not sent the last round yet
# Older rounds are further on; these are the odds of each status, in its own order.
YOUNG = (30, 35, 14, 6, 10, 5)
OLD = (4, 18, 12, 6, 36, 24)


@dataclass(frozen=True)
class Size:
    """How much there is."""

    agencies: int = 40
    rounds: int = 12
    adoptions: int = 150  # in the second database
    few: int = 5  # agencies of the first of the others, with as many rounds
    other_agencies: int = 8
    other_rounds: int = 2


FULL = Size()
QUICK = Size(agencies=12, rounds=2, adoptions=4, few=5, other_agencies=3)


@dataclass
class Filler:
    """Fills partnerships, each with its own agencies and rounds."""

    at: datetime
    random: Random = field(default_factory=lambda: Random(2))
    strategy: Strategy = field(init=False)
    priorities: Sequence[Priority] = field(init=False)

    def __post_init__(self) -> None:
        self.strategy = load_strategy(
            document=library.read("nottingham"), by=BY, at=self.at
        )
        self.priorities = list(self.strategy.priorities.order_by("number"))

    def fill(self, slug: str, *, agencies: int, rounds: int) -> Adoption:
        """One partnership that adopted the strategy and all that was answered."""
        today = timezone.localdate(self.at)
        partnership = Partnership.objects.create(
            name=f"{slug} Safeguarding Children Partnership",
            short_name=slug,
            slug=slug,
        )
        seated = self.seated(partnership, agencies, today - rounds * BETWEEN)
        asked = self._rounds(partnership, rounds, today - SINCE)
        responses = [
            self._response(one, agency, sent=not self._is_out(place, one, asked))
            for one in asked
            for place, agency in enumerate(seated)
        ]
        Response.objects.bulk_create(responses, batch_size=500)
        Recipient.objects.bulk_create(
            Recipient(response=one, partnership=partnership) for one in responses
        )
        self._answer(responses, asked[-1])
        return Adoption.objects.create(
            partnership=partnership,
            strategy=self.strategy,
            adopted_on=today - rounds * BETWEEN,
            evidence_changed_at=self.at,
        )

    def fill_others(self, size: Size) -> list[Adoption]:
        """All but the main one; the first has few agencies but as many rounds."""
        few = self.fill("few", agencies=size.few, rounds=size.rounds)
        rest = [
            self.fill(
                f"other-{place}",
                agencies=size.other_agencies,
                rounds=size.other_rounds,
            )
            for place in range(2, size.adoptions)
        ]
        return [few, *rest]

    @staticmethod
    def seated(partnership: Partnership, many: int, since: date) -> list[Agency]:
        """So many agencies that sit in a partnership."""
        sectors = list(Sector)
        agencies = Agency.objects.bulk_create(
            Agency(
                name=f"{partnership.slug} agency {place:02}",
                slug=f"{partnership.slug}-{place}",
                sector=sectors[place % len(sectors)],
            )
            for place in range(many)
        )
        Seat.objects.bulk_create(
            Seat(partnership=partnership, agency=agency, from_on=since)
            for agency in agencies
        )
        return agencies

    def _rounds(self, partnership: Partnership, many: int, last: date) -> list[Round]:
        opened = [last - BETWEEN * ago for ago in reversed(range(many))]
        rounds = Round.objects.bulk_create(
            Round(
                strategy=self.strategy,
                name=f"round {place}",
                opens_on=day,
                due_on=day + TO_ANSWER,
                closes_on=day + TO_ANSWER + LATE,
            )
            for place, day in enumerate(opened, start=1)
        )
        serves = Round.partnerships.through
        serves.objects.bulk_create(
            serves(round=one, partnership=partnership) for one in rounds
        )
        return rounds

    def _is_out(self, place: int, one: Round, asked: Sequence[Round]) -> bool:
        """One in four of the last round; of those before, one in twenty."""
        if one is asked[-1]:
            return place % STILL_OUT == 0
        return self.random.random() < 0.05

    def _response(self, one: Round, agency: Agency, *, sent: bool) -> Response:
        began = self._moment(one.opens_on)
        sent_at = self._moment(
            one.opens_on + timedelta(days=self.random.randint(3, 20))
        )
        return Response(
            round=one,
            agency=agency,
            state=Response.State.SUBMITTED if sent else Response.State.DRAFT,
            started_at=began,
            contact_role="Safeguarding lead",
            contact_email="team@agency.example",
            submitted_at=sent_at if sent else None,
            submitted_by="the safeguarding lead" if sent else "",
        )

    def _moment(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(10, 30)))

    def _answer(self, responses: Iterable[Response], last: Round) -> None:
        answers = Answer.objects.bulk_create(
            (
                self._one_answer(response, priority)
                for response in responses
                for priority in self.priorities
            ),
            batch_size=1000,
        )
        Action.objects.bulk_create(
            (
                self._action(answer, YOUNG if answer.response.round is last else OLD)
                for answer in answers
                for _ in range(ACTIONS_EACH)
            ),
            batch_size=2000,
        )

    def _one_answer(self, response: Response, priority: Priority) -> Answer:
        ours = self.random.random() < 0.92
        return Answer(
            response=response,
            priority=priority,
            relevance="ours" if ours else "not_relevant",
            not_relevant_because="" if ours else reason(self.random),
            progress=text(self.random),
            difference=text(self.random, may_be_early=True),
            version=3,
            saved_at=response.started_at,
            saved_by="the safeguarding lead",
        )

    def _action(self, answer: Answer, odds: Sequence[int]) -> Action:
        days = self.random.randint(-120, 330)
        return Action(
            answer=answer,
            what=what(self.random),
            who="Team manager, family help",
            by_when=answer.response.round.opens_on + timedelta(days=days),
            status=self.random.choices(Action.Status.values, odds)[0],
        )


@dataclass(frozen=True)
class Cast:
    """Who and what is measured; the same rows in both databases."""

    main: Adoption
    few: Adoption
    board: User
    leads: list[User]
    adoptions: int


def fill_main(size: Size) -> Adoption:
    """The main partnership alone."""
    return Filler(timezone.now()).fill(
        "main", agencies=size.agencies, rounds=size.rounds
    )


def people(adoption: Adoption) -> tuple[User, list[User]]:
    """A board member, and a lead for agencies that have not sent the last round."""
    board = _person("board@bench.example", "Board member")
    PartnershipMember.objects.create(
        user=board, partnership=adoption.partnership, role="board"
    )
    drafts = Response.objects.filter(
        recipients__partnership=adoption.partnership, state=Response.State.DRAFT
    )
    latest = drafts.order_by("-round__opens_on", "pk")[:LEADS]
    leads = []
    for place, draft in enumerate(latest):
        lead = _person(f"lead{place}@bench.example", "Safeguarding lead")
        AgencyMember.objects.create(user=lead, agency_id=draft.agency_id, role="lead")
        leads.append(lead)
    return board, leads


def _person(email: str, job_title: str) -> User:
    return User.objects.create_user(email, name=job_title, job_title=job_title)


def analyse() -> None:
    """Do now what autovacuum would do in the middle of a measurement."""
    statement = "VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"
    with connection.cursor() as cursor:
        cursor.execute(statement)
