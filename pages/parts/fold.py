"""Folded explanations as plain HTML: they open without asking the server, and a keyboard can open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

_STYLE = (
    "<style>"
    ".vk-uitleg{border-bottom:1px solid rgba(128,140,145,.45);padding:.3rem 0}"
    ".vk-uitleg summary{cursor:pointer;font-weight:600;padding:.2rem 0}"
    ".vk-uitleg p{margin:.25rem 0 .4rem}"
    "</style>"
)


@dataclass(frozen=True, slots=True)
class Fold:
    """A line that opens into paragraphs; plain text, escaped when it is drawn."""

    title: str
    paragraphs: tuple[str, ...]


def folds(items: Sequence[Fold]) -> None:
    """Draw folded explanations under each other."""
    drawn = "".join(
        f'<details class="vk-uitleg"><summary>{escape(item.title)}</summary>'
        + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in item.paragraphs)
        + "</details>"
        for item in items
    )
    st.html(_STYLE + drawn)
