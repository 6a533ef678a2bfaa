"""What became of recommendations, made with the portal's own actions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from audits.actions.closing import (
    Outcome,
    ask_to_close,
    close_recommendation,
    reopen,
    send_back,
    withdraw,
)
from audits.actions.following import Progress, add_update, change_due, set_tested_by
from audits.actions.handing_over import end_recommendation
from audits.actions.proving import add_proof
from audits.actions.recommending import Stone, Wanted, add_recommendation
from audits.models import Audit, Finding, Recommendation
from demonstration.calendar import moment
from demonstration.grading import MODERATOR
from demonstration.measuring import BY
from demonstration.returning import who_in
from evidence.models import File
from partnership.models import Agency


def recommend(
    audit: Audit,
    said: Mapping[str, Any],
    agency: Agency,
    found: Sequence[Finding],
    today: date,
    at: datetime,
) -> Recommendation:
    """One recommendation, as a draft."""
    wanted = Wanted(
        findings=[found[number - 1] for number in said["of"]],
        agency=agency,
        owner=said["owner"],
        text=said["text"],
        change=said["change"],
        due_on=today - timedelta(days=said["due"]),
        milestones=[
            Stone(text, today - timedelta(days=due))
            for text, due, *_ in said.get("milestones", ())
        ],
    )
    return add_recommendation(audit=audit, wanted=wanted, by=MODERATOR, at=at)


def follow(
    made: Recommendation,
    said: Mapping[str, Any],
    all_: Mapping[str, Audit],
    today: date,
) -> None:
    """Everything that happened to it since it was sent."""
    for step in said.get("steps", ()):
        held = Recommendation.objects.select_related("agency", "partnership", "audit")
        one = _Step(held.get(pk=made.pk), said, step, all_, today)
        WAYS[step["does"]](one)


class _Step:
    """One thing that happened."""

    def __init__(
        self,
        held: Recommendation,
        said: Mapping[str, Any],
        step: Mapping[str, Any],
        all_: Mapping[str, Audit],
        today: date,
    ) -> None:
        self.held, self.said, self.step = held, said, step
        self.all_, self.today = all_, today
        self.at = moment(today - timedelta(days=step["ago"]), 10 + step["ago"] % 7)
        self.owner = who_in(held.agency)
        self.seen: dict[str, Any] = {"seen": held.version, "by": BY, "at": self.at}

    def update(self) -> None:
        """The owner says how far it is."""
        rows = list(self.held.milestones.order_by("position", "pk"))
        days = [one[2] for one in self.said["milestones"] if len(one) > 2]
        done = {
            rows[place].pk: self.today - timedelta(days=days[place])
            for place in self.step.get("done", ())
        }
        add_update(
            recommendation=self.held,
            progress=Progress(self.step["says"], done),
            by=self.owner,
            at=self.at,
        )

    def ask(self) -> None:
        """The owner asks to close it, with a file where it has one."""
        about: dict[str, Any] = {"recommendation": self.held, "by": self.owner}
        if name := self.said.get("proof"):
            file = File.objects.kept().get(agency=self.held.agency, name=name)
            add_proof(file=file, at=self.at - timedelta(minutes=20), **about)
        said = (self.step[name] for name in ("output", "impact", "shown_by"))
        seen = self.held.version
        ask_to_close(outcome=Outcome(*said), seen=seen, at=self.at, **about)

    def close(self) -> None:
        """Somebody else checked it."""
        note = self.step["says"]
        close_recommendation(recommendation=self.held, note=note, **self.seen)

    def back(self) -> None:
        """It goes back to its owner."""
        because = self.step["says"]
        send_back(recommendation=self.held, because=because, **self.seen)

    def withdraw(self) -> None:
        """The owner takes back the request to close it."""
        withdraw(recommendation=self.held, **{**self.seen, "by": self.owner})

    def end(self) -> None:
        """It is no longer needed."""
        end_recommendation(
            recommendation=self.held, because=self.step["says"], **self.seen
        )

    def reopen(self) -> None:
        """It turned out not to have worked."""
        reopen(recommendation=self.held, because=self.step["says"], **self.seen)

    def due(self) -> None:
        """It is given another day."""
        change_due(
            recommendation=self.held,
            due_on=self.today - timedelta(days=self.step["due"]),
            because=self.step["says"],
            **self.seen,
        )

    def tested(self) -> None:
        """A later audit looked whether it worked."""
        tested = [self.all_[self.step["by"]]]
        set_tested_by(recommendation=self.held, audits=tested, by=BY, at=self.at)


WAYS: dict[str, Callable[[_Step], None]] = {
    "update": _Step.update,
    "ask": _Step.ask,
    "close": _Step.close,
    "back": _Step.back,
    "withdraw": _Step.withdraw,
    "end": _Step.end,
    "reopen": _Step.reopen,
    "due": _Step.due,
    "tested": _Step.tested,
}
