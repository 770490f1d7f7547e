"""A drawing in SVG: boxes, arrows and words on a white card that can be read in the dark, too."""

import math
from xml.etree import ElementTree

__all__ = ["BLUE", "GREEN", "GREY", "ORANGE", "RED", "Drawing"]

# Line and fill; the lines are those of the lessons' plots (Okabe and Ito).
BLUE = ("#0072B2", "#DCEBF5")
ORANGE = ("#B97F00", "#FBEBCC")
GREEN = ("#007F5C", "#D3EFE6")
RED = ("#C25500", "#F9E1D2")
GREY = ("#666666", "#F1F1F1")
INK = "#1A1A1A"
SIZE = 17  # of letters: still 10 pixels on a phone of 360
LINE = 1.25  # from line to line, in sizes
HEAD = 10  # length of an arrow's head


class Drawing:
    """A card of ``width`` by ``height`` units, to which things are added; ``str()`` is the SVG.

    Parameters
    ----------
    width, height : float
        On a screen that is wide enough, a unit is a pixel.
    say : callable
        Translates each text: str -> str.
    """

    def __init__(self, width, height, say=str):
        self.say = say
        self.root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width} {height}",
                "width": f"{width}",
                "height": f"{height}",
                "font-family": "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif",
                "font-size": f"{SIZE}",
                "fill": INK,
                # Where the page is narrower, the whole shrinks.
                "style": "max-width: 100%; height: auto",
            },
        )
        self._add("rect", width=width, height=height, rx=8, fill="#FFFFFF")

    def __str__(self):
        """Return the SVG."""
        ElementTree.indent(self.root)
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"

    def box(self, x, y, width, height, text="", colour=GREY, dashed=False, bold=False):
        """Add a box with its text in the middle; lines of text are separated by newlines."""
        line, fill = colour
        dashes = {"stroke-dasharray": "6 4"} if dashed else {}
        style = {"fill": "none" if dashed else fill, "stroke": line, "stroke-width": 2} | dashes
        self._add("rect", x=x, y=y, width=width, height=height, rx=6, **style)
        if text:
            self.text(x + width / 2, y + height / 2, text, bold=bold)

    def text(self, x, y, text, anchor="middle", colour=None, size=SIZE, bold=False):
        """Add lines of text; their middle is at ``y``."""
        lines = self.say(text).split("\n")
        style = {"text-anchor": anchor}
        if size != SIZE:
            style["font-size"] = size
        if colour:
            style["fill"] = colour[0]
        if bold:
            style["font-weight"] = "bold"
        for i, words in enumerate(lines):
            middle = y + (i - (len(lines) - 1) / 2) * size * LINE
            self._add("text", x=x, y=middle + 0.35 * size, **style).text = words

    def line(self, *points, colour=GREY, dashed=False, width=2):
        """Add a line through the points."""
        style = {"fill": "none", "stroke": colour[0], "stroke-width": width}
        if dashed:
            style["stroke-dasharray"] = "6 4"
        places = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
        self._add("polyline", points=places, **style)

    def arrow(self, *points, colour=GREY, dashed=False, text="", at=None, anchor="middle"):
        """Add a line that ends in a head; ``text`` stands at the point ``at``."""
        (x0, y0), (x1, y1) = points[-2:]
        length = math.hypot(x1 - x0, y1 - y0)
        along, across = (x1 - x0) / length, (y1 - y0) / length
        x, y = x1 - HEAD * along, y1 - HEAD * across  # the middle of the head's base
        side = 0.45 * HEAD
        self.line(*points[:-1], (x, y), colour=colour, dashed=dashed)
        head = [
            (x1, y1),
            (x - side * across, y + side * along),
            (x + side * across, y - side * along),
        ]
        places = " ".join(f"{_short(a)},{_short(b)}" for a, b in head)
        self._add("polygon", points=places, fill=colour[0])
        if text:
            self.text(*at, text, anchor=anchor, colour=colour)

    def dot(self, x, y, colour=GREY, radius=4):
        """Add a dot."""
        self._add("circle", cx=x, cy=y, r=radius, fill=colour[0])

    def _add(self, tag, **attributes):
        texts = {name: _short(value) for name, value in attributes.items()}
        return ElementTree.SubElement(self.root, tag, texts)


def _short(value):
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
