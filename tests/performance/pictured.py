"""Charts for the tests of pictures, and what is drawn of them."""

import re
from decimal import Decimal
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from performance.pictures import Compared, control, trend
from performance.spc import Direction, xmr
from tests.performance.series import month, series

STEADY = [10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12]
NUMBER = re.compile(r"-?\d+\.\d+|-?\d+")


def show(value: Decimal) -> str:
    return f"{value:.1f}%"


def months(count: int) -> list[str]:
    return [f"{month(at):%b %Y}" for at in range(count)]


def controlled(*values, **asked):
    """A control chart of a series, one point a month."""
    kept = ("direction", "target", "starts")
    judged = xmr(
        series(*values),
        **{"direction": Direction.HIGHER}
        | {name: asked.pop(name) for name in kept if name in asked},
    )
    asked = {
        "title": "Re-referrals",
        "labels": months(len(values)),
        "show": show,
        "sentence": "A sentence.",
    } | asked
    return control(judged, **asked)


def coordinates(path: str) -> list[tuple[float, float]]:
    """Where a path of M and L goes."""
    numbers = [float(one) for one in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def drawn(template: str, **context) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(template, context), "html.parser")


def pictures(template: str, **context) -> list[ElementTree.Element]:
    """Every SVG in a template, read as XML as strictly as a PDF maker would."""
    html = render_to_string(template, context)
    found = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert found
    return [ElementTree.fromstring(one) for one in found]  # noqa: S314


def lines(picture, stroke) -> str:
    return "".join(one.path for one in picture.lines if one.stroke == stroke)


def compared(name: str, *values) -> Compared:
    return Compared(name, [one.value for one in series(*values)])


def trended(*benchmarks: Compared, target=None):
    return trend(
        compared("Hopewell", 40, None, 42.5, 41),
        title="Plans",
        labels=["2021–22", "2022–23", "2023–24", "2024–25"],
        show=show,
        sentence="A sentence.",
        benchmarks=benchmarks,
        target=target,
    )
