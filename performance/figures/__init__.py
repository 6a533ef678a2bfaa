"""The numbers this room gives to dashboards and to the home page."""

from performance.figures.board import figures, fingerprint
from performance.figures.lead import lead
from performance.figures.pictured import pictured
from performance.figures.voices import voices_by_theme
from performance.figures.work import done, waiting

__all__ = [
    "done",
    "figures",
    "fingerprint",
    "lead",
    "pictured",
    "voices_by_theme",
    "waiting",
]
