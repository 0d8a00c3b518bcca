"""Tables as plain HTML: numbers to the right, readable by a screen reader, and scrolled with the keyboard.

Streamlit's own table aligns numbers left and turns Markdown in a cell into layout; a fixed-height container around it
cannot be reached with the keyboard. Every cell is escaped here, so no text can become code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape

import streamlit as st

_STYLE = (
    "<style>"
    ".vk-vak{overflow:auto}"
    ".vk-dicht summary{cursor:pointer;padding:.3rem 0}"
    ".vk-tabel{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.35}"
    ".vk-tabel th,.vk-tabel td{padding:.35rem .5rem;border-bottom:1px solid rgba(128,140,145,.45);"
    "text-align:left;vertical-align:top}"
    ".vk-tabel th{font-weight:600}"
    ".vk-tabel .vk-getal{text-align:right;font-variant-numeric:tabular-nums}"
    "</style>"
)


def table(
    rows: Sequence[Mapping[str, str]],
    *,
    name: str,
    numbers: Collection[str] = (),
    height: int | None = None,
    folded: bool = False,
) -> None:
    """Draw a table.

    Args:
        rows: The cells by column, the same columns in every row; plain text.
        name: What the table holds, for a screen reader.
        numbers: Columns that hold numbers: they stand to the right.
        height: Pixels above which the table scrolls within itself; the whole table when left out.
        folded: Whether the table opens only when the reader asks for it.
    """
    if not rows:
        return
    columns = list(rows[0])
    kinds = {column: ' class="vk-getal"' if column in numbers else "" for column in columns}
    head = "".join(f'<th scope="col"{kinds[column]}>{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td{kinds[column]}>{escape(row[column])}</td>" for column in columns) + "</tr>"
        for row in rows
    )
    # Always within reach of the keyboard: on a phone every wide table scrolls sideways.
    limit = f' style="max-height:{int(height)}px"' if height else ""
    drawn = (
        f'<div class="vk-vak" role="region" aria-label="{escape(name)}" tabindex="0"{limit}>'
        f'<table class="vk-tabel"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
    if folded:
        drawn = f'<details class="vk-dicht"><summary>{escape(name)}</summary>{drawn}</details>'
    st.html(_STYLE + drawn)
