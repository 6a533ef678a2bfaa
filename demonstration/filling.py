"""Filling rounds with answers, as agencies would have done over two years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from activity.actions import event, record_all
from activity.models import Event
from demonstration.calendar import Dates, Rounds, chance
from demonstration.content import agency_answers, board_agencies, plan, spoken
from partnership.access import Access
from partnership.models import Agency
from response_tool.actions.carrying import begin_from, carried_action
from response_tool.models import Action, Answer, Response, Round
from strategies.models import Strategy

ROLES = {
    "council": "head of early help",
    "health": "named nurse for safeguarding",
    "gp": "practice safeguarding lead",
    "police": "superintendent, vulnerability",
    "schools": "safeguarding lead",
    "probation": "head of public protection",
    "fire": "prevention manager",
    "housing": "tenancy services manager",
    "charity": "family support manager",
    "justice": "service manager",
}


def contact_of(slug: str, sector: str) -> dict[str, str]:
    """Whom to ask at an agency: a role and a team's addresses, nobody's name."""
    return {
        "contact_role": ROLES[sector].capitalize(),
        "contact_email": f"safeguarding@{slug}.example",
        "contact_phone": f"01632 960 {chance(slug, 200, 899)}",
        "senior_role": "Director" if sector != "schools" else "Chief executive",
        "senior_email": f"director@{slug}.example",
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One agency's part in the demonstration."""

    agency: Agency
    sent: list[int]
    answered: int | None
    answers: Mapping[int, Mapping[str, Any]]


# What an agency said last: by number of the priority, the answer and its actions.
Said = dict[int, tuple[Answer, list[Action]]]


