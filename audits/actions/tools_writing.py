"""How a tool and a scale are written down whole, for the actions beside this one."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from audits.laid import LaidDomain, LaidScale, LaidTool
from audits.models import Criterion, Domain, Grade, Scale, Tool
from audits.models.tools import CRITERIA_MAX, DOMAINS_MAX, GRADES_MAX

GRADES_MIN = 2
MANY_DOMAINS = (
    f"A tool has at most {DOMAINS_MAX} domains. Remove one, or join two, first."
)
MANY_QUESTIONS = (
    f"A tool asks at most {CRITERIA_MAX} questions. Nobody answers more in a records "
    "room: remove one first."
)


def write_grades(scale: Scale, laid: LaidScale) -> None:
    """The grades of a scale that has none. Raises ValidationError."""
    if not GRADES_MIN <= len(laid.grades) <= GRADES_MAX:
        raise ValidationError(
            f"A scale has from {GRADES_MIN} to {GRADES_MAX} grades. This one has "
            f"{len(laid.grades)}.",
            code="how_many",
        )
    labels = [one.label.casefold() for one in laid.grades]
    for place, label in enumerate(labels):
        if label in labels[:place]:
            raise ValidationError(
                f"Two grades are called “{laid.grades[place].label}”. Each needs a "
                "name of its own.",
                code="twice",
            )
    Grade.objects.bulk_create(
        Grade(
            scale=scale,
            position=place,
            label=one.label,
            means=one.means,
            is_concern=one.is_concern,
        )
        for place, one in enumerate(laid.grades, start=1)
    )


def write_parts(tool: Tool, laid: LaidTool, *, follows: bool = False) -> None:
    """The domains and questions of a tool that has none. Raises ValidationError.

    Where it `follows` another version, the numbers in `laid` are of the rows there.
    """
    refuse_too_many(laid)
    domains = Domain.objects.bulk_create(
        Domain(
            tool=tool,
            position=place,
            title=one.title,
            about=one.about,
            came_from_id=one.pk if follows else None,
        )
        for place, one in enumerate(laid.domains, start=1)
    )
    Criterion.objects.bulk_create(
        Criterion(
            domain=domain,
            position=place,
            text=one.text,
            guidance=one.guidance,
            came_from_id=one.pk if follows else None,
        )
        for domain, of in zip(domains, laid.domains, strict=True)
        for place, one in enumerate(of.questions, start=1)
    )


def refuse_too_many(laid: LaidTool) -> None:
    """Refuse what nobody would finish, and a domain that is there twice."""
    if len(laid.domains) > DOMAINS_MAX:
        raise ValidationError(MANY_DOMAINS, code="too_many")
    if laid.how_many > CRITERIA_MAX:
        raise ValidationError(MANY_QUESTIONS, code="too_many")
    titles = [one.title.casefold() for one in laid.domains]
    for place, title in enumerate(titles):
        if title in titles[:place]:
            raise ValidationError(
                f"There are two domains “{laid.domains[place].title}”. Each needs a "
                "title of its own.",
                code="twice",
            )


def following(laid: LaidTool, before: LaidTool) -> LaidTool:
    """A tool whose parts know the same ones of the version before, by their words."""
    domains = {one.title.casefold(): one.pk for one in before.domains}
    asked = {one.text.casefold(): one.pk for one in before.questions()}

    def follow(domain: LaidDomain) -> LaidDomain:
        questions = tuple(
            replace(one, pk=asked.get(one.text.casefold())) for one in domain.questions
        )
        known = domains.get(domain.title.casefold())
        return replace(domain, questions=questions, pk=known)

    return replace(laid, domains=tuple(follow(one) for one in laid.domains))


def told(laid: LaidTool) -> dict[str, object]:
    """A tool as the history has it."""
    return {
        "title": laid.title,
        "about": laid.about,
        "domains": [
            {
                "title": one.title,
                "about": one.about,
                "questions": [
                    {"text": asked.text, "guidance": asked.guidance}
                    for asked in one.questions
                ],
            }
            for one in laid.domains
        ],
    }


def scale_told(laid: LaidScale) -> dict[str, object]:
    """A scale as the history has it."""
    return {
        "name": laid.name,
        "about": laid.about,
        "grades": [
            {"label": one.label, "means": one.means, "is_concern": one.is_concern}
            for one in laid.grades
        ],
    }
