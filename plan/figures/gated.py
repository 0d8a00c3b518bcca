"""From what was computed to what may be shown: every figure passes the rule of `metrics.gate` here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.catalogue import Indicator
from metrics.gate import Answer, Audience, Request, Rule, State, answer
from plan.figures.measured import POOLED_MONTHS, Estimate, Published, Rate
from plan.figures.model import Area, Figure
from plan.figures.window import Window

_UNKNOWN_RATE = Rate(None, None, None, None, None, None, None, None, None, provisional=False)


def counted_figure(
    indicator: Indicator,
    area: Area,
    window: Window,
    audience: Audience,
    rate: Rate | None,
    pooled: Rate | None,
) -> Figure:
    """A counted figure as this reader may see it.

    Args:
        indicator: What was counted.
        area: Where.
        window: The twelve months that were asked for.
        audience: Who will read it.
        rate: What was computed over the window; None where there is nothing.
        pooled: The same over the three years that end with the window.
    """
    found = rate or _UNKNOWN_RATE
    request = _request(indicator, area, audience, found, window)
    said = answer(request)
    if said.use_months == POOLED_MONTHS and pooled is not None:
        over_years = window.over(POOLED_MONTHS)
        again = answer(_request(indicator, area, audience, pooled, over_years))
        if again.is_open and pooled.value is not None:
            return _shown(indicator, area, over_years, pooled, said)
    if said.is_open and found.value is None:
        # The count is known, but not what it is divided by.
        said = answer(request._replace(has_figure=False))
    if said.is_open:
        return _shown(indicator, area, window, found, said)
    # A rate that chance would make is left out; the count itself is no secret where anyone can look it up.
    keeps_count = said.rule is Rule.FEW_INHABITANTS and indicator.public_at_source
    return _hidden(indicator, area, window, said, count=found.count if keeps_count else None)


def asked_figure(
    indicator: Indicator, area: Area, window: Window, audience: Audience, estimate: Estimate | None
) -> Figure:
    """A survey figure as this reader may see it."""
    known = estimate is not None
    request = _request(indicator, area, audience, _UNKNOWN_RATE, window)._replace(is_survey=True, has_figure=known)
    said = answer(request._replace(has_margin=known, respondents=estimate.respondents if estimate else None))
    if estimate is None or not said.is_open:
        return _hidden(indicator, area, window, said)
    return Figure(
        indicator=indicator,
        area=area,
        unit=indicator.unit,
        window=window,
        period_label=f"enquête {estimate.period_start.year}",
        answer=said,
        value=estimate.value,
        lower=estimate.lower,
        upper=estimate.upper,
        respondents=estimate.respondents,
    )


def published_figure(
    indicator: Indicator, area: Area, window: Window, audience: Audience, value: Published | None
) -> Figure:
    """A value as its publisher gives it, as this reader may see it; it has no margin."""
    request = _request(indicator, area, audience, _UNKNOWN_RATE, window)
    said = answer(request._replace(has_figure=value is not None, is_rate=False))
    if value is None or not said.is_open:
        return _hidden(indicator, area, window, said)
    months = (value.last_month.year - value.period_start.year) * 12
    months += value.last_month.month - value.period_start.month + 1
    own = Window(value.last_month, months)
    only_value = replace(_UNKNOWN_RATE, value=value.value, provisional=value.provisional)
    return _shown(indicator, area, own, only_value, said)


def level_answer(indicator: Indicator, area: Area, audience: Audience) -> Answer | None:
    """Why an indicator may not be shown at the level of this area, whatever its value; None where it may."""
    said = answer(_request(indicator, area, audience, _UNKNOWN_RATE, Window(date(2000, 1, 1))))
    return said if said.state is not State.CLOSED or said.rule is Rule.SENSITIVITY else None


def _request(indicator: Indicator, area: Area, audience: Audience, rate: Rate, window: Window) -> Request:
    years = window.months / 12
    return Request(
        lowest_level=indicator.lowest_level,
        subject=indicator.subject,
        sensitivity=indicator.sensitivity,
        public_at_source=indicator.public_at_source,
        is_survey=False,
        level=area.level,
        audience=audience,
        has_figure=rate.count is not None,
        inhabitants=None if rate.person_years is None else rate.person_years / years,
        months=window.months,
        is_rate=bool(indicator.denominators),
    )


def _shown(indicator: Indicator, area: Area, window: Window, rate: Rate, said: Answer) -> Figure:
    return Figure(
        indicator=indicator,
        area=area,
        unit=indicator.unit,
        window=window,
        period_label=window.label,
        answer=said,
        exposure=rate.exposure,
        count=rate.count,
        value=rate.value,
        lower=rate.lower,
        upper=rate.upper,
        smoothed=rate.smoothed,
        smoothed_lower=rate.smoothed_lower,
        smoothed_upper=rate.smoothed_upper,
        provisional=rate.provisional,
    )


def _hidden(indicator: Indicator, area: Area, window: Window, said: Answer, count: int | None = None) -> Figure:
    return Figure(
        indicator=indicator,
        area=area,
        unit=indicator.unit,
        window=window,
        period_label=window.label,
        answer=said,
        count=count,
    )
