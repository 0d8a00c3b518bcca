"""Handleiding: how do I use this, and what do the words mean?"""

from pathlib import Path

import streamlit as st

from data.catalogue import load_catalogue
from pages.parts.plain import plain

catalogue = load_catalogue()

st.title("Handleiding")
st.markdown(Path(__file__).with_suffix(".md").read_text(encoding="utf-8"))

st.header("Woorden", divider="gray")
for term in catalogue.glossary.values():
    st.markdown(f"**{plain(term.term)}.** {plain(term.meaning)}")

st.header("Cijfers in dit dashboard", divider="gray")
for indicator in catalogue.indicators.values():
    with st.expander(plain(indicator.name)):
        st.markdown(f"{plain(indicator.definition)}\n\n**Let op.** {plain(indicator.caution)}")
        st.caption(plain(f"Soort: {indicator.registration}. Eenheid: {indicator.unit}. Bron: {indicator.source}."))
        for change in indicator.method_breaks:
            st.caption(plain(f"{change.text} Bron: {change.source}."))

st.header("Wie gaat waarover, met het artikel", divider="gray")
st.table(
    [
        {"Waarover": plain(role.task), "Wie beslist": plain(role.decides), "Grondslag": plain(role.basis)}
        for role in catalogue.roles.values()
    ],
    hide_index=True,
)
st.caption("Wegwijzers, geen juridisch advies: laat juridisch toetsen.")
