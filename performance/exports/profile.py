"""The profile of neglect as a tagged PDF, with its pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import slugify

from partnership.models import Partnership
from performance.models import Area
from performance.pictures import SeriesChart
from performance.pictures.frames import LARGEST
from performance.policies import hidden_said
from performance.profile import Part
from ui import documents
from ui.templatetags.words import and_list, day

PICTURE = "components/charts/picture.html"
MARK = "components/charts/mark.html"


@dataclass(frozen=True)
class Profile:
    """A partnership’s profile of neglect: all of its areas, or one of them."""

    partnership: Partnership
    areas: Sequence[Area]
    covers: int  # areas that the partnership looks after
    on: date
    children: Sequence[Sequence[str]]
    parts: Sequence[Part]

    @property
    def place(self) -> str:
        """What it is about, as in “Bedford and Luton”."""
        names = [area.name for area in self.areas]
        return and_list(names) or self.partnership.short_name

    @property
    def title(self) -> str:
        """As it stands above it."""
        return f"Profile of neglect: {self.place}"

    @property
    def about(self) -> str:
        """Whose figures it holds, of which day, and what is hidden."""
        whose = f"Figures that the {self.partnership.short_name} partnership had"
        more = " They are about all of its areas together." if self.covers > 1 else ""
        hidden = hidden_said(part.commission.measure for part in self.parts)
        return f"{whose} accepted by {day(self.on)}.{more} {hidden}".strip()

    @property
    def file_name(self) -> str:
        """What a download is called."""
        only = f"-{slugify(self.place)}" if len(self.areas) < self.covers else ""
        return f"profile-of-neglect-{self.partnership.slug}{only}-{self.on}.pdf"


def pdf_document(profile: Profile, *, at: datetime) -> bytes:
    """The profile to print and file."""
    data = {
        "title": profile.title,
        "foot": f"{profile.title}. OFFICIAL",
        "about": profile.about,
        "children": [" ".join(texts) for texts in profile.children],
        "parts": [_part(part) for part in profile.parts],
    }
    return documents.pdf("documents/profile.typ", data, at=at)


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "counted": f"Counted: {part.commission.measure.numerator}.",
        "own": [part.latest, f"{part.baseline} {part.trend}".strip()],
        "published": list(part.published),
        "picture": _picture(part.picture),
    }


def _picture(chart: SeriesChart | None) -> dict[str, Any]:
    """The wide picture as SVG, with its words, and the marks that it uses."""
    if chart is None or not chart.pictures:
        return {"svg": "", "said": "", "kinds": []}
    wide = {"chart": chart, "picture": chart.pictures[0], "font_size": LARGEST}
    return {
        "svg": render_to_string(PICTURE, wide),
        "said": f"{chart.title}. {chart.description}",
        "kinds": [
            [render_to_string(MARK, {"kind": kind}), kind.word] for kind in chart.kinds
        ],
    }
