"""Areas compared, drawn: the funnel, and register beside beleving. Each with its sentence above and its table below."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics import wording
from metrics.denominators import allowed
from metrics.funnel import Funnel, curve
from metrics.perception import Quadrant
from pages.parts.palette import Palette
from pages.parts.plain import plain
from pages.parts.scatter import Axes, Curve, Dot, scatter
from pages.parts.table import table
from plan.beeld.comparison import AreasCompared, WijkStanding

_UNCLEAR = {Quadrant.SAME, Quadrant.UNKNOWN}


def show_areas(compared: AreasCompared, colours: Palette, *, key: str) -> None:
    """Draw the funnel of a figure over all areas of a level."""
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in compared.sentences))
    if compared.funnel is None:
        return
    indicator = compared.picture.indicator
    names = {one.area.code: one.area.label for one in compared.picture.figures}
    per = allowed(indicator.denominators, indicator.unit)[0].per if indicator.denominators else 1.0
    found = compared.funnel
    dots = [
        Dot(
            name=names[place.area_code],
            x=place.exposure,
            y=place.rate * per,
            words=f"{names[place.area_code]}: {wording.number(place.rate * per, 1)} {indicator.unit}, {place.position}",
            stands_out=place.position.is_outside,
        )
        for place in found.places
    ]
    outside = sum(dot.stands_out for dot in dots)
    alt = (
        f"{indicator.name}: {len(dots)} gebieden, waarvan {outside} buiten de lijnen. De tabel bevat dezelfde cijfers."
    )
    axes = Axes(x="inwoners (of wat erdoor gedeeld is)", y=indicator.unit, is_wide=True)
    scatter(dots, _funnel_lines(found, per), axes, colours, alt=alt, key=key)
    st.caption(
        "De lijn in het midden is het gemiddelde. Tussen de gestreepte lijnen valt 95% van gewone gebieden, tussen de "
        "gestippelde 99,8%. Links liggen kleine gebieden: daar speelt toeval een grotere rol."
    )
    rows = [
        {
            "Gebied": names[place.area_code],
            "Cijfer": wording.number(place.rate * per, 1),
            "Aantal": wording.number(place.count),
            "Te verwachten": wording.number(place.expected, 1),
            "Plaats": place.position.value,
        }
        for place in sorted(found.places, key=lambda place: names[place.area_code])
    ]
    table(rows, name=f"{indicator.name} per gebied", numbers=("Cijfer", "Aantal", "Te verwachten"), height=360)


def show_standings(standings: Sequence[WijkStanding], colours: Palette, *, key: str) -> None:
    """Draw register beside beleving; a wijk is filled and named only where both differ from the whole municipality."""
    clear = [one for one in standings if one.standing.quadrant not in _UNCLEAR]
    if clear:
        st.markdown("\n".join(f"- {plain(one.sentence)}" for one in clear))
    else:
        st.markdown("Van geen enkele wijk is te zeggen dat beide cijfers anders zijn dan in de hele gemeente.")
    known = [one for one in standings if one.register.is_shown and one.felt.is_shown]
    if known:
        dots = [
            Dot(
                name=one.area.label,
                x=one.register.value or 0.0,
                y=one.felt.value or 0.0,
                words=one.sentence,
                stands_out=one in clear,
            )
            for one in known
        ]
        axes = Axes(
            x=_axis(known[0].register.indicator.short_name, known[0].register.indicator.unit),
            y=_axis(known[0].felt.indicator.short_name, known[0].felt.indicator.unit),
        )
        alt = f"{len(known)} wijken naar registratie en beleving. De tabel bevat dezelfde cijfers."
        scatter(dots, [], axes, colours, alt=alt, key=key)
    rows = [
        {
            "Wijk": one.area.label,
            "Geregistreerd": wording.number(one.register.value, 1) if one.register.is_shown else "",
            "Beleving": wording.number(one.felt.value, 0) if one.felt.is_shown else "",
            "Samen": one.standing.quadrant.value,
        }
        for one in standings
    ]
    table(rows, name="Registratie en beleving per wijk", numbers=("Geregistreerd", "Beleving"))


def _funnel_lines(found: Funnel, per: float) -> list[Curve]:
    lines = curve(found)
    x = lines.exposure.tolist()
    middle = [found.mean * per] * len(x)
    limits = [
        (lines.inner_lower, "95%", "dash"),
        (lines.inner_upper, "95%", "dash"),
        (lines.outer_lower, "99,8%", "dot"),
        (lines.outer_upper, "99,8%", "dot"),
    ]
    return [
        Curve(x, middle, "gemiddelde"),
        *(Curve(x, (limit * per).tolist(), words, dash) for limit, words, dash in limits),
    ]


def _axis(name: str, unit: str) -> str:
    return f"{name}, {unit}"
