"""Start-up: import everything heavy before the first visitor, then keep it out of the garbage collector's way.

Streamlit runs a full garbage collection after every run of a page. With polars, geopandas and plotly in memory that
walks hundreds of thousands of objects that never go away: some 90 ms of processor time for every click. Frozen objects
are skipped. What is imported after the freeze would be walked again and again, so all of it comes before.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import streamlit as st

# What pages, and Streamlit itself, would otherwise import at the first chart, map or table.
_LIBRARIES = (
    "dataframely",
    "geopandas",
    "numpy",
    "pandas",
    "plotly.express",
    "plotly.graph_objects",
    "plotly.io",
    "plotly.offline",
    "polars",
    "pyarrow.dataset",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "pydeck",
    "scipy.optimize",
    "scipy.stats",
    "shapely",
)
_OUR_PACKAGES = ("data", "geo", "metrics", "plan", "pages.parts")

# Scripts do their work when they are imported: they are run, never imported.
_SCRIPT_NAMES = frozenset({"__main__", "env", "frame"})


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Prepare the process; nothing needs to be undone when it stops."""
    import_everything()
    gc.collect()
    gc.freeze()
    yield


def import_everything() -> None:
    """Import all that a page may need: the libraries and every module of our own that is no script."""
    for name in (*_LIBRARIES, *_our_modules()):
        importlib.import_module(name)


def _our_modules() -> Iterator[str]:
    for name in _OUR_PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, prefix=f"{name}."):
            if module.name.rpartition(".")[2] not in _SCRIPT_NAMES:
                yield module.name
