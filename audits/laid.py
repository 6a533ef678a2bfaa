"""A tool and a scale as they read: plain values, wherever they come from.

The library, a spreadsheet and the database all give the same shape, so that one page
shows them and one action writes them down.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from audits.models import Criterion, Domain, Scale, Tool


@dataclass(frozen=True, slots=True)
class LaidGrade:
    """One grade in words."""

    label: str
    means: str = ""
    is_concern: bool = False


@dataclass(frozen=True, slots=True)
class LaidScale:
    """Grades in order, the best first."""

    name: str
    about: str
    grades: tuple[LaidGrade, ...]

    @property
    def mark(self) -> str:
        """By which a page knows whether it still stands as it was read."""
        grades = ((one.label, one.means, one.is_concern) for one in self.grades)
        return mark_of(self.name, self.about, *grades)


@dataclass(frozen=True, slots=True)
class LaidQuestion:
    """What is asked, and what to look for; `pk` where it is a row."""

    text: str
    guidance: str = ""
    pk: int | None = field(default=None, compare=False)

    @property
    def mark(self) -> str:
        """By which a page knows whether it still stands as it was read."""
        return mark_of(self.text, self.guidance)


@dataclass(frozen=True, slots=True)
class LaidDomain:
    """A part of a tool with its questions."""

    title: str
    about: str = ""
    questions: tuple[LaidQuestion, ...] = ()
    pk: int | None = field(default=None, compare=False)

    @property
    def mark(self) -> str:
        """Of its own words, without its questions."""
        return mark_of(self.title, self.about)

    @property
    def whole_mark(self) -> str:
        """Of all that goes when it is removed."""
        return mark_of(self.mark, *(one.mark for one in self.questions))


@dataclass(frozen=True, slots=True)
class LaidTool:
    """Everything that a tool says, apart from its scale."""

    title: str
    about: str
    domains: tuple[LaidDomain, ...] = ()

    def questions(self) -> Iterator[LaidQuestion]:
        """Every question, in order."""
        for domain in self.domains:
            yield from domain.questions

    @property
    def how_many(self) -> int:
        """How many questions it asks."""
        return sum(len(domain.questions) for domain in self.domains)


def scale_laid(scale: Scale) -> LaidScale:
    """A scale of the database; its grades may be fetched before."""
    grades = sorted(scale.grades.all(), key=lambda one: one.position)
    return LaidScale(
        scale.name,
        scale.about,
        tuple(LaidGrade(one.label, one.means, one.is_concern) for one in grades),
    )


def tool_laid(tool: Tool) -> LaidTool:
    """A tool of the database. Two queries."""
    rows = tool.domains.order_by("position", "pk").prefetch_related("criteria")
    return LaidTool(tool.title, tool.about, tuple(domain_laid(one) for one in rows))


def domain_laid(domain: Domain) -> LaidDomain:
    """A domain of the database with its questions."""
    rows = sorted(domain.criteria.all(), key=lambda one: (one.position, one.pk))
    asked = tuple(question_laid(one) for one in rows)
    return LaidDomain(domain.title, domain.about, asked, domain.pk)


def question_laid(question: Criterion) -> LaidQuestion:
    """A question of the database."""
    return LaidQuestion(question.text, question.guidance, question.pk)


def mark_of(*said: object) -> str:
    """A short word that differs where what is said differs."""
    text = json.dumps(said, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
