"""The only place that writes Dutch numbers, dates, margins and the sentences of figures."""

from metrics.wording.areas import (
    sentence_of_denominator,
    sentence_of_funnel,
    sentence_of_quadrant,
    sentence_of_ties,
)
from metrics.wording.comparisons import sentence_of_order, sentence_of_peers, sentence_of_periods
from metrics.wording.dates import day, month, period, short_month
from metrics.wording.numbers import (
    UNKNOWN,
    counted,
    interval,
    join_list,
    lower_first,
    number,
    per_1000,
    percentage,
    quantity,
    short_number,
    signed,
)
from metrics.wording.sentences import (
    sentence_nothing_unusual,
    sentence_of_figure,
    sentence_of_marks,
    sentence_of_stand_out,
    sentence_of_survey_change,
    sentence_of_trend,
)

__all__ = [
    "UNKNOWN",
    "counted",
    "day",
    "interval",
    "join_list",
    "lower_first",
    "month",
    "number",
    "per_1000",
    "percentage",
    "period",
    "quantity",
    "sentence_nothing_unusual",
    "sentence_of_denominator",
    "sentence_of_figure",
    "sentence_of_funnel",
    "sentence_of_marks",
    "sentence_of_order",
    "sentence_of_peers",
    "sentence_of_periods",
    "sentence_of_quadrant",
    "sentence_of_stand_out",
    "sentence_of_survey_change",
    "sentence_of_ties",
    "sentence_of_trend",
    "short_month",
    "short_number",
    "signed",
]
