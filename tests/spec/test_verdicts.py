"""What a change may be called. Every table can be read aloud by an adviser veiligheid.

`van` and `tot` are the limits of the change per year, in percent; `goed is` is the direction of the indicator.
"""

from datetime import date

import pytest

from data.catalogue import Direction, Registration
from data.schemas import Resolution
from metrics.trend import Lack, Trend, survey_verdict, verdict
from metrics.uncertainty import Estimate

DIRECTIONS = {"minder": Direction.DOWN, "meer": Direction.UP, "geen van beide": Direction.CONTEXT}

A_TREND = """
    bron     | goed is        | van   | tot   | oordeel
    aangifte | minder         | -9,0  | -3,0  | beter
    aangifte | minder         | 3,0   | 9,0   | slechter
    aangifte | meer           | -9,0  | -3,0  | slechter
    aangifte | meer           | 3,0   | 9,0   | beter
    aangifte | geen van beide | 3,0   | 9,0   | meer geregistreerd
    aangifte | geen van beide | -9,0  | -3,0  | minder geregistreerd
    melding  | minder         | 3,0   | 9,0   | meer geregistreerd
    melding  | minder         | -9,0  | -3,0  | minder geregistreerd
    inzet    | geen van beide | 3,0   | 9,0   | meer geregistreerd
    inzet    | minder         | -9,0  | -3,0  | minder geregistreerd
    register | minder         | 3,0   | 9,0   | meer geregistreerd
    register | meer           | -9,0  | -3,0  | minder geregistreerd
    enquete  | meer           | 3,0   | 9,0   | beter
    enquete  | geen van beide | 3,0   | 9,0   | meer geregistreerd
    aangifte | minder         | -9,0  | 3,0   | geen aantoonbare verandering
    melding  | minder         | -40,0 | 90,0  | geen aantoonbare verandering
    aangifte | minder         | -0,1  | 0,1   | geen aantoonbare verandering
    aangifte | minder         | -9,0  | 0,0   | geen aantoonbare verandering
    aangifte | minder         | -9,0  | -0,1  | beter
    aangifte | minder         | 0,0   | 9,0   | geen aantoonbare verandering
    aangifte | minder         | 0,1   | 9,0   | slechter
    aangifte | minder         | -     | -     | te weinig om te zeggen
    melding  | minder         | -     | -     | te weinig om te zeggen
"""

TWO_SURVEYS = """
    goed is        | vragenlijst | eerst        | later        | oordeel
    minder         | dezelfde    | 30 (27 - 33) | 20 (17 - 23) | beter
    minder         | dezelfde    | 20 (17 - 23) | 30 (27 - 33) | slechter
    meer           | dezelfde    | 20 (17 - 23) | 30 (27 - 33) | beter
    geen van beide | dezelfde    | 20 (17 - 23) | 30 (27 - 33) | meer geregistreerd
    minder         | dezelfde    | 20 (17 - 23) | 24 (21 - 27) | geen aantoonbare verandering
    minder         | dezelfde    | 20 (16 - 24) | 25 (22 - 28) | geen aantoonbare verandering
    minder         | dezelfde    | 20 (16 - 24) | 26 (23 - 29) | slechter
    minder         | dezelfde    | 20 (10 - 30) | 30 (20 - 40) | geen aantoonbare verandering
    minder         | een andere  | 30 (29 - 31) | 10 (9 - 11)  | te weinig om te zeggen
    minder         | een andere  | 30 (29 - 31) | 30 (29 - 31) | te weinig om te zeggen
"""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def a_trend(low, high):
    lower, upper = (None if text == "-" else float(text.replace(",", ".")) for text in (low, high))
    lack = Lack.EVENTS if lower is None else None
    change = None if lower is None else (lower + upper) / 2
    seen = (60, 60, 900, date(2021, 1, 1), date(2025, 12, 1))
    return Trend(Resolution.MONTH, change, lower, upper, lack, 1.2, *seen, (), ())


def an_estimate(text, era):
    value, lower, _, upper = text.replace("(", "").replace(")", "").split()
    return Estimate(float(value), float(lower), float(upper), era)


@pytest.mark.parametrize("row", rows(A_TREND), ids=lambda row: " ".join(row.values()))
def test_a_trend_is_called_what_the_table_says(row):
    given = verdict(a_trend(row["van"], row["tot"]), DIRECTIONS[row["goed is"]], Registration(row["bron"]))
    assert given == row["oordeel"]


@pytest.mark.parametrize("row", rows(TWO_SURVEYS), ids=lambda row: " ".join(row.values()))
def test_two_surveys_are_called_what_the_table_says(row):
    era = "2021" if row["vragenlijst"] == "dezelfde" else "2012"
    given = survey_verdict(
        an_estimate(row["eerst"], era), an_estimate(row["later"], "2021"), DIRECTIONS[row["goed is"]]
    )
    assert given.verdict == row["oordeel"]
