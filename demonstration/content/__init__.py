"""The made-up people, agencies and answers, read from YAML."""

import calendar
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
MONTHS = [calendar.month_name[number] for number in range(1, 13)]
SEASONS = ["spring", "summer", "autumn", "winter"]
# The texts speak as if the open round were one of November.
WRITTEN_FOR = 11
HALF_A_MONTH = timedelta(days=15)
# “May” is also a verb: it is a month only after one of these words.
BEFORE_MAY = (
    *("in", "by", "to", "of", "since", "until", "after", "from", "and", "between"),
    *("last", "next", "early", "late", "for", "before", "during", "each", "every"),
)
AFTER_ONE = "|".join(
    rf"(?<=\b{word} )" for one in BEFORE_MAY for word in (one, one.capitalize())
)
PLAIN = "|".join(month for month in MONTHS if month != "May")
MONTH = re.compile(rf"\b(?:{PLAIN})\b|(?:{AFTER_ONE})May\b")
SEASON = re.compile(rf"\b(?:{'|'.join(SEASONS)})\b")


@cache
def plan() -> dict[str, Any]:
    """Who takes part, who sent what, and the accounts."""
    return _read("plan.yaml")


@cache
def agency_answers(slug: str) -> dict[int, dict[str, Any]]:
    """The answers of one agency to the shared strategy, over four rounds."""
    return _read(f"agencies/{slug}.yaml")["priorities"]


@cache
def board_agencies(strategy: str) -> list[dict[str, Any]]:
    """The agencies of another board with their answers, over two rounds."""
    return _read(f"boards/{strategy}.yaml")["agencies"]


@cache
def evidence() -> list[dict[str, Any]]:
    """The files that agencies keep, and what each is evidence for."""
    return _read("evidence.yaml")


@cache
def challenges() -> list[dict[str, Any]]:
    """What partnerships ask about answers, and what came of it."""
    return _read("challenges.yaml")


@cache
def measures() -> dict[str, Any]:
    """What partnerships measure, whom they ask, and what did not go as usual."""
    return _read("measures.yaml")


@cache
def published() -> dict[str, Any]:
    """Areas, the children who live there, and what is published about them."""
    return _read("published.yaml")


@cache
def voices() -> dict[str, Any]:
    """What children, families and practitioners said."""
    return _read("voices.yaml")


@cache
def audits() -> dict[str, Any]:
    """What partnerships audit, what agencies saw, and what came of it."""
    return _read("audits.yaml")


# A quotation mark that begins a word; all others end one or stand for a letter.
OPENING = re.compile(r"(?<![\w’'])'(?=\w)")


def spoken(text: str, opens_on: date) -> str:
    """A text on one line, its months and seasons moved to suit the day of loading."""
    months = ((opens_on + HALF_A_MONTH).month - WRITTEN_FOR) % 12
    text = " ".join(OPENING.sub("‘", text).replace("'", "’").split())
    if months:
        text = MONTH.sub(lambda m: _later(m.group(), MONTHS, months), text)
        text = SEASON.sub(lambda m: _later(m.group(), SEASONS, round(months / 3)), text)
    return text


def _later(name: str, names: list[str], steps: int) -> str:
    return names[(names.index(name) + steps) % len(names)]


def _read(name: str) -> Any:
    # As safe as SafeLoader, and ten times as quick.
    return yaml.load((FOLDER / name).read_text(), Loader=yaml.CSafeLoader)
