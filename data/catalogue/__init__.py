"""What the product knows by heart: velden, themes and indicators, with a source on every entry."""

from data.catalogue.entries import (
    Catalogue,
    Direction,
    Field,
    Indicator,
    MethodBreak,
    Registration,
    Subject,
    Theme,
)
from data.catalogue.loader import load_catalogue

__all__ = [
    "Catalogue",
    "Direction",
    "Field",
    "Indicator",
    "MethodBreak",
    "Registration",
    "Subject",
    "Theme",
    "load_catalogue",
]
