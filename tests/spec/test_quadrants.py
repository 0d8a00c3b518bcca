"""Register beside beleving, as tables that an adviser veiligheid can read aloud.

Figures are written as value (lower - upper). `goed is` is the direction of the survey figure: minder for "voelt zich
weleens onveilig", meer for a rapportcijfer.
"""

import pytest

from data.catalogue import Direction
from metrics.perception import side, standing
from metrics.uncertainty import Estimate

DIRECTIONS = {"minder": Direction.DOWN, "meer": Direction.UP}

BESIDE_THE_WHOLE_GEMEENTE = """
    wijk             | hele gemeente    | wijk ligt
    20 (18 - 22)     | 10 (9 - 11)      | hoger
    5 (4 - 6)        | 10 (9 - 11)      | lager
    12 (9 - 15)      | 10 (9 - 11)      | niet te onderscheiden
    20 (2 - 60)      | 10 (9 - 11)      | niet te onderscheiden
    10 (10 - 10)     | 10 (10 - 10)     | niet te onderscheiden
    onbekend         | 10 (9 - 11)      | onbekend
    20 (18 - 22)     | onbekend         | onbekend
"""

QUADRANTS = """
    geregistreerd         | enquete               | goed is | kwadrant
    hoger                 | hoger                 | minder  | meer geregistreerd, minder veilig gevoel
    hoger                 | lager                 | minder  | meer geregistreerd, veiliger gevoel
    lager                 | hoger                 | minder  | minder geregistreerd, minder veilig gevoel
    lager                 | lager                 | minder  | minder geregistreerd, veiliger gevoel
    hoger                 | lager                 | meer    | meer geregistreerd, minder veilig gevoel
    hoger                 | hoger                 | meer    | meer geregistreerd, veiliger gevoel
    lager                 | lager                 | meer    | minder geregistreerd, minder veilig gevoel
    lager                 | hoger                 | meer    | minder geregistreerd, veiliger gevoel
    hoger                 | niet te onderscheiden | minder  | niet te onderscheiden
    niet te onderscheiden | hoger                 | minder  | niet te onderscheiden
    niet te onderscheiden | niet te onderscheiden | meer    | niet te onderscheiden
    hoger                 | onbekend              | minder  | onbekend
    onbekend              | hoger                 | meer    | onbekend
    niet te onderscheiden | onbekend              | minder  | onbekend
"""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def an_estimate(text):
    if text == "onbekend":
        return None
    value, lower, _, upper = text.replace("(", "").replace(")", "").split()
    return Estimate(float(value), float(lower), float(upper))


def a_side(name):
    known = {
        "hoger": "20 (18 - 22)",
        "lager": "5 (4 - 6)",
        "niet te onderscheiden": "10 (8 - 12)",
        "onbekend": "onbekend",
    }
    return side(an_estimate(known[name]), an_estimate("10 (9 - 11)"))


@pytest.mark.parametrize("row", rows(BESIDE_THE_WHOLE_GEMEENTE), ids=lambda row: " ".join(row.values()))
def test_a_wijk_lies_where_the_table_says(row):
    assert side(an_estimate(row["wijk"]), an_estimate(row["hele gemeente"])) == row["wijk ligt"]


@pytest.mark.parametrize("row", rows(QUADRANTS), ids=lambda row: " ".join(row.values()))
def test_a_wijk_is_in_the_quadrant_that_the_table_says(row):
    given = standing(a_side(row["geregistreerd"]), a_side(row["enquete"]), DIRECTIONS[row["goed is"]])
    assert given.quadrant == row["kwadrant"]
