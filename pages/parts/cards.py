"""Cards of figures as plain HTML: value, margin, verdict, a small line, and behind a fold how we know it.

Thirty cards made of separate Streamlit elements cost a rerun several times as much. Every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

import streamlit as st

from metrics import wording
from pages.parts.explanation import explanation
from pages.parts.palette import Palette
from plan.beeld.cards import Card
from plan.beeld.course import Course
from plan.figures import Figure

_STYLE = """<style>
.vk-kaarten{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.8rem;list-style:none;
padding:0!important;margin:0!important}
.vk-kaart{border:1px solid rgba(128,140,145,.55);border-radius:.375rem;padding:.7rem .8rem!important;margin:0!important}
.vk-kaart h4{margin:0 0 .2rem;padding:0;font-size:1rem;font-weight:600;line-height:1.3}
.vk-kaart p{margin:0;font-size:.85rem;line-height:1.45}
.vk-kaart .vk-waarde{font-size:1rem}.vk-kaart .vk-waarde b{font-size:1.5rem}
.vk-kaart img{display:block;width:100%;height:2.6rem;margin:.35rem 0}
.vk-kaart .vk-oordeel{font-weight:600}
.vk-kaart details{margin-top:.35rem;font-size:.85rem}.vk-kaart summary{cursor:pointer}
</style>"""

# A rate below this is written by its number of events.
_RARE = 0.5

_WIDTH, _HEIGHT = 200.0, 40.0


def cards(shown: Sequence[Card], colours: Palette) -> None:
    """Draw cards in a grid that becomes one column on a phone."""
    st.html(f'{_STYLE}<ul class="vk-kaarten">{"".join(_card(one, colours) for one in shown)}</ul>')


def _card(card: Card, colours: Palette) -> str:
    figure = card.figure
    limits = wording.interval(figure.lower, figure.upper, figure.decimals)
    margin = f"marge: {limits}, " if limits != wording.UNKNOWN else ""
    provisional = " (voorlopig)" if figure.provisional else ""
    told = "".join(
        f"<p>{escape(part)}</p>" for part in (card.course.sentence, *explanation(figure.indicator).paragraphs)
    )
    return (
        f'<li class="vk-kaart"><h4>{escape(figure.indicator.name)}</h4>'
        f'<p class="vk-waarde">{_value(figure)}</p><p>{escape(margin + figure.period_label + provisional)}</p>'
        f"{_line(card.course, colours)}{_verdict(card)}"
        f"<details><summary>Hoe weten we dit?</summary>{told}</details></li>"
    )


def _value(figure: Figure) -> str:
    """The value with its unit; a rare event by its number, because 0,0 per 1.000 says nothing."""
    unit = figure.indicator.unit
    if figure.count is not None and figure.exposure is not None and (figure.value or 0.0) < _RARE:
        return f"<b>{wording.number(figure.count)}</b> keer ({wording.number(figure.value, 2)} {escape(unit)})"
    sign = "%" if unit.startswith("%") else ""
    return f"<b>{wording.number(figure.value, figure.decimals)}{sign}</b> {escape(unit.removeprefix('%').strip())}"


def _verdict(card: Card) -> str:
    if card.verdict is None:
        has_margin = card.figure.lower is not None
        return f"<p>{'Eén meting' if has_margin else 'Zonder marge'}: over een verandering is niets te zeggen.</p>"
    # An arrow beside the word says which way; colour says nothing here.
    arrow = {True: "↗ ", False: "↘ ", None: ""}[card.rises]
    words = card.verdict.capitalize() if card.since is None else f"Sinds {card.since}: {card.verdict}"
    return f'<p class="vk-oordeel">{arrow}{escape(words)}</p>'


def _line(course: Course, colours: Palette) -> str:
    """A small line with its margin, from zero; nothing where there are fewer than two known points.

    It is an image of its own, because the page lets no drawing through inside HTML; it cannot run anything.
    """
    known = [(place, one) for place, one in enumerate(course.points) if one.value is not None]
    if len(known) < 2:
        return ""
    top = max(one.upper or 0.0 for _, one in known) or 1.0
    last = len(course.points) - 1

    def at(place: int, value: float | None) -> str:
        return f"{_WIDTH * place / last:.0f},{_HEIGHT * (1 - (value or 0.0) / top):.1f}"

    band = " ".join([at(k, one.upper) for k, one in known] + [at(k, one.lower) for k, one in reversed(known)])
    line = " ".join(at(k, one.value) for k, one in known)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" preserveAspectRatio="none">'
        f'<polygon points="{band}" fill="{colours.band}"/><polyline points="{line}" fill="none" '
        f'stroke="{colours.line}" stroke-width="1.6" vector-effect="non-scaling-stroke"/></svg>'
    )
    return f'<img src="data:image/svg+xml,{quote(drawing)}" alt="{escape(course.sentence)}">'
