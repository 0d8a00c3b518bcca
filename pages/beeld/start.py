"""Start: how is it going, what is my part, and how do I read this?"""

import streamlit as st

from data.catalogue import load_catalogue
from pages.parts.change_chart import change_chart, change_table
from pages.parts.palette import palette
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.view import current_view, source_line
from plan.beeld.summary import summarise

view = current_view()
summary = summarise(view.figures, view.area, view.window, view.theme)

st.title(f"Hoe staat het ervoor in {plain(view.area.name)}?")
answer, *others = (plain(sentence) for sentence in summary.sentences)
st.markdown(f"**{answer}**")
st.markdown("\n".join(f"- {sentence}" for sentence in others))
st.caption(plain(source_line(view, view.figures.indicators(view.theme))))

st.header("Wat veranderde er?", divider="gray")
change_chart(summary.changes, summary.all_changes, palette(), key="start_verandering")
with st.expander("Alle cijfers als tabel"):
    change_table(summary.all_changes)

if view.area.is_gemeente:
    st.header("Mijn wijk", divider="gray")
    st.markdown(
        "Kies links bij **Gebied** uw wijk. Deze pagina vertelt dan hoe het daar gaat; de link onthoudt uw keuze."
    )
    st.page_link(view.pages["buurtkaart"], label="Bekijk alle wijken op de kaart")
else:
    st.page_link(view.pages["buurtkaart"], label=f"Bekijk {plain(view.area.name)} en de buurten op de kaart")

st.header("Wie gaat waarover?", divider="gray")
st.markdown(
    "De **gemeente** heeft de regie op de lokale veiligheid; niet de veiligheidsregio, wat zes van de tien raadsleden "
    "dachten in onderzoek van het CCV (2021)."
)
table(
    [
        {"Waarover": role.task, "Wie beslist": role.decides, "Wat kan de raad?": role.council}
        for role in load_catalogue().roles.values()
    ],
    name="Wie gaat waarover in de lokale veiligheid",
)
st.caption("Een wegwijzer, geen juridisch advies: laat juridisch toetsen. De artikelen staan in de handleiding.")

st.header("Zo leest u een marge", divider="gray")
st.markdown(
    "Achter elk cijfer staat een marge, bijvoorbeeld *4,2 (marge: tussen 3,8 en 4,6)*. Het echte cijfer ligt "
    "waarschijnlijk tussen die twee grenzen. Overlappen de marges van twee gebieden, dan is niet te zeggen "
    "welk hoger is."
)
st.page_link(view.pages["handleiding"], label="Meer uitleg in de handleiding")
