"""GeoJSON as a collection of features, for every shape that comes in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.errors import BrokenContent
from data.sources.opened import OpenedFile
from data.sources.outlines import crs_of_name


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature.

    Attributes:
        where: Which one, for sentences.
        properties: What it says.
        geometry: What it draws, unchecked.
    """

    where: str
    properties: Mapping[str, Any]
    geometry: object


def first_properties(opened: OpenedFile) -> Mapping[str, Any]:
    """The properties of the first feature; empty where the file is no collection of features."""
    content = opened.json_object
    features = content.get("features")
    if content.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        return {}
    properties = features[0].get("properties") if isinstance(features[0], dict) else None
    return properties if isinstance(properties, dict) else {}


def features_of(opened: OpenedFile) -> Iterator[Feature]:
    """The features of a collection.

    Raises:
        BrokenContent: One of them is no feature.
    """
    features = opened.json_object["features"]
    for number, feature in enumerate(features if isinstance(features, list) else [], start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise BrokenContent(f"{opened.name}, vlak {number} heeft geen gegevens. Haal het bestand opnieuw op.")
        yield Feature(f"vlak {number}", properties, feature.get("geometry"))


def crs_of(opened: OpenedFile) -> str | None:
    """The coordinates that a file says it uses; None where it does not say.

    Raises:
        BrokenContent: It uses coordinates that we do not read.
    """
    crs = opened.json_object.get("crs")
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return crs_of_name(opened.name, properties.get("name") if isinstance(properties, dict) else None)
