"""The committed tables, and the same ones made anew; both once per run."""

import pytest

from data.modelgemeente import delivery
from data.modelgemeente.build import build
from data.modelgemeente.tables import read_boundaries


@pytest.fixture(scope="session")
def committed():
    return delivery().tables


@pytest.fixture(scope="session")
def made():
    return build()


@pytest.fixture(scope="session")
def shapes():
    return read_boundaries()


@pytest.fixture(scope="session")
def buurten(shapes):
    return shapes[shapes["level"] == "buurt"].reset_index(drop=True)
