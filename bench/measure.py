"""Every measurement, one after the other, on one filled shape."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from bench import (
    audits,
    benchmarks,
    charts,
    compiling,
    figures,
    freshness,
    memory,
    pages,
    reminding,
    returns,
    saving,
    sheets,
    word_in,
)
from bench.databases import MANY, ONE, copy_one_to_many, using
from bench.report import Row, telling
from bench.shape import FULL, QUICK, Cast, Filler, Size, analyse, people
from bench.stage import Home, web, worker


@dataclass(frozen=True)
class Times:
    """How often each thing is done."""

    requests: int = 200
    cold: int = 60
    compiles: int = 40
    load: float = 10.0  # seconds
    mixed: int = 200
    delays: int = 15
    documents: int = 7  # times the forty are read
    charts: int = 15  # times the sixty are drawn


SHORT = Times(
    requests=5, cold=3, compiles=3, load=0.5, mixed=20, delays=2, documents=2, charts=2
)


def everything(home: Home, *, quick: bool) -> list[Row]:
    """Fill, then measure: the quiet ones first, the load last."""
    size, times = (QUICK, SHORT) if quick else (FULL, Times())
    with telling("reminding, and a kill halfway"):
        of_reminders = reminding.rows(home, quick=quick)
    cast = _fill(size)
    with telling("compiling"):
        of_compile = compiling.rows(cast, times=times.compiles)
    with telling("reading Word files"):
        of_compile += word_in.rows(cast.leads[0], times.documents)
    with telling("drawing charts"):
        of_compile += charts.rows(times.charts)
    with telling("importing published figures"):
        of_compile += benchmarks.rows(times.documents)
    with telling("the board’s figures of measures"):
        of_compile += figures.rows(times.documents, quick=quick)
    with telling("audits"):
        of_compile += audits.rows(times.documents, quick=quick)
    with telling("previewing spreadsheets"):
        of_compile += sheets.rows(times.documents)
    found = _on_the_web(home, cast, times)
    with telling("submission to fresh dashboard, Redis"), worker(home):
        found += freshness.rows(freshness.measure(cast.main, times.delays), "Redis")
    with telling("submission to fresh dashboard, embedded"):
        waited = freshness.embedded(home, quick=quick, times=times.delays)
        found += freshness.rows(waited, "embedded")
    return [*of_compile, *found, *of_reminders]


def _compiling(home: Home, *, quick: bool) -> list[Row]:
    size, times = (QUICK, SHORT) if quick else (FULL, Times())
    return compiling.rows(_fill(size), times=times.compiles)


def _charts(home: Home, *, quick: bool) -> list[Row]:
    return charts.rows((SHORT if quick else Times()).charts)


def _published(home: Home, *, quick: bool) -> list[Row]:
    return benchmarks.rows((SHORT if quick else Times()).documents)


def _word(home: Home, *, quick: bool) -> list[Row]:
    size, times = (QUICK, SHORT) if quick else (FULL, Times())
    return word_in.rows(_fill(size).leads[0], times.documents)


def _sheets(home: Home, *, quick: bool) -> list[Row]:
    return sheets.rows((SHORT if quick else Times()).documents)


# What can be measured alone, for whoever is making it quicker.
PARTS: dict[str, Callable[..., list[Row]]] = {
    "charts": _charts,
    "compiling": _compiling,
    "published": _published,
    "reminders": reminding.rows,
    "sheets": _sheets,
    "word": _word,
}


def _fill(size: Size) -> Cast:
    """One adoption in the first database; the same beside many in the second."""
    with telling("filling"):
        filler = Filler(timezone.now())
        main = filler.fill("main", agencies=size.agencies, rounds=size.rounds)
        board, leads = people(main)
        compiling.compile_now(main)
        analyse()
        copy_one_to_many()
        with using(MANY):
            others = filler.fill_others(size)
            for adoption in others:
                compiling.compile_now(adoption)
            analyse()
    return Cast(main, others[0], board, leads, len(others) + 1)


def _on_the_web(home: Home, cast: Cast, times: Times) -> list[Row]:
    found = []
    for database in (ONE, MANY):
        where = f", {cast.adoptions} adoptions" if database == MANY else ""
        with using(database), web(home, database) as server:
            with telling(f"pages and saves{where}"):
                found += pages.rows(server, cast, where, times)
                found += returns.rows(server, cast.leads[0], where, times)
                found += saving.rows(server, cast.leads[0], where, times.requests)
            if database == MANY:
                with telling("eight people saving"):
                    found += saving.load(server, cast.leads, seconds=times.load)
                with telling("memory"):
                    held = memory.rows(server, cast, times=times.mixed)
    return [*found, *held]