@dataclass(slots=True)
class Filler:
    """Fills the rounds of one strategy and writes everything in a few queries."""

    strategy: Strategy
    rounds: Rounds
    parts: dict[int, Part]
    responses: list[Response] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    actions: list[list[Action]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    last: dict[int, Said] = field(default_factory=dict)

    @classmethod
    def shared(
        cls, strategy: Strategy, agencies: Mapping[str, Agency], rounds: Rounds
    ) -> "Filler":
        """For the strategy that the two neighbours share."""
        parts = {
            agencies[one["slug"]].pk: Part(
                agencies[one["slug"]],
                one["sent"],
                one.get("answered"),
                agency_answers(one["slug"]),
            )
            for one in plan()["shared"]["agencies"]
        }
        return cls(strategy, rounds, parts)

    @classmethod
    def board(
        cls,
        strategy: Strategy,
        agencies: Mapping[str, Agency],
        rounds: Rounds,
        board: Mapping[str, Any],
    ) -> "Filler":
        """For one of the other strategies: everybody answered the past round."""
        told = zip(board_agencies(board["strategy"]), board["sent"], strict=True)
        parts = {
            agencies[one["slug"]].pk: Part(
                agencies[one["slug"]], [1, sent], None, one["answers"]
            )
            for one, sent in told
        }
        return cls(strategy, rounds, parts)

    def fill(self, opened: Round, dates: Dates) -> None:
        """Answer one round, agency by agency."""
        self.actions.append([])
        for response in opened.responses.select_related("agency").order_by("pk"):
            part = self.parts[response.agency_id]
            if part.sent[dates.place]:
                self._answer_all(response, part, dates)
            elif dates.is_open and part.answered:
                self._draft(response, part, dates, part.answered)

    def write(self) -> None:
        """Write what was filled in."""
        Response.objects.bulk_update(
            self.responses,
            [
                "state",
                "started_at",
                "submitted_at",
                "submitted_by",
                "contact_role",
                "contact_email",
                "contact_phone",
            ],
            batch_size=200,
        )
        Answer.objects.bulk_update(
            self.answers,
            [
                "relevance",
                "not_relevant_because",
                "progress",
                "difference",
                "since_last",
                "last_said",
                "version",
                "saved_at",
                "saved_by",
            ],
            batch_size=100,
        )
        # Round by round, so that each action finds the one it carries on from.
        for of_round in self.actions:
            for one in of_round:
                if one.carries_on_from:
                    one.carries_on_from_id = one.carries_on_from.pk
            Action.objects.bulk_create(of_round, batch_size=500)
        record_all(self.events)

    def _answer_all(self, response: Response, part: Part, dates: Dates) -> None:
        at = dates.sent_at(part.agency.slug, self.rounds.today)
        who = self._start(response, part, dates, at)
        response.state = Response.State.SUBMITTED
        response.submitted_at = at
        response.submitted_by = who.actor_name
        contact = contact_of(part.agency.slug, part.agency.sector)
        for name, value in contact.items():
            setattr(response, name, value)
        said: Said = {}
        for answer in self._answers(response):
            actions = self._answer(
                answer, part, dates, who, at - timedelta(days=1, hours=7)
            )
            if answer.is_ours:
                said[answer.priority.number] = (answer, actions)
        self.last[part.agency.pk] = said
        to = list(
            response.recipients.order_by("partnership__name").values_list(
                "partnership__name", flat=True
            )
        )
        self.events.append(
            event(by=who, at=at, verb="submitted", subject=response, after={"to": to})
        )

    def _draft(
        self, response: Response, part: Part, dates: Dates, answered: int
    ) -> None:
        at = dates.opened_at + timedelta(days=6)
        who = self._start(response, part, dates, at)
        answers = self._answers(response)
        # Those that are not relevant are said first, on one page.
        for answer in answers:
            if "not_relevant" in part.answers[answer.priority.number]:
                self._answer(answer, part, dates, who, at)
                answered -= 1
            else:
                answer.relevance = Answer.Relevance.OURS
                self._stamp(answer, who, at)
        for days, answer in enumerate(a for a in answers if a.is_ours):
            if days < answered:
                self._answer(answer, part, dates, who, at + timedelta(days=days))
            else:
                self._carry(answer, part)

    def _start(
        self, response: Response, part: Part, dates: Dates, at: datetime
    ) -> Access:
        who = Access(actor_name=f"the {ROLES[part.agency.sector]}")
        before = timedelta(days=chance(f"start {part.agency.slug}", 3, 14), minutes=50)
        started = max(dates.opened_at, at - before)
        response.started_at = started
        self.responses.append(response)
        said = self.last.get(part.agency.pk, {}).values()
        carried = sum(not one.is_finished for _, actions in said for one in actions)
        after = {"actions carried on from last round": carried} if carried else {}
        self.events.append(
            event(by=who, at=started, verb="started", subject=response, after=after)
        )
        return who

    def _carry(self, answer: Answer, part: Part) -> None:
        """Leave an answer as it was carried on, with nothing said yet."""
        before = self.last.get(part.agency.pk, {}).get(answer.priority.number)
        if before:
            said, actions = before
            begin_from(answer, said)
            left = [one for one in actions if not one.is_finished]
            self.actions[-1] += [carried_action(answer, one) for one in left]

    def _answers(self, response: Response) -> list[Answer]:
        answers = response.answers.select_related("priority").order_by(
            "priority__number"
        )
        found = list(answers)
        for answer in found:
            answer.response = response
        self.answers.extend(found)
        return found

    def _answer(
        self, answer: Answer, part: Part, dates: Dates, who: Access, at: datetime
    ) -> list[Action]:
        number = answer.priority.number
        told = part.answers[number]
        opens_on = self.rounds.last
        at += timedelta(minutes=chance(f"{part.agency.slug} {number}", 0, 400))
        self._stamp(answer, who, at)
        actions: list[Action] = []
        if because := told.get("not_relevant"):
            answer.relevance = Answer.Relevance.NOT_RELEVANT
            answer.not_relevant_because = spoken(because, opens_on)
            words = {"not_relevant_because": answer.not_relevant_because}
        else:
            answer.relevance = Answer.Relevance.OURS
            said, before = self.last.get(part.agency.pk, {}).get(number, (None, []))
            if said:
                begin_from(answer, said)
                # Every agency of the demonstration has something new to tell.
                answer.since_last = Answer.SinceLast.CHANGED
            answer.progress = spoken(told["progress"][dates.place], opens_on)
            answer.difference = spoken(told["difference"][dates.place], opens_on)
            words = {"progress": answer.progress, "difference": answer.difference}
            for plan_ in told["actions"]:
                actions += self._act(answer, plan_, dates, before)
            self.actions[-1] += actions
        self.events.append(
            event(
                by=who,
                at=at,
                verb="changed",
                subject=answer,
                thread=answer.response,
                after=words,
            )
        )
        return actions

    def _act(
        self,
        answer: Answer,
        plan_: Mapping[str, Any],
        dates: Dates,
        before: Sequence[Action],
    ) -> list[Action]:
        what = spoken(plan_["what"], self.rounds.last)
        carried = [one for one in before if one.what == what and not one.is_finished]
        status = plan_["statuses"][dates.place]
        if carried and status is None:
            # It was finished in a round that the agency did not answer.
            status = [one for one in plan_["statuses"][: dates.place] if one][-1]
        if status is None:
            return []
        return [
            Action(
                answer=answer,
                what=what,
                who=spoken(plan_["who"], self.rounds.last),
                by_when=self.rounds.by_when(plan_["by"], plan_["what"]),
                status=status,
                carries_on_from=carried[0] if carried else None,
            )
        ]

    def _stamp(self, answer: Answer, who: Access, at: datetime) -> None:
        answer.version = 2
        answer.saved_at = at
        answer.saved_by = who.actor_name
