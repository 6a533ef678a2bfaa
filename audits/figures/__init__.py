"""What audits give to dashboards and to people's home pages."""

from audits.figures.work import done, waiting

__all__ = ["done", "waiting"]
