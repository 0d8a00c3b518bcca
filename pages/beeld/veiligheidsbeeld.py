"""Veiligheidsbeeld: how safe is it, by theme, and how sure are we?"""

import streamlit as st

from data.catalogue import load_catalogue
from data.schemas import Level
from metrics import wording
from pages.parts.cards import cards
from pages.parts.compared import show_areas, show_standings
from pages.parts.palette import palette
from pages.parts.plain import plain
from pages.parts.profile import figures_table, show_course
from pages.parts.theme_signals import show_unknown
from pages.parts.view import current_view, source_line
from pages.parts.weighed import show_harm, show_peers
from plan.beeld.cards import field_in_a_sentence, picture_of_field
from plan.beeld.comparison import compare_areas, feelings, register_and_feeling
from plan.beeld.course import course_of
from plan.beeld.harm import weigh_themes
from plan.beeld.peers import compare_with_peers

VIEWS = (
    "Verloop",
    "Wijken vergelijken",
    "Buurten vergelijken",
    "Registratie en beleving",
    "Schade",
    "Andere gemeenten",
)

view = current_view()
figures, window, colours = view.figures, view.window, palette()
catalogue = load_catalogue()
fields = {field.name: field.id for field in catalogue.fields.values()}

st.title("Hoe veilig is het, en hoe zeker is dat?")
if view.theme is None:
    field = fields[st.selectbox("Veiligheidsveld", list(fields), key="beeld_veld", bind="query-params")]
else:
    field = catalogue.themes[view.theme].field_id
themes = picture_of_field(figures, field, view.area, window, view.theme)
st.markdown(f"**{plain(field_in_a_sentence(themes, view.area))}**")

for picture in themes:
    st.header(plain(picture.theme.name), divider="gray")
    st.caption(plain(picture.theme.content))
    if picture.cards:
        cards(picture.cards, colours)
    if picture.others:
        more = wording.counted(len(picture.others), "ander cijfer", "andere cijfers")
        with st.expander(f"{more} over {plain(wording.lower_first(picture.theme.name))}"):
            figures_table(picture.others, name=f"Andere cijfers over {picture.theme.name}")
    show_unknown(picture)

st.header("Eén cijfer verder bekeken", divider="gray")
of_field = [one for one in figures.indicators(view.theme) if (one.theme or "").startswith(field)]
shown = {one.name: one for one in [*of_field, *figures.indicators(view.theme)]}
row = st.container(horizontal=True, vertical_alignment="bottom")
indicator = shown[row.selectbox("Cijfer", list(shown), key="beeld_cijfer", bind="query-params")]
how = row.selectbox("Bekijk als", VIEWS, key="beeld_weergave", bind="query-params")

if how == "Verloop":
    show_course(course_of(figures, indicator, view.area, window), key="beeld_verloop")
elif how in {"Wijken vergelijken", "Buurten vergelijken"}:
    level = Level.WIJK if how.startswith("Wijken") else Level.BUURT
    show_areas(compare_areas(figures, indicator, level, window), colours, key="beeld_trechter")
elif how == "Registratie en beleving":
    felt = feelings(figures.indicators())
    if felt and indicator.denominators:
        show_standings(register_and_feeling(figures, indicator, felt[0], window), colours, key="beeld_kwadrant")
    else:
        st.info(
            "Dit kan met een cijfer dat per inwoner is geteld, naast een enquête per wijk. Kies een ander cijfer, of "
            "laad een enquête."
        )
elif how == "Schade":
    st.info("Deze weergave gaat over alle thema's in de hele gemeente, niet over het gekozen cijfer.")
    show_harm(weigh_themes(figures, window), colours, key="beeld_schade")
else:
    show_peers(compare_with_peers(figures, indicator, window), colours, key="beeld_gemeenten")
st.caption(plain(source_line(view, [indicator])))
