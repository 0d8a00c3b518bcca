"""The few colours of pictures, chosen so that people who cannot tell red from green see the same.

Numbers are red, green and blue, 0-255. The light list runs from pale to deep, the dark one from deep to bright: on
either background more stands out more.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """The colours for one background.

    Attributes:
        classes: Five steps from little to much.
        too_little: For an area about which too little is known.
        outline: Borders between areas.
        line: The line of a chart.
        band: The margin around it, with its opacity.
        text: Letters in a chart.
        grid: Helping lines.
    """

    classes: tuple[Colour, ...]
    too_little: Colour
    outline: Colour
    line: str
    band: str
    text: str
    grid: str


# Five steps out of the blue-green of the house to a deep blue; each step is clearly darker than the one before.
LIGHT = Palette(
    classes=((228, 241, 236), (168, 214, 203), (97, 178, 178), (39, 126, 146), (16, 71, 101)),
    too_little=(214, 214, 214),
    outline=(255, 255, 255),
    line="#12616b",
    band="rgba(18, 97, 107, 0.16)",
    text="#1f2a30",
    grid="#dfe5e6",
)
DARK = Palette(
    classes=((27, 58, 72), (29, 93, 109), (45, 137, 143), (115, 187, 174), (205, 236, 218)),
    too_little=(84, 88, 92),
    outline=(14, 22, 27),
    line="#6fc4c4",
    band="rgba(111, 196, 196, 0.20)",
    text="#e6edee",
    grid="#33434b",
)


def palette() -> Palette:
    """The colours for the background that the reader has chosen."""
    return DARK if st.context.theme.type == "dark" else LIGHT
