"""Briefing: what must I discuss this month, with at most five things that changed by more than chance."""

import streamlit as st

from pages.parts.plain import plain
from pages.parts.view import current_view, source_line
from plan.beeld.briefing import brief

view = current_view()
briefing = brief(view.figures, view.area, view.window, view.theme)

st.title("Waarover moet ik het deze maand hebben?")
st.markdown(f"**{plain(briefing.answer)}**")
st.caption(plain(briefing.up_to))

for number, point in enumerate(briefing.points, start=1):
    with st.container(border=True):
        st.markdown(f"**{number}. {plain(point.indicator.name)}, {plain(point.area.name)}: {plain(point.verdict)}**")
        st.markdown(plain(point.sentence))
        st.caption(plain(f"Let op: {point.caution}"))

if not briefing.points and briefing.compared:
    st.markdown(
        "Dat is een gewone uitkomst. Kleine verschillen van maand tot maand zijn er altijd; het dashboard noemt ze pas "
        "als toeval ze niet goed kan verklaren."
    )

st.subheader("Zo is gezocht")
st.markdown(plain(briefing.how))
st.caption(plain(source_line(view, view.figures.indicators(view.theme))))
st.page_link(view.pages["buurtkaart"], label="Bekijk het op de kaart")
