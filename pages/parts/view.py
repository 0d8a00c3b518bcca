"""What the frame hands to a page: who reads, which area, period and theme, and the door to the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import streamlit as st
from streamlit.navigation.page import Page

from data.catalogue import Indicator
from data.settings import Settings
from metrics.gate import Audience
from plan.figures import Area, Figures, Window

_KEY = "_view"


class Role(StrEnum):
    """Who is reading. A chooser stands in for signing in."""

    RAADSLID = "Raadslid"
    ADVISEUR = "Adviseur veiligheid"
    BURGEMEESTER = "Burgemeester"

    @property
    def audience(self) -> Audience:
        """Which figures this role may read."""
        return Audience.COUNCIL if self is Role.RAADSLID else Audience.INTERNAL


@dataclass(frozen=True)
class View:
    """One reader's choices during one run of the script.

    Attributes:
        area: The gemeente, or the wijk that the reader chose.
        theme: Id of the chosen theme, or None for all.
        pages: Streamlit's page objects by address, for links.
    """

    role: Role
    settings: Settings
    figures: Figures
    area: Area
    window: Window
    theme: str | None
    pages: Mapping[str, Page]


def hand_over(view: View) -> None:
    """Called by the frame, before the page runs."""
    st.session_state[_KEY] = view


def current_view() -> View:
    """Called by a page: what the frame handed over in this run."""
    return cast("View", st.session_state[_KEY])


def source_line(view: View, indicators: Iterable[Indicator]) -> str:
    """What must stand under a picture: the period, the sources and the version of the data."""
    sources = " · ".join(view.figures.attributions(indicators))
    return f"Periode: {view.window.label}. {sources}. Gegevensversie {view.figures.version[:8]}."
