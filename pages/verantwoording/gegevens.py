"""Gegevens: which figures do we have, how old are they, and how good?"""

import streamlit as st

from metrics import wording
from pages.parts import gateway
from pages.parts.explanation import explanation
from pages.parts.fold import folds
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.view import current_view
from plan.verantwoording.stock import go_back

LEVELS = {"gemeente": "gemeente", "wijk": "wijken", "buurt": "buurten"}
PERIODS = {"month": "maand", "quarter": "kwartaal", "half_year": "half jaar", "year": "jaar", "two_years": "twee jaar"}

view = current_view()
stock = gateway.stock_of(view.settings, view.figures.today, view.figures.version)

st.title("Welke cijfers hebben we, hoe oud en hoe goed?")
st.markdown(f"**{plain(stock.sentence)}**")
st.caption(
    "Laad hier geen politiegegevens, geen casussen van zorg en veiligheid, niets geheims en niets over personen."
)

st.header("Per cijfer", divider="gray")
table(
    [
        {
            "Cijfer": one.indicator.name,
            "Van": wording.short_month(one.first),
            "Tot en met": wording.short_month(one.last),
            "Elke": PERIODS.get(one.resolution, one.resolution.value),
            "Niveaus": wording.join_list([LEVELS[level] for level in one.levels]),
            "Onbekend": wording.percentage(100 * one.unknown_share, 1),
            "Let op": "over tijd" if one.is_overdue else "",
        }
        for one in stock.series
    ],
    name="Alle geladen cijfers",
    numbers=("Onbekend",),
    height=520,
)

st.header("Bronnen", divider="gray")
table(
    [
        {
            "Uitgever": one.publisher,
            "Wat": one.title,
            "Tabel": one.table_id or "eigen bestand",
            "Opgehaald": wording.day(one.retrieved_at.date()),
            "Rijen": wording.number(one.rows),
            "Licentie": one.licence,
        }
        for one in stock.sources
    ],
    name="Bronnen van de cijfers",
    numbers=("Rijen",),
)

st.header("Wat het cijfer is, en wat niet", divider="gray")
folds([explanation(one.indicator) for one in stock.series])
with st.expander(f"{len(stock.missing)} cijfers die er nog niet zijn"):
    st.text("\n".join(f"{one.name} (bron: {one.source})" for one in stock.missing))

st.header("Verslag van de laatste keer laden", divider="gray")
if stock.report is None:
    st.markdown("Van deze versie is geen verslag bewaard.")
else:
    st.text("\n".join(stock.report.lines()))

st.header("Terug naar een eerdere versie", divider="gray")
table(
    [{"Versie": one.version[:12], "Opgeslagen op": one.written_at[:16].replace("T", " ")} for one in stock.versions],
    name="Versies van de gegevens",
)
if len(stock.versions) > 1:
    sure = st.checkbox(
        "Ik wil terug naar de vorige versie. Iedereen ziet dan de cijfers van toen.", key="gegevens_zeker"
    )
    if st.button("Ga terug", disabled=not sure, key="gegevens_terug"):
        went_back_to = go_back(view.settings, view.role.audience)
        st.success(f"Nu geldt weer versie {went_back_to.version[:12]}. Ververs de pagina.")
else:
    st.markdown("Er is maar één versie.")
