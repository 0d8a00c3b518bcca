"""A map of areas in classes, with its legend. The geometry comes as ready-made text and is never parsed here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pydeck as pdk
import streamlit as st

from pages.parts.palette import Colour, Palette

_LAYER = "gebieden"
# What pydeck itself writes for a map without a basemap; without these words Streamlit asks a third party for one.
_NO_BASEMAP = "__MAP_STYLE__"
_TOOLTIP = "<b>{naam}</b><br>{cijfer}"


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area on the map.

    Attributes:
        code: Code of the area.
        name: Its name, as in the list and in the chooser.
        words: The figure in words, for the tooltip.
        fill: Its colour.
        is_chosen: Whether it is drawn with a heavy border.
    """

    code: str
    name: str
    words: str
    fill: Colour
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks: the middle, in degrees, and the zoom."""

    longitude: float
    latitude: float
    zoom: float


def area_map(
    areas: Sequence[MapArea],
    shapes: Mapping[str, str],
    camera: Camera,
    colours: Palette,
    *,
    chooser: str,
    alt: str,
    key: str,
) -> None:
    """Draw the map; a click puts the name of the area into another widget.

    Args:
        areas: The areas with their class.
        shapes: GeoJSON geometry as text (WGS84), by area code; an area without one is left out.
        camera: Where to look.
        colours: The palette for the reader's background.
        chooser: Key of the widget that holds the name of the chosen area.
        alt: What the map shows, in one sentence.
        key: Key of the map.
    """
    deck = pdk.Deck(layers=[], initial_view_state=None, map_provider=None, tooltip={"html": _TOOLTIP})
    text = _specification(areas, shapes, camera, colours)
    # pydeck writes indented JSON, about four times this size, and serialises the geometry again at every run.
    deck.to_json = lambda: text
    st.pydeck_chart(
        deck, on_select=lambda: _choose(key, chooser), selection_mode="single-object", key=key, alt=alt, height=480
    )


def _choose(key: str, chooser: str) -> None:
    """Runs before the page does, so the chooser may still be set."""
    picked = st.session_state[key]["selection"]["objects"].get(_LAYER) or []
    if picked:
        st.session_state[chooser] = str(picked[0]["properties"]["naam"])


def legend(labels: Sequence[str], steps: Sequence[Colour], colours: Palette, *, unit: str) -> None:
    """Draw the classes of a map with their colours, and the colour for "te weinig om te zeggen"."""
    shown = [*zip(labels, steps, strict=True), ("te weinig om te zeggen", colours.too_little)]
    items = "".join(
        f'<span style="display:inline-flex;align-items:center;gap:.4rem;margin:0 1rem .3rem 0">'
        f'<span style="width:1.1rem;height:1.1rem;border:1px solid #7b878c;background:rgb{colour}"></span>'
        f"{escape(label)}</span>"
        for label, colour in shown
    )
    st.html(f'<p style="margin:0;font-size:.9rem"><strong>{escape(unit)}</strong></p><div>{items}</div>')


def _specification(areas: Sequence[MapArea], shapes: Mapping[str, str], camera: Camera, colours: Palette) -> str:
    features = ",".join(_feature(area, shapes[area.code], colours) for area in areas if area.code in shapes)
    view = {
        "longitude": camera.longitude,
        "latitude": camera.latitude,
        "zoom": camera.zoom,
        "pitch": 0,
        "bearing": 0,
        "minZoom": camera.zoom - 1,
        "maxZoom": camera.zoom + 5,
    }
    style = {
        "@@type": "GeoJsonLayer",
        "id": _LAYER,
        "pickable": True,
        "stroked": True,
        "filled": True,
        "getFillColor": "@@=properties.vulling",
        "getLineColor": "@@=properties.rand",
        "getLineWidth": "@@=properties.dikte",
        "lineWidthUnits": "pixels",
        "autoHighlight": True,
        "highlightColor": [255, 191, 71, 110],
    }
    layer = f'{json.dumps(style)[:-1]}, "data": {{"type":"FeatureCollection","features":[{features}]}}}}'
    views = '[{"@@type":"MapView","controller":true}]'
    without = f'"mapProvider":null,"mapStyle":"{_NO_BASEMAP}"'
    return f'{{"initialViewState":{json.dumps(view)},"layers":[{layer}],{without},"views":{views}}}'


def _feature(area: MapArea, geometry: str, colours: Palette) -> str:
    properties = {
        "code": area.code,
        "naam": area.name,
        "cijfer": area.words,
        "vulling": area.fill,
        "rand": (255, 159, 28) if area.is_chosen else colours.outline,
        "dikte": 4 if area.is_chosen else 1,
    }
    written = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{written},"geometry":{geometry}}}'
