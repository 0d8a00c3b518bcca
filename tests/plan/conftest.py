from datetime import date

import pandas as pd
import pytest

from data import modelgemeente
from data.settings import MODELGEMEENTE_TODAY, Settings
from metrics.gate import Audience
from plan.figures import open_figures
from tests.plan.counting import Town


def compute_each_time(_version, _key, compute):
    return compute()


@pytest.fixture(scope="session")
def open_for(modelgemeente_home):
    """The door to the Modelgemeente's figures, for an audience."""
    remembered = {}

    def shared_memory(version, key, compute):
        if (version, key) not in remembered:
            remembered[version, key] = compute()
        return remembered[version, key]

    def door(audience=Audience.COUNCIL, memo=shared_memory):
        return open_figures(Settings(home=modelgemeente_home), audience=audience, today=MODELGEMEENTE_TODAY, memo=memo)

    return door


@pytest.fixture(scope="session")
def figures(open_for):
    return open_for()


@pytest.fixture(scope="session")
def latest():
    """The last twelve months with figures: first and last day of a month."""
    return date(2025, 10, 1), date(2026, 9, 1)


@pytest.fixture(scope="session")
def raw():
    """The Modelgemeente's own tables as pandas frames: an independent way to count."""
    names = ("areas", "observations", "survey_results", "provenance")
    return {name: pd.read_parquet(modelgemeente.tables.FOLDER / f"{name}.parquet") for name in names}


@pytest.fixture(scope="session")
def town(raw):
    """The Modelgemeente, counted with plain loops."""
    return Town(raw)
