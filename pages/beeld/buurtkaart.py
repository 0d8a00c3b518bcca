"""Buurtkaart: where is it? One figure for all wijken or buurten, as a list and as a map."""

import streamlit as st

from data.schemas import Level
from pages.parts.area_picture import SORTS, choose_values, in_order, picture_map, picture_table
from pages.parts.download import download_figures
from pages.parts.palette import palette
from pages.parts.plain import plain
from pages.parts.profile import show_profile
from pages.parts.view import current_view, source_line
from plan.beeld.spread import sentence_of_spread

LEVELS = {"Wijken": Level.WIJK, "Buurten": Level.BUURT}

view = current_view()
indicators = {one.name: one for one in view.figures.indicators(view.theme)}

st.title("Waar speelt het?")
with st.container(horizontal=True, vertical_alignment="bottom"):
    indicator = indicators[st.selectbox("Cijfer", list(indicators), key="kaart_cijfer", bind="query-params")]
    level = LEVELS[
        st.segmented_control(
            "Gebieden", list(LEVELS), default="Buurten", key="kaart_niveau", bind="query-params", required=True
        )
    ]
    smoothed = (
        st.segmented_control(
            "Weergave",
            ["Gladgestreken", "Ruw"],
            default="Gladgestreken",
            key="kaart_weergave",
            bind="query-params",
            required=True,
            help="Gladgestreken: het cijfer van een kleine buurt is naar het gemiddelde getrokken, omdat toeval er een "
            "grote rol speelt. Ruw: zoals het is geregistreerd.",
        )
        == "Gladgestreken"
    )

picture = view.figures.picture(indicator, level, view.window)
average = view.figures.figure(indicator, view.figures.area(view.figures.gemeente), view.window)
shown = choose_values(picture, smoothed=smoothed)

st.markdown(f"**{plain(sentence_of_spread(picture, average, smoothed=smoothed))}**")
if picture.reason:
    st.info(plain(picture.reason))

list_side, map_side = st.columns([2, 3], gap="medium")
with list_side:
    sort = st.selectbox("Volgorde", SORTS, key="kaart_volgorde", bind="query-params")
    picture_table(in_order(shown, sort))
with map_side:
    outlines = view.figures.outlines(picture.level)
    if outlines is None:
        st.info("Voor deze gemeente zijn geen grenzen geladen. De lijst bevat alle cijfers.")
    else:
        picture_map(
            shown,
            outlines,
            palette(),
            chooser="kaart_gebied",
            alt=f"Kaart van {indicator.name}. De lijst ernaast bevat dezelfde cijfers.",
            key="kaart",
        )
st.caption(plain(f"Overlappen de marges van twee gebieden, dan is niet te zeggen welk hoger is. {indicator.caution}"))
st.caption(plain(source_line(view, [indicator])))
download_figures(view, picture.figures, key="kaart_download")

st.header("Eén gebied van dichtbij", divider="gray")
show_profile(
    view, {one.figure.area.label: one.figure.area for one in in_order(shown, "Naam")}, indicator, key="kaart_gebied"
)
