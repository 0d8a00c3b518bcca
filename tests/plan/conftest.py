from datetime import date

import pandas as pd
import pytest

from data import modelgemeente
from data.settings import MODELGEMEENTE_TODAY, Settings
from metrics.gate import Audience
from plan.figures import open_figures


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
    tables = modelgemeente.delivery().tables
    return {name: pd.DataFrame(tables[name].to_dicts()) for name in ("areas", "observations", "survey_results")}
