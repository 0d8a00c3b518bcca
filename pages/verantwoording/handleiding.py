"""Handleiding: how do I use this, and what do the words mean?"""

from pathlib import Path

import streamlit as st

from data.catalogue import load_catalogue
from pages.parts.explanation import explanation
from pages.parts.fold import folds
from pages.parts.plain import plain
from pages.parts.table import table

catalogue = load_catalogue()

st.title("Handleiding")
st.markdown(Path(__file__).with_suffix(".md").read_text(encoding="utf-8"))

st.header("Woorden", divider="gray")
for term in catalogue.glossary.values():
    st.markdown(f"**{plain(term.term)}.** {plain(term.meaning)}")

st.header("Cijfers in dit dashboard", divider="gray")
folds([explanation(indicator) for indicator in catalogue.indicators.values()])

st.header("Wie gaat waarover, met het artikel", divider="gray")
table(
    [
        {"Waarover": role.task, "Wie beslist": role.decides, "Grondslag": role.basis}
        for role in catalogue.roles.values()
    ],
    name="Wie gaat waarover, met de grondslag",
)
st.caption("Wegwijzers, geen juridisch advies: laat juridisch toetsen.")
