"""The only cache of the product: what is computed before the gate, kept per data version.

What a reader sees after the gate is never kept: it depends on who reads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from data.settings import Settings
from metrics.gate import Audience
from plan.figures import Figures, open_figures
from plan.verantwoording.stock import Stock, take_stock

_Result = TypeVar("_Result")


@st.cache_resource(max_entries=512, show_spinner="Cijfers worden berekend …")
def _computed(version: str, key: tuple[str, ...], _compute: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001 - any result; the version is part of the cache key
    """The same object for everybody: nobody may change it."""
    return _compute()


def _remember(version: str, key: tuple[str, ...], compute: Callable[[], _Result]) -> _Result:
    result: _Result = _computed(version, key, compute)
    return result


def figures_for(settings: Settings, audience: Audience, today: date) -> Figures:
    """The door to the figures for one reader, with the shared memory behind it.

    Raises:
        NothingLoaded: There are no figures for the own municipality yet.
        WarehouseDamaged: A stored file is missing.
    """
    return open_figures(settings, audience=audience, today=today, memo=_remember)


def stock_of(settings: Settings, today: date, version: str) -> Stock:
    """Which figures there are; the same for every reader of one data version."""
    return _remember(version, ("stock", settings.gemeente, today.isoformat()), lambda: take_stock(settings, today))
