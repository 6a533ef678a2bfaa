"""The numbers this room gives to dashboards and to the home page."""

from audits.figures.board import figures, fingerprint
from audits.figures.work import done, waiting

__all__ = ["done", "figures", "fingerprint", "waiting"]
