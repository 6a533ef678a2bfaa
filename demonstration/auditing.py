"""What two neighbours audit, made with the portal's own actions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from audits.actions.audits import plan_audit
from audits.actions.briefings import note_shared, publish_briefing, save_briefing
from audits.actions.cases import add_cases
from audits.actions.findings import Found, add_finding, rest_on
from audits.actions.moving import move_on
from audits.actions.programmes import Year, add_programme
from audits.actions.recommending import open_recommendations
from audits.actions.tools_library import pick_tool
from audits.models import Audit, Finding, Judgement, Programme
from audits.models.briefings import PARTS
from audits.plans import Plan
from demonstration.calendar import later, moment
from demonstration.content import audits
from demonstration.following import follow, recommend
from demonstration.grading import MODERATOR, Grader
from demonstration.measuring import BY
from demonstration.returning import who_in
from partnership.models import Agency, Partnership
from performance.periods import MONTHS
from strategies.actions import boards_changed
from strategies.working_to import objectives_of

State = Audit.State
RESTS_ON = 8


def audit_practice(
    partnerships: Mapping[str, Partnership], *, today: date, at: datetime
) -> None:
    """Programmes and audits, what they found, and what became of that."""
    books = _Books(partnerships, today)
    books.set_up_years()
    for said in audits()["audits"]:
        books.audit(said)
    for said in audits()["briefings"]:
        books.brief(said)
    for made, said in books.recommended:
        follow(made, said, books.made, today)
    for slug in {said["partnership"] for said in audits()["audits"]}:
        # Each action marks the dashboard at its own time; the latest is what counts.
        boards_changed(partnerships[slug], at - timedelta(minutes=1))


class _Books:
    """What was made so far."""

    def __init__(self, partnerships: Mapping[str, Partnership], today: date) -> None:
        self.partnerships = partnerships
        self.today = today
        self.agencies = {one.slug: one for one in Agency.objects.order_by("pk")}
        self.years: dict[tuple[str, int], Programme] = {}
        self.made: dict[str, Audit] = {}
        self.recommended: list[Any] = []

    def set_up_years(self) -> None:
        """A year begins on the first of a month, some months ago."""
        for one in audits()["programmes"]:
            for place, told in enumerate(one["years"]):
                first = later(self.today, -told["months_ago"]).replace(day=1)
                last = later(first, 12) - timedelta(days=1)
                year = Year(_year(first, last), first, last, told["about"])
                at = moment(max(first, self._day(600)), 10)
                self.years[one["partnership"], place] = add_programme(
                    partnership=self.partnerships[one["partnership"]],
                    year=year,
                    by=BY,
                    at=at,
                )

    def audit(self, said: Mapping[str, Any]) -> None:
        """One audit, moved on as far as its plan says."""
        audit = self._planned(said)
        self.made[said["key"]] = audit
        moved = said["moved"]
        if "collecting" not in moved:
            return
        audit = self._move(audit, State.COLLECTING, moved)
        grader = Grader(audit, said, self.today)
        grader.grade()
        if "moderating" in moved:
            audit = self._move(audit, State.MODERATING, moved)
            grader.tell_settled()
        if "reporting" in moved:
            audit = self._move(audit, State.REPORTING, moved)
            self._write_up(audit, said, moved)
        self.made[said["key"]] = audit
        if "closed" in moved:
            at = self._at(moved["closed"], 14)
            open_recommendations(audit=audit, by=BY, at=at)
            self.made[said["key"]] = self._move(audit, State.CLOSED, moved)

    def brief(self, said: Mapping[str, Any]) -> None:
        """A learning briefing, and with whom agencies shared it."""
        audit, at = self.made[said["audit"]], self._at(said["published"], 11)
        texts = {name: said[name] for name in PARTS}
        save_briefing(audit=audit, texts=texts, seen=0, by=BY, at=at)
        briefing = publish_briefing(audit=audit, by=BY, at=at + timedelta(hours=2))
        for slug, whom, ago in said["shared"]:
            agency = self.agencies[slug]
            note_shared(
                briefing=briefing,
                agency=agency,
                with_whom=whom,
                shared_on=self._day(ago),
                by=who_in(agency),
                at=self._at(ago, 15),
            )

    def _planned(self, said: Mapping[str, Any]) -> Audit:
        partnership = self.partnerships[said["partnership"]]
        at = self._at(said["moved"]["planned"], 10)
        tool = pick_tool(key=said["tool"], partnership=partnership, by=BY, at=at)
        cases = said.get("cases", {})
        plan = Plan(
            programme=self.years[said["partnership"], said["year"]],
            tool=tool,
            sample_size=cases.get("many", 1),
            period_from=self._day(said["period"][0]),
            period_to=self._day(said["period"][1]),
            collect_by=self._day(said["due"]["collect"]),
            moderate_by=self._day(said["due"]["moderate"]),
            report_by=self._day(said["due"]["report"]),
            agencies=[self.agencies[slug] for slug in said["agencies"]],
            objectives=self._objectives(partnership, said["objectives"]),
            again_of=self.made.get(said.get("again_of", "")),
            **{name: said[name] for name in ("title", "theme", "kind", "lead")},
            **{name: said[name] for name in ("scope", "method")},
        )
        audit = plan_audit(partnership=partnership, plan=plan, by=BY, at=at)
        if cases:
            references = [
                f"{cases.get('prefix', 'NS')}-{number:03}"
                for number in range(
                    cases["first"],
                    cases["first"] + cases["many"] * cases["step"],
                    cases["step"],
                )
            ]
            at += timedelta(hours=3)
            add_cases(audit=audit, references=references, by=BY, at=at)
        return audit

    def _move(self, audit: Audit, to: str, moved: Mapping[str, int]) -> Audit:
        return move_on(audit=audit, to=to, by=BY, at=self._at(moved[to], 14))

    def _write_up(
        self, audit: Audit, said: Mapping[str, Any], moved: Mapping[str, int]
    ) -> None:
        """Findings with what they rest on, and recommendations as drafts."""
        at = self._at(moved["reporting"] - 3, 11)
        found = [
            self._find(audit, one, at)
            for one in audits()["findings"].get(said["key"], ())
        ]
        for one in audits()["recommendations"]:
            if one["audit"] == said["key"]:
                agency = self.agencies[one["agency"]]
                made = recommend(audit, one, agency, found, self.today, at)
                self.recommended.append((made, one))

    def _find(self, audit: Audit, one: Mapping[str, Any], at: datetime) -> Finding:
        found = Found(
            kind=one["kind"],
            theme=one["theme"],
            text=one["text"],
            severity=one.get("severity"),
            objectives=self._objectives(audit.partnership, one["objectives"]),
            agencies=[self.agencies[slug] for slug in one["agencies"]],
        )
        finding = add_finding(audit=audit, found=found, by=MODERATOR, at=at)
        weak = one["kind"] in ("improve", "system")
        rows = Judgement.objects.filter(
            part__case__audit=audit,
            part__agency__in=found.agencies,
            criterion__domain__title=one["theme"],
            grade__is_concern=weak,
        )
        some = rows.order_by("pk").values_list("pk", flat=True)[:RESTS_ON]
        rest_on(finding=finding, add=set(some), drop=(), by=MODERATOR, at=at)
        return finding

    def _objectives(self, partnership: Partnership, titles: Sequence[str]) -> list[Any]:
        return [one for one in objectives_of(partnership) if one.title in titles]

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def _at(self, ago: int, hour: int) -> datetime:
        return moment(self._day(ago), hour)


def _year(first: date, last: date) -> str:
    """As in “April 2026 to March 2027”."""
    begins, ends = (f"{MONTHS[one.month - 1]} {one.year}" for one in (first, last))
    return f"{begins} to {ends}"
