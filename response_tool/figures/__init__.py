"""The numbers the Response Tool gives to dashboards and to the home page."""

from response_tool.figures.board import figures, fingerprint
from response_tool.figures.work import done, waiting

__all__ = ["done", "figures", "fingerprint", "waiting"]
