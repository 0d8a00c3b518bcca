"""What figures do not tell of a theme: signals with who says so, and what nobody knows."""

from __future__ import annotations

import streamlit as st

from data.modelgemeente import Signal
from metrics import wording
from pages.parts.fold import Fold, folds
from plan.beeld.cards import ThemePicture


def show_unknown(picture: ThemePicture) -> None:
    """Show signals and what we do not know: folded where there are figures, open where there are none."""
    signals = tuple(_signal(one) for one in picture.signals)
    unknown = _unknown(picture)
    if picture.cards:
        folds([Fold("Signalen en wat we niet weten", (*signals, *unknown))])
        return
    with st.container(border=True):
        st.markdown("**Over dit thema zijn hier geen cijfers.** Dat is iets anders dan: er is niets aan de hand.")
        for said in signals or ("Er zijn nog geen signalen vastgelegd.",):
            st.text(said)
        st.markdown("**Wat weten we niet?**")
        for said in unknown:
            st.text(said)


def _signal(one: Signal) -> str:
    return (
        f"Signaal (fictief), sinds {wording.month(one.since)}: {one.text} Wie zegt dit: {one.says}. "
        f"Hoe zeker: {one.sure}. Wat het zou weerleggen: {one.disproved_by}"
    )


def _unknown(picture: ThemePicture) -> tuple[str, ...]:
    if picture.unknown is None:
        return ("Daarover is niets opgeschreven.",)
    who = wording.join_list([wording.lower_first(one) for one in picture.unknown.signals])
    return (picture.unknown.text, f"Wie er meer van weet: {who}.")
