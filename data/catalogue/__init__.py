"""What the product knows by heart: velden, themes, indicators, roles and words, with a source on every entry."""

from data.catalogue.entries import (
    Catalogue,
    Direction,
    Field,
    Indicator,
    Leadership,
    MethodBreak,
    Registration,
    Subject,
    Term,
    Theme,
)
from data.catalogue.loader import load_catalogue

__all__ = [
    "Catalogue",
    "Direction",
    "Field",
    "Indicator",
    "Leadership",
    "MethodBreak",
    "Registration",
    "Subject",
    "Term",
    "Theme",
    "load_catalogue",
]
