"""Files that a page hands over, to be saved and not shown."""

from collections.abc import Iterable

from django.http import HttpResponse

CSV = "text/csv; charset=utf-8"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def handed_over(
    content: bytes | Iterable[str], kind: str, name: str, *, is_private: bool = False
) -> HttpResponse:
    """A file by its media type and name.

    Of a private one no copy is left behind on a shared machine.
    """
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if is_private:
        answer.headers["Cache-Control"] = "no-store"
    return answer
