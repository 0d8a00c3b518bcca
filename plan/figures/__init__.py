"""THE way to a figure. Pages, documents, downloads and sessions all come through this door.

    warehouse -> measured, changes (before the gate, remembered per data version) -> gated -> Figures

What a reader gets depends on the audience; it is never remembered across readers.
"""

from plan.figures.changes import Movement
from plan.figures.door import Change, Figures, Memo, open_figures
from plan.figures.measured import Coverage, Estimate
from plan.figures.model import Area, Figure, Picture
from plan.figures.window import Window

__all__ = [
    "Area",
    "Change",
    "Coverage",
    "Estimate",
    "Figure",
    "Figures",
    "Memo",
    "Movement",
    "Picture",
    "Window",
    "open_figures",
]
