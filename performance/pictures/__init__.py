"""Pictures of figures: judged series as what an SVG template draws, as plain values.

    {% include chart.template %}

Every picture says which template draws it, what it shows in words, and the same in a
table. All numbers are written by the caller’s `show`, and only what the chart holds is
drawn, so that a hidden figure cannot slip in: it is None, with its symbol beside it.
Pure: no database, no clock.
"""

from performance.pictures.charts import DRAWN, SeriesChart
from performance.pictures.control import control, run
from performance.pictures.icons import Icon, assurance_icon, legend, variation_icon
from performance.pictures.judged import Reference
from performance.pictures.multiples import Multiple, Multiples, multiples
from performance.pictures.sparkline import Sparkline, sparkline
from performance.pictures.trend import Compared, trend

__all__ = [
    "DRAWN",
    "Compared",
    "Icon",
    "Multiple",
    "Multiples",
    "Reference",
    "SeriesChart",
    "Sparkline",
    "assurance_icon",
    "control",
    "legend",
    "multiples",
    "run",
    "sparkline",
    "trend",
    "variation_icon",
]
