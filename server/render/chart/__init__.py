"""Charts of values by year, drawn as SVG: the same data gives the same text, in a page as in a document."""

from server.render.chart.data import Chart, Serie
from server.render.chart.drawing import draw_chart

__all__ = ["Chart", "Serie", "draw_chart"]
