"""How much may be sent to a page at once."""

from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# More than any page takes, so that a file that is only a little too large is refused
# beside its box; what is larger still is not read to its end.
SENT_MAX = 32 * 1024 * 1024
TOO_MUCH = f"More than {SENT_MAX} bytes were sent at once."


class BoundedUpload(FileUploadHandler):
    """Refuses a request that would fill the disk; keeps nothing itself."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, Any],  # noqa: N803 — as Django calls it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse by what the browser says of its length; servers read no further."""
        if content_length > SENT_MAX:
            raise RequestDataTooBig(TOO_MUCH)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass it on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""
