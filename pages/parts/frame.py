"""The frame around every page: who reads, the menu, the shared filters, and what holds on every screen.

This file is the script that the server runs for each reader (dashboard.py names it); it is also the only place on
screen that looks at the clock.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.navigation.page import Page

from data.catalogue import load_catalogue
from data.errors import NothingLoaded, VeiligheidskompasError
from data.settings import Settings, from_environment
from metrics import wording
from pages.parts import gateway, navigation
from pages.parts.plain import plain
from pages.parts.view import Role, View, hand_over
from plan.figures import Figures

# Yearly figures of the police come in January; later than this they are old.
_OLD_MONTHS = 14

_LOGO = str(Path(__file__).with_name("logo.svg"))


def show() -> None:
    """Draw the frame and, inside it, the page that was asked for."""
    # Before the menu: else a page's icon becomes the browser's, and Streamlit fetches that from a third party.
    st.set_page_config(page_icon=_LOGO)
    pages = navigation.streamlit_pages()
    page = st.navigation(navigation.menu(pages))
    entry = navigation.entry_of(page)
    st.set_page_config(page_title=f"{entry.title} · Veiligheidskompas", layout="wide" if entry.wide else "centered")
    st.logo(_LOGO, size="large")
    try:
        _show_within(from_environment(), entry, page, pages)
    except VeiligheidskompasError as problem:
        st.error(plain(problem.sentence), title="Dit ging niet goed")


def _show_within(settings: Settings, entry: navigation.PageEntry, page: Page, pages: dict[str, Page]) -> None:
    role = _choose_role()
    if entry.needs_figures:
        today = settings.today(datetime.now(UTC).astimezone(ZoneInfo("Europe/Amsterdam")).date())
        try:
            figures = gateway.figures_for(settings, role.audience, today)
            hand_over(_choose_view(role, settings, figures, pages))
        except NothingLoaded:
            _nothing_loaded(settings)
            return
        _say_how_old(figures)
    _say_what_is_fictional(settings)
    page.run()


def _choose_role() -> Role:
    return Role(
        st.sidebar.selectbox(
            "Ik kijk als",
            [role.value for role in Role],
            key="rol",
            persist_state="session",
            help="Dit is een demonstratie zonder inloggen. Kies hier met welke ogen u kijkt.",
        )
    )


def _choose_view(role: Role, settings: Settings, figures: Figures, pages: dict[str, Page]) -> View:
    """The shared filters. They bind to the address, so a link opens what the sender saw."""
    areas = {_area_label(figures, code): code for code in figures.area_codes_to_choose()}
    windows = {window.label: window for window in figures.windows()}
    catalogue = load_catalogue()
    themes = {catalogue.themes[theme_id].name: theme_id for theme_id in figures.theme_ids()}
    with st.sidebar:
        area = st.selectbox("Gebied", list(areas), key="gebied", bind="query-params")
        window = st.selectbox("Periode", list(windows), key="periode", bind="query-params")
        theme = st.selectbox("Thema", ["Alle thema's", *themes], key="thema", bind="query-params")
    return View(
        role=role,
        settings=settings,
        figures=figures,
        area=figures.area(areas[area]),
        window=windows[window],
        theme=themes.get(theme),
        pages=pages,
    )


def _area_label(figures: Figures, code: str) -> str:
    area = figures.area(code)
    return f"Heel {area.name}" if area.is_gemeente else area.label


def _say_what_is_fictional(settings: Settings) -> None:
    if settings.is_modelgemeente:
        st.caption(
            "**Fictief.** De Modelgemeente bestaat niet; alle namen, cijfers en verhalen zijn verzonnen. "
            "Het is er altijd maandag 2 november 2026."
        )


def _say_how_old(figures: Figures) -> None:
    """Figures that end long ago must not be read as news."""
    newest = figures.windows()[0].end
    months = (figures.today.year - newest.year) * 12 + figures.today.month - newest.month
    if months > _OLD_MONTHS:
        st.warning(plain(f"Let op: de nieuwste cijfers gaan tot en met {wording.month(newest)}. Ze zijn niet van nu."))


def _nothing_loaded(settings: Settings) -> None:
    st.header("Er zijn nog geen cijfers")
    st.write(
        "Het dashboard werkt, maar voor deze gemeente is nog niets geladen. De beheerder laadt ze met één opdracht:"
    )
    command = "demo" if settings.is_modelgemeente else "load BESTANDEN…"
    st.code(f"python -m data {command}", language=None)
    st.write("Ververs daarna deze pagina.")


show()
