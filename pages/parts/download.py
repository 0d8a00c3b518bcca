"""The only way out for a file: every download of the product goes through here."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


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
