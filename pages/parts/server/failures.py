"""A Dutch sentence where a page breaks, in place of Streamlit's English one."""

from __future__ import annotations

import streamlit as st

from data.errors import VeiligheidskompasError

_UNEXPECTED = (
    "Er ging iets mis dat wij niet hadden voorzien. Ververs de pagina. Blijft het misgaan? Geef dit dan door aan de "
    "beheerder, met de tijd waarop het gebeurde."
)


def tell(failure: Exception) -> bool:
    """Tell the reader what went wrong; Streamlit has logged the failure already.

    Args:
        failure: What a page raised.

    Returns:
        True: Streamlit need not show anything itself.
    """
    st.error("Deze pagina kan nu niet worden getoond.")
    # st.text, not Markdown: a sentence may quote a name out of somebody's file.
    st.text(failure.sentence if isinstance(failure, VeiligheidskompasError) else _UNEXPECTED)
    return True
