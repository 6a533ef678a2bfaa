"""What saving an answer costs beside a bare write, alone and eight at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from statistics import quantiles
from time import perf_counter

from django.urls import reverse

from accounts.models import User
from bench.client import Browser, sign_in
from bench.clock import Timed, medians
from bench.report import Row
from bench.stage import Web
from response_tool.models import Answer, Response

BARE = "bare POST of one row"
CLIENTS = 8
# The best comparable open system did 48 a second at a p95 of 194 ms.
SAVES_GOAL = 4 * 48
P95_GOAL = 194
PACE = "a second"
STATUSES = ("on_track", "slipping")
WORDS = (
    "We wrote to every school and most of them answered. ",
    "We asked the teams again, and the night shift has now been trained. ",
)


def rows(server: Web, lead: User, where: str, times: int) -> list[Row]:
    """Saving an answer beside the bare write, on one connection."""
    browser = sign_in(server.port, lead)
    saved, plain = medians(_saving(browser, lead), _writing(browser), times=times)
    browser.close()
    return [Row(f"Save an answer{where}", "ms", saved, BARE, plain, goal=2.5)]


def load(server: Web, leads: Sequence[User], *, seconds: float) -> list[Row]:
    """Eight leads of eight agencies saving as fast as they are answered."""
    people = [(sign_in(server.port, one), one) for one in leads[:CLIENTS]]
    saves = [_saving(browser, lead) for browser, lead in people]
    writes = [_writing(browser) for browser, _ in people]
    with ThreadPoolExecutor(CLIENTS) as pool:
        _together(pool, saves, seconds / 5)  # warms every thread of every worker
        rate, waits = _together(pool, saves, seconds)
        most, _ = _together(pool, writes, seconds / 2)
    p95 = 1000 * quantiles(waits, n=20)[-1]
    who = f"{len(people)} people at once"
    return [
        Row(f"Saves by {who}", PACE, rate, goal=SAVES_GOAL, at_least=True),
        Row(f"95% of saves by {who} within", "ms", p95, goal=P95_GOAL),
        # What the machine could do at most: the same with nothing to save.
        Row(f"Bare POSTs by {who}", PACE, most),
    ]


def _together(
    pool: ThreadPoolExecutor, acts: Sequence[Timed], seconds: float
) -> tuple[float, list[float]]:
    """How many a second, and how long each took."""
    began = perf_counter()
    taken = list(pool.map(lambda act: _until(act, seconds), acts))
    waits = [wait for of_one in taken for wait in of_one]
    return len(waits) / (perf_counter() - began), waits


def _until(act: Timed, seconds: float) -> list[float]:
    until, taken = perf_counter() + seconds, []
    while perf_counter() < until:
        taken.append(act())
    return taken


def draft_of(lead: User) -> Answer:
    """An answer that a lead can save: theirs, in a response not yet sent."""
    answers = Answer.objects.filter(
        response__agency__members__user=lead,
        response__state=Response.State.DRAFT,
        relevance=Answer.Relevance.OURS,
    )
    found = answers.order_by("-response__round__opens_on", "priority__number")
    return found.select_related("priority").first() or _none(lead)


def _none(lead: User) -> Answer:
    raise LookupError(f"{lead} has no draft")


def path_of(answer: Answer) -> str:
    """The page of one priority."""
    args = (answer.response_id, answer.priority.number)
    return reverse("response_tool:priority", args=args)


def _saving(browser: Browser, lead: User) -> Timed:
    """Save the page of a priority over and over, each time both texts and statuses."""
    path = path_of(draft_of(lead))
    page = browser.form(path)
    there, back = changed(page, 0), changed(page, 1)
    browser.post(path, there)
    turns = cycle([began_from(back, there), began_from(there, back)])
    requests = cycle([browser.request("POST", path, next(turns)) for _ in range(2)])
    return lambda: browser.send(next(requests), 302).seconds


def changed(page: dict[str, str], which: int) -> dict[str, str]:
    """The form with other words and other statuses."""
    new = dict(page)
    for name in page:
        if name.startswith("status-"):
            new[name] = STATUSES[which]
        elif name in ("progress", "difference"):
            new[name] = (WORDS[which] * 6).strip()
    return new


def began_from(now: dict[str, str], was: dict[str, str]) -> dict[str, str]:
    """The form as a page sends it that was opened when `was` had been saved."""
    return now | {
        name: was[name.removeprefix("initial-")]
        for name in now
        if name.startswith("initial-")
    }


def _writing(browser: Browser) -> Timed:
    fields = {"csrfmiddlewaretoken": browser.csrf, "text": (WORDS[0] * 6).strip()}
    request = browser.request("POST", reverse("bench_write"), fields)
    return lambda: browser.send(request, 302).seconds
