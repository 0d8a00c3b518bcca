"""The only way out for a file: every download of the product goes through here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.parts.view import View
from plan.figures import Figure
from plan.figures.table import as_table
from plan.verantwoording.exports import as_csv


def download(label: str, make: Callable[[], bytes], *, file_name: str, mime: str, key: str) -> None:
    """Offer a file that is made at the click, not before.

    Args:
        label: Text of the button, Dutch.
        make: Makes the content; it must come from `plan`, so that the gate and the guards against formulas have done
            their work.
        file_name: Name of the file, without personal data.
        mime: Media type.
        key: Key of the button, unique on the page.
    """
    st.download_button(
        label, data=make, file_name=file_name, mime=mime, key=key, on_click="ignore", icon=":material/download:"
    )


def download_figures(view: View, figures: Sequence[Figure], *, key: str) -> None:
    """Offer the figures of a picture as a spreadsheet, with their margins, sources and the reasons of the gate."""

    def make() -> bytes:
        indicators = {one.indicator.id: one.indicator for one in figures}
        sources = {name: " ".join(view.figures.attributions([one])) for name, one in indicators.items()}
        return as_csv(as_table(figures, sources))

    name = f"veiligheidskompas-{view.figures.gemeente}-{view.window.end:%Y-%m}.csv"
    download("Download deze cijfers (CSV)", make, file_name=name, mime="text/csv", key=key)
