"""Buurtkaart: where is it? A figure, its change, or several figures at once, as a list and as a map."""

import streamlit as st

from data.schemas import Kind, Level
from pages.parts.area_picture import SORTS, picture_map, picture_table
from pages.parts.download import download_figures
from pages.parts.palette import palette
from pages.parts.plain import plain
from pages.parts.profile import show_profile
from pages.parts.view import current_view, source_line
from plan.beeld.maps import change_view, stacking_view, value_view

LEVELS = {"Wijken": Level.WIJK, "Buurten": Level.BUURT}
SMOOTHED, RAW, CHANGE, STACKED = "Gladgestreken", "Ruw", "Verandering", "Stapeling"
HELP = (
    "Gladgestreken: het cijfer van een kleine buurt is naar het gemiddelde getrokken, omdat toeval er een grote rol "
    "speelt. Ruw: zoals het is geregistreerd. Verandering: vergeleken met een eerdere periode. Stapeling: waar meer "
    "cijfers tegelijk hoog zijn."
)

view = current_view()
figures, window = view.figures, view.window
indicators = {one.name: one for one in figures.indicators(view.theme)}

st.title("Waar speelt het?")
with st.container(horizontal=True, vertical_alignment="bottom"):
    indicator = indicators[st.selectbox("Cijfer", list(indicators), key="kaart_cijfer", bind="query-params")]
    level = LEVELS[
        st.segmented_control(
            "Gebieden", list(LEVELS), default="Buurten", key="kaart_niveau", bind="query-params", required=True
        )
    ]
    how = st.segmented_control(
        "Weergave",
        [SMOOTHED, RAW, CHANGE, STACKED],
        default=SMOOTHED,
        key="kaart_weergave",
        bind="query-params",
        required=True,
        help=HELP,
    )

choices = {one.unit: one for one in figures.denominators(indicator)}
denominator, earlier = None, [one for one in figures.windows() if one.end < window.start]
if how in {SMOOTHED, RAW} and len(choices) > 1:
    denominator = choices[st.selectbox("Gedeeld door", list(choices), key="kaart_noemer", bind="query-params")]
picture = figures.picture(indicator, level, window, denominator)
if how == STACKED:
    shown = stacking_view(figures, level, window, view.theme)
elif how == CHANGE and earlier and indicator.kind is Kind.COUNT:
    before = {one.label: one for one in earlier}
    then = before[st.selectbox("Vergelijk met", list(before), key="kaart_vergelijk", bind="query-params")]
    shown = change_view(figures, indicator, level, window, then)
else:
    average = figures.figure(indicator, figures.area(figures.gemeente), window, denominator)
    shown = value_view(picture, average, smoothed=how == SMOOTHED)
    if how == CHANGE:
        st.info("Van dit cijfer is geen eerdere periode geteld om mee te vergelijken. U ziet het cijfer zelf.")

st.markdown(f"**{plain(shown.sentence)}**")
if shown.reason:
    st.info(plain(shown.reason))

name = f"{indicator.name} per gebied" if how != STACKED else "Cijfers die hoog zijn, per gebied"
list_side, map_side = st.columns([5, 6], gap="medium")
with list_side:
    sort = st.selectbox("Volgorde", SORTS, key="kaart_volgorde", bind="query-params")
    picture_table(shown, sort, name=name)
with map_side:
    outlines = figures.outlines(shown.level)
    if outlines is None:
        st.info("Voor deze gemeente zijn geen grenzen geladen. De lijst bevat alle cijfers.")
    else:
        alt = f"Kaart: {name.lower()}. De lijst ernaast bevat hetzelfde."
        picture_map(shown, outlines, palette(), chooser="kaart_gebied", alt=alt, key="kaart")
st.caption(plain(shown.caution))
st.caption(plain(source_line(view, [indicator])))
download_figures(view, picture.figures, key="kaart_download")

st.header("Eén gebied van dichtbij", divider="gray")
by_name = {row.area.label: row.area for row in sorted(shown.rows, key=lambda row: row.area.label)}
show_profile(view, by_name, indicator, key="kaart_gebied")
