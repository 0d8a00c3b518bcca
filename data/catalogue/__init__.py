"""What the product knows by heart: velden, themes, indicators, crime types, roles and words, each with its source."""

from data.catalogue.contents import Catalogue
from data.catalogue.entries import (
    CrimeGroup,
    CrimeType,
    Direction,
    Event,
    Field,
    HarmWeight,
    Indicator,
    Leadership,
    MethodBreak,
    NuisanceType,
    Registration,
    Sensitivity,
    Subject,
    Term,
    Theme,
    Unknown,
    WeightSet,
)
from data.catalogue.loader import load_catalogue

__all__ = [
    "Catalogue",
    "CrimeGroup",
    "CrimeType",
    "Direction",
    "Event",
    "Field",
    "HarmWeight",
    "Indicator",
    "Leadership",
    "MethodBreak",
    "NuisanceType",
    "Registration",
    "Sensitivity",
    "Subject",
    "Term",
    "Theme",
    "Unknown",
    "WeightSet",
    "load_catalogue",
]
