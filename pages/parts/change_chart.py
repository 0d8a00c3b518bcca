"""How several figures changed: the intervals under each other, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics import wording
from metrics.trend import Verdict
from pages.parts.chart import Bar, interval_chart
from pages.parts.palette import Palette
from pages.parts.table import table
from plan.beeld.summary import SHOWN_TO_CHANGE
from plan.figures import Change

_UNIT = "% per jaar"


def change_chart(changes: Sequence[Change], of_all: Sequence[Change], colours: Palette, *, key: str) -> None:
    """Draw the yearly change of each count with its margin; a filled dot where it is more than chance."""
    bars = [bar for change in changes if (bar := _bar(change)) is not None]
    if not bars:
        st.info(
            "Er is te weinig om te zeggen of er iets veranderde: de reeksen zijn te kort of er zijn te weinig gevallen."
        )
        return
    tested = [one.movement for one in of_all if one.movement is not None and one.movement.trend.lack is None]
    certain = sum(one.verdict in SHOWN_TO_CHANGE for one in tested)
    st.markdown(
        f"Bij {certain} van {wording.counted(len(tested), 'cijfer', 'cijfers')} is een verandering aangetoond: een "
        "dichte stip. Een open stip kan toeval zijn. De streep is de marge. Van wat is aangetoond, is hoogstens 5% "
        "toeval."
    )
    if len(bars) < len(tested):
        st.caption(
            f"De grafiek toont er {len(bars)}: wat is aangetoond, en anders wat per geval de meeste schade geeft."
        )
    alt = f"Verandering per jaar van {len(bars)} cijfers, met marges; {certain} zijn aangetoond. De tabel is gelijk."
    interval_chart(bars, colours, unit=_UNIT, alt=alt, key=key)


def change_table(changes: Sequence[Change]) -> None:
    """The same changes as a table, with the verdict in words."""
    columns = ("Verandering per jaar", "Marge")
    table([_row(change) for change in changes], name="Verandering per cijfer", numbers=columns)


def _bar(change: Change) -> Bar | None:
    moved = change.movement
    if moved is None or moved.trend.change_pct_per_year is None:
        return None
    if moved.trend.lower is None or moved.trend.upper is None:
        return None
    return Bar(
        name=change.indicator.short_name,
        value=moved.trend.change_pct_per_year,
        lower=moved.trend.lower,
        upper=moved.trend.upper,
        is_certain=moved.verdict in SHOWN_TO_CHANGE,
    )


def _row(change: Change) -> dict[str, str]:
    name = change.indicator.name
    if change.movement is None:
        reason = change.answer.sentence if change.answer is not None else Verdict.TOO_LITTLE
        return {"Cijfer": name, "Verandering per jaar": "", "Marge": "", "Oordeel": str(reason)}
    found = change.movement.trend
    is_known = found.change_pct_per_year is not None
    return {
        "Cijfer": name,
        "Verandering per jaar": f"{wording.signed(found.change_pct_per_year, 1)}%" if is_known else "",
        "Marge": wording.interval(found.lower, found.upper, 1, unit="%") if is_known else "",
        "Oordeel": change.movement.verdict.capitalize(),
    }
