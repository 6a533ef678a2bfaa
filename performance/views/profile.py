"""The profile of neglect: what is known of how often it happens, on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.benchmarks import Beside, Line, beside
from performance.children import Living, living_in
from performance.exports.profile import Profile, pdf_document
from performance.measuring import measured
from performance.profile import children_said, parts_of
from ui.downloads import PDF, handed_over


@dataclass(frozen=True)
class _Asked:
    """Whose profile is asked for, and of which of its areas: of all, or of one."""

    whose: Partnership
    every: Sequence[Living]
    area: str

    @property
    def areas(self) -> list[Living]:
        return [one for one in self.every if self.area in ("", one.area.code)]

    def profile(self, on: date) -> Profile:
        found = measured(self.whose.pk, on=on)
        lines = beside(self.whose.pk, [one.commission.measure for one in found])
        return Profile(
            partnership=self.whose,
            areas=[one.area for one in self.areas],
            covers=len(self.every),
            on=on,
            children=[
                children_said(one.area.name, one.counts, one.around)
                for one in self.areas
            ],
            parts=parts_of(found, self._about(lines)),
        )

    def _about(self, lines: Mapping[int, Sequence[Line]]) -> dict[int, list[Line]]:
        """What is published about these areas, their neighbours and what is around."""
        near = {one.area.pk for one in self.areas}
        near |= {whole.pk for one in self.areas for whole in one.wholes}
        return {
            measure: [
                line
                for line in some
                if line.kind is Beside.ENGLAND or line.area in near
            ]
            for measure, some in lines.items()
        }


@require_GET
@requires(Permission.MEASURE_VIEW)
def profile(request: PortalRequest, partnership: str) -> HttpResponse:
    """Every measure of prevalence in sentences, to read and to print."""
    asked = _asked(request, partnership)
    context = {
        "partnership": asked.whose,
        "profile": asked.profile(timezone.localdate()),
        "every": asked.every,
        "area": asked.area,
        "may_configure": request.access.may(
            Permission.MEASURE_CONFIGURE, partnership_ids=[asked.whose.pk]
        ),
    }
    return render(request, "performance/profile.html", context)


@require_GET
@requires(Permission.MEASURE_VIEW)
def profile_pdf(request: PortalRequest, partnership: str) -> HttpResponse:
    """The same as a tagged PDF."""
    asked = _asked(request, partnership)
    found = asked.profile(timezone.localdate())
    content = pdf_document(found, at=timezone.now())
    return handed_over(content, PDF, found.file_name, is_private=True)


def _asked(request: PortalRequest, slug: str) -> _Asked:
    """All areas, or the one whose code is asked for; 404 for one of others."""
    whose = find_partnership(request, slug, Permission.MEASURE_VIEW)
    every = living_in(whose.pk)
    area = request.GET.get("area", "")
    if area and area not in [one.area.code for one in every]:
        raise Http404
    return _Asked(whose, every, area)
