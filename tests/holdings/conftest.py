"""The storage of files is the same here as for evidence."""

from tests.evidence.conftest import keep, media

__all__ = ["keep", "media"]
