"""Pictures: whole, of sane size, and kept without where and when they were taken.

A phone writes the place, the time and its owner into a photo. Only what is needed to
show the picture is kept; what follows it in the file is no picture, and goes too.
"""

import struct
import zlib
from collections.abc import Iterator

from evidence.judging.shapes import DAMAGED, Refused

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SIDE_MAX = 20_000
PIXELS_MAX = 100_000_000
TOO_LARGE = "The picture has too many pixels. Save a smaller copy and choose that one."

# Colours and how to show them; words, times and Exif are left out.
PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"),
    *(b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP"),
}
START_OF_SCAN, END, APP0, APP15, COMMENT = 0xDA, 0xD9, 0xE0, 0xEF, 0xFE
EXIF, ICC, ADOBE = 0xE1, 0xE2, 0xEE
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
ORIENTATION = 0x0112


def clean_png(content: bytes) -> bytes:
    """The same picture, without anything else. Raises Refused."""
    kept, names = [PNG], []
    for name, data in _chunks(content):
        names.append(name)
        if name in PNG_KEPT:
            length, mark = struct.pack(">I", len(data)), zlib.crc32(name + data)
            kept += [length, name, data, struct.pack(">I", mark)]
        elif not name[0] & 0x20:
            # A part that a reader must know, and this one does not.
            raise Refused(DAMAGED)
        if name == b"IHDR":
            if len(data) != 13:
                raise Refused(DAMAGED)
            _sane(*struct.unpack(">II", data[:8]))
    if names[:1] != [b"IHDR"] or b"IDAT" not in names or names[-1] != b"IEND":
        raise Refused(DAMAGED)
    return b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, name = len(PNG), b""
    while name != b"IEND":
        if at + 12 > len(content):
            raise Refused(DAMAGED)
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 8 + length
        data, mark = content[at + 8 : end], content[end : end + 4]
        if mark != struct.pack(">I", zlib.crc32(name + data)):
            raise Refused(DAMAGED)
        yield name, data
        at = end + 4


def clean_jpeg(content: bytes) -> bytes:
    """The same picture, without anything else but which way up it is.

    Raises Refused.
    """
    kept, frames, scans, turned = [b"\xff\xd8"], 0, 0, 1
    for mark, data in _segments(content):
        if mark == EXIF:
            turned = _orientation(data) or turned
        if mark in FRAMES:
            if len(data) < 8:
                raise Refused(DAMAGED)
            _sane(*struct.unpack(">HH", data[3:7]))
            frames += 1
        scans += mark == START_OF_SCAN
        if _is_kept(mark, data):
            kept += [bytes((0xFF, mark)), data]
    if not frames or not scans:
        raise Refused(DAMAGED)
    if turned != 1:
        kept.insert(1, _upright(turned))
    return b"".join([*kept, b"\xff\xd9"])


def _is_kept(mark: int, data: bytes) -> bool:
    if mark == ICC:
        return data[2:].startswith(b"ICC_PROFILE\0")
    return mark in (APP0, ADOBE) or not (APP0 <= mark <= APP15 or mark == COMMENT)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its length and what follows; scans with their coded rows."""
    at = 2
    while True:
        if at + 2 > len(content) or content[at] != 0xFF:
            raise Refused(DAMAGED)
        mark = content[at + 1]
        at += 1 if mark == 0xFF else 2
        if mark == 0xFF:
            continue
        if mark == END:
            return
        if at + 2 > len(content):
            raise Refused(DAMAGED)
        (length,) = struct.unpack_from(">H", content, at)
        end = at + length
        if length < 2 or end > len(content):
            raise Refused(DAMAGED)
        if mark == START_OF_SCAN:
            end = _end_of_scan(content, end)
        yield mark, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where coded rows end: at a marker that is neither stuffing nor a restart."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        follows = content[at + 1]
        if follows not in (0x00, 0xFF) and not 0xD0 <= follows <= 0xD7:
            return at
        at += 1 if follows == 0xFF else 2
    raise Refused(DAMAGED)


def _orientation(data: bytes) -> int | None:
    """Which way up a photo is, from its Exif; nothing where it does not say."""
    if not data[2:].startswith(b"Exif\0\0"):
        return None
    tiff = data[8:]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 10:
        return None
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    if at + 2 > len(tiff):
        return None
    (many,) = struct.unpack_from(f"{order}H", tiff, at)
    for place in range(at + 2, at + 2 + 12 * many, 12):
        if place + 12 > len(tiff):
            return None
        tag, kind = struct.unpack_from(f"{order}HH", tiff, place)
        if tag == ORIENTATION and kind == 3:
            (turned,) = struct.unpack_from(f"{order}H", tiff, place + 8)
            return turned if 1 <= turned <= 8 else None
    return None


def _upright(turned: int) -> bytes:
    """Exif that says which way up, and nothing else."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0)
    tiff = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 1) + entry + bytes(4)
    data = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def _sane(width: int, height: int) -> None:
    if not width or not height:
        raise Refused(DAMAGED)
    if max(width, height) > SIDE_MAX or width * height > PIXELS_MAX:
        raise Refused(TOO_LARGE)
