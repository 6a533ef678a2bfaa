"""A picture is whole and of sane size, and kept without where it was taken."""

import struct

import pytest

from evidence.judging import Refused, pictures, shapes
from evidence.judging.judge import cleaned
from tests.evidence.files import chunk, exif, jpeg, png, segment


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        cleaned(content)
    return str(refused.value)


@pytest.mark.parametrize("content", [png(), jpeg()])
def test_a_plain_picture_stays_as_it_is(content):
    assert cleaned(content) == content


def test_a_photo_is_kept_without_the_place_it_was_taken_at():
    photo = jpeg(exif(place=b"51.5007N"), segment(0xFE, b"by a colleague"))
    kept = cleaned(photo)
    assert b"51.5007N" in photo
    assert kept == jpeg()


@pytest.mark.parametrize("turned", range(2, 9))
def test_a_photo_stays_the_right_way_up(turned):
    kept = cleaned(jpeg(exif(turned=turned)))
    assert b"51.5007N" not in kept
    assert struct.pack(">HHIH", 0x0112, 3, 1, turned) in kept
    assert cleaned(kept) == kept


@pytest.mark.parametrize("tiff", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", bytes(30)])
def test_exif_that_makes_no_sense_is_left_out(tiff):
    assert cleaned(jpeg(segment(0xE1, b"Exif\0\0" + tiff))) == jpeg()


def test_colours_are_kept_and_a_second_picture_within_is_not():
    colours = segment(0xE2, b"ICC_PROFILE\0\x01\x01data")
    assert colours in cleaned(jpeg(colours, segment(0xE2, b"MPF\0data")))
    assert b"MPF" not in cleaned(jpeg(segment(0xE2, b"MPF\0data")))


def test_what_follows_a_picture_is_no_part_of_it():
    assert cleaned(jpeg(after=b"PK\x03\x04 <script>")) == jpeg()
    assert cleaned(png() + b"PK\x03\x04 <script>") == png()


def test_words_and_places_in_a_png_are_left_out():
    told = chunk(b"tEXt", b"Author\0A colleague"), chunk(b"eXIf", b"51.5007N")
    assert cleaned(png(*told)) == png()


@pytest.mark.parametrize("make", [png, jpeg])
@pytest.mark.parametrize(("width", "height"), [(30_000, 2), (15_000, 15_000)])
def test_a_picture_of_too_many_pixels_is_refused(make, width, height):
    assert refusal(make(width=width, height=height)) == pictures.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        png()[:-4],
        png().replace(b"IHDR", b"IHDX"),
        png(chunk(b"ABCD", b"unknown and needed")),
        png(width=0),
        pictures.PNG + chunk(b"IEND", b""),
        pictures.PNG + chunk(b"IHDR", b"short"),
        jpeg()[:-2],
        jpeg()[:30],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\x00\x01",
        jpeg(height=0),
        jpeg().replace(b"\xff\xc0", b"\xff\xc4"),
    ],
)
def test_a_picture_that_is_not_whole_is_refused(content):
    assert refusal(content) == shapes.DAMAGED
