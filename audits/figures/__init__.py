"""The numbers this room gives to dashboards and to the home page."""

from audits.figures.board import figures, fingerprint

__all__ = ["figures", "fingerprint"]
