"""Themes weighed by harm, and our figure beside other municipalities: each with its sentence, picture and table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics import wording
from metrics.harm import HarmTotal, HarmView
from pages.parts.chart import Bar, interval_chart
from pages.parts.fold import Fold, folds
from pages.parts.palette import Palette
from pages.parts.plain import plain
from pages.parts.table import table
from plan.beeld.harm import HarmPicture
from plan.beeld.peers import PeerPicture


def show_harm(picture: HarmPicture, colours: Palette, *, key: str) -> None:
    """Draw the themes under both sets of weights, under each other and never together."""
    st.markdown(plain(picture.sentence))
    st.caption(
        "Verkennend. Hier worden aantallen maal een gewicht opgeteld; dat gebeurt nergens anders. Wat niemand meldt en "
        "wat geen gewicht heeft, telt niet mee. Gebruik het om te zien of de weging uitmaakt, niet als rangorde."
    )
    for number, (weights, view) in enumerate(zip(picture.sets, picture.views, strict=True)):
        st.markdown(f"**{plain(weights.name)}** (aantal maal {plain(weights.unit)})")
        # In the order of the themes, never of the totals: this is no league.
        ordered = sorted(view.totals, key=lambda total: total.group)
        bars = [bar for total in ordered if (bar := _bar(total, picture.names)) is not None]
        if bars:
            alt = f"Thema's gewogen naar schade volgens: {weights.name}. De tabel bevat dezelfde getallen."
            interval_chart(bars, colours, unit=f"aantal maal {weights.unit}", alt=alt, key=f"{key}_{number}")
    table(_rows(picture), name="Thema's gewogen naar schade", numbers=tuple(one.name for one in picture.sets))
    folds([Fold("Zo is gerekend", tuple(f"{one.name}: {one.basis} Bron: {one.source}." for one in picture.sets))])


def show_peers(picture: PeerPicture, colours: Palette, *, key: str) -> None:
    """Draw our figure beside theirs, and the rule by which they were chosen."""
    st.markdown(plain(picture.sentence))
    shown = [one for one in picture.figures if one.is_shown and one.lower is not None and one.upper is not None]
    if len(shown) > 1:
        unit = shown[0].indicator.unit
        bars = [
            Bar(one.area.name, one.value or 0.0, one.lower or 0.0, one.upper or 0.0, is_certain=position == 0)
            for position, one in enumerate(shown)
        ]
        alt = f"{shown[0].indicator.name} hier en in {len(shown) - 1} andere gemeenten, met marges. Zie ook de tabel."
        interval_chart(bars, colours, unit=unit, alt=alt, key=key)
        rows = [
            {
                "Gemeente": one.area.name,
                "Cijfer": wording.number(one.value, 1),
                "Marge": f"{wording.number(one.lower, 1)} tot {wording.number(one.upper, 1)}",
                "Periode": one.period_label,
            }
            for one in shown
        ]
        table(rows, name="Hetzelfde cijfer in vergelijkbare gemeenten", numbers=("Cijfer", "Marge"))
    elif picture.peers.nearest:
        st.info("Van de vergelijkbare gemeenten is dit cijfer niet geladen.")
    _show_rule(picture)


def _show_rule(picture: PeerPicture) -> None:
    """Which municipalities, how far away, and per variable who drops out without it."""
    peers = picture.peers
    if not peers.nearest:
        return
    distances = [f"{picture.names[peer.code]}: afstand {wording.number(peer.distance, 2)}" for peer in peers.nearest]
    without = [
        f"Zonder {one.variable.label}: eraf {_named(one.dropped, picture)}, erbij {_named(one.added, picture)}."
        for one in peers.without
        if one.dropped or one.added
    ]
    rule = (
        f"Vergeleken op: {wording.join_list([one.label for one in peers.variables])}. Elk kenmerk telt even zwaar. "
        f"Er deden {wording.number(peers.candidates)} gemeenten mee. Waar mensen vandaan komen telt nooit mee."
    )
    folds([Fold("Zo zijn deze gemeenten gekozen", (rule, "; ".join(distances) + ".", *without))])


def _named(codes: Sequence[str], picture: PeerPicture) -> str:
    return wording.join_list([picture.names[code] for code in codes]) or "geen"


def _bar(total: HarmTotal, names: dict[str, str]) -> Bar | None:
    if total.total is None or total.lower is None or total.upper is None:
        return None
    return Bar(names[total.group], total.total, total.lower, total.upper, is_certain=True)


def _rows(picture: HarmPicture) -> list[dict[str, str]]:
    first, second = ({total.group: total for total in view.totals} for view in picture.views)
    return [
        {
            "Thema": picture.names[group],
            picture.sets[0].name: _with_margin(first.get(group)),
            picture.sets[1].name: _with_margin(second.get(group)),
        }
        for group in _groups(picture.views)
    ]


def _groups(views: Sequence[HarmView]) -> list[str]:
    return sorted({total.group for view in views for total in view.totals})


def _with_margin(total: HarmTotal | None) -> str:
    if total is None or total.total is None:
        return ""
    return f"{wording.number(total.total)} ({wording.number(total.lower)} tot {wording.number(total.upper)})"
