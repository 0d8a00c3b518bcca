"""The register of pages: which there are, where they stand in the menu, and the one question each answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

_PAGES_FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class PageEntry:
    """A page of the product.

    Attributes:
        file: Path below ``pages/``, always one folder deep: the folder is the section of the menu.
        url_path: Its address.
        question: The one question it answers; the tooltip in the menu.
        needs_figures: Whether it has nothing to show before figures are loaded.
        wide: Whether it uses the whole width of the screen.
    """

    file: str
    url_path: str
    title: str
    section: str
    question: str
    icon: str
    needs_figures: bool = True
    wide: bool = False

    @property
    def path(self) -> Path:
        """Absolute path: Streamlit resolves relative ones from the frame, which lies elsewhere."""
        return _PAGES_FOLDER / self.file


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        file="beeld/start.py",
        url_path="start",
        title="Start",
        section="Beeld",
        question="Hoe staat het ervoor, en wat is mijn rol?",
        icon=":material/home:",
    ),
    PageEntry(
        file="beeld/briefing.py",
        url_path="briefing",
        title="Briefing",
        section="Beeld",
        question="Waarover moet ik het deze maand hebben?",
        icon=":material/campaign:",
    ),
    PageEntry(
        file="beeld/veiligheidsbeeld.py",
        url_path="veiligheidsbeeld",
        title="Veiligheidsbeeld",
        section="Beeld",
        question="Hoe veilig is het, per thema, en hoe zeker is dat?",
        icon=":material/shield:",
        wide=True,
    ),
    PageEntry(
        file="beeld/buurtkaart.py",
        url_path="buurtkaart",
        title="Buurtkaart",
        section="Beeld",
        question="Waar speelt het?",
        icon=":material/map:",
        wide=True,
    ),
    PageEntry(
        file="verantwoording/gegevens.py",
        url_path="gegevens",
        title="Gegevens",
        section="Verantwoording",
        question="Welke cijfers hebben we, hoe oud en hoe goed?",
        icon=":material/database:",
        wide=True,
    ),
    PageEntry(
        file="verantwoording/handleiding.py",
        url_path="handleiding",
        title="Handleiding",
        section="Verantwoording",
        question="Hoe gebruik ik dit, en wat betekenen de woorden?",
        icon=":material/menu_book:",
        needs_figures=False,
    ),
)


def streamlit_pages() -> dict[str, Page]:
    """One Streamlit page object per page, by address; the first is where `/` leads."""
    return {
        entry.url_path: st.Page(
            entry.path,
            title=entry.title,
            icon=entry.icon,
            url_path=entry.url_path,
            help=entry.question,
            default=position == 0,
        )
        for position, entry in enumerate(PAGES)
    }


def menu(pages: Mapping[str, Page]) -> dict[str, list[Page]]:
    """The menu: the pages below the name of their section, in the order of the register."""
    sections: dict[str, list[Page]] = {}
    for entry in PAGES:
        sections.setdefault(entry.section, []).append(pages[entry.url_path])
    return sections


def entry_of(page: Page) -> PageEntry:
    """The register's entry of the page that is being shown."""
    address = page.url_path or PAGES[0].url_path
    return next(entry for entry in PAGES if entry.url_path == address)
