"""Comparable municipalities, against scipy's standardised Euclidean distance and plain loops."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from metrics.peers import Variable, comparable, tells_origin

SEVEN = tuple(Variable(f"v{number}", f"Kenmerk {number}") for number in range(7))


def candidates(rows, variables=SEVEN):
    columns = {one.column: [row[k] for row in rows] for k, one in enumerate(variables)}
    codes = [f"GM{number:04}" for number in range(len(rows))]
    return pl.DataFrame({"gemeente": codes, **columns}, schema_overrides=dict.fromkeys(columns, pl.Float64))


def some_candidates(seed=1, number=40, variables=7):
    return np.random.default_rng(seed).normal(size=(number, variables)) * np.geomspace(0.01, 1e5, variables) + 5e5


TABLES = st.integers(0, 10_000).map(lambda seed: some_candidates(seed, number=4 + seed % 30))


@given(TABLES)
def test_distances_equal_the_standardised_euclidean_distance_of_scipy(table):
    peers = comparable(candidates(table), "GM0002", SEVEN, at_most=len(table))
    expected = cdist(table[[2]], table, "seuclidean", V=table.var(axis=0, ddof=1))[0] / math.sqrt(7)
    assert {peer.code: pytest.approx(peer.distance) for peer in peers.nearest} == {
        f"GM{k:04}": distance for k, distance in enumerate(expected) if k != 2
    }
    assert [peer.distance for peer in peers.nearest] == sorted(peer.distance for peer in peers.nearest)
    assert peers.candidates == len(table) - 1


@given(TABLES, st.lists(st.floats(0.1, 5), min_size=7, max_size=7))
def test_weights_differences_and_the_list_without_a_variable_equal_plain_loops(table, weights):
    variables = tuple(Variable(one.column, one.label, weight) for one, weight in zip(SEVEN, weights, strict=True))
    peers = comparable(candidates(table, variables), "GM0000", variables, at_most=5)
    deviation = [float(np.std(table[:, j], ddof=1)) for j in range(7)]

    def nearest(skip=None):
        distances = {}
        for k in range(1, len(table)):
            squares = [weights[j] * ((table[k, j] - table[0, j]) / deviation[j]) ** 2 for j in range(7) if j != skip]
            distances[f"GM{k:04}"] = math.sqrt(sum(squares) / sum(w for j, w in enumerate(weights) if j != skip))
        return sorted(distances, key=distances.get)[:5], distances

    listed, distances = nearest()
    assert [peer.code for peer in peers.nearest] == listed
    for peer in peers.nearest:
        assert peer.distance == pytest.approx(distances[peer.code])
        number = int(peer.code[2:])
        assert [peer.differences[f"v{j}"] for j in range(7)] == pytest.approx(
            [(table[number, j] - table[0, j]) / deviation[j] for j in range(7)]
        )
    for j, without in enumerate(peers.without):
        other = nearest(skip=j)[0]
        assert without.variable == variables[j]
        assert (set(without.dropped), set(without.added)) == (set(listed) - set(other), set(other) - set(listed))
    assert set(peers.firm) == {code for code in listed if all(code in nearest(skip=j)[0] for j in range(7))}


@given(TABLES, st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_the_unit_of_a_variable_does_not_matter(table, factor, shift):
    other = table.copy()
    other[:, 3] = other[:, 3] * factor + shift
    before, after = (comparable(candidates(one), "GM0001", SEVEN) for one in (table, other))
    assert [one.code for one in before.nearest] == [one.code for one in after.nearest]
    assert [one.distance for one in before.nearest] == pytest.approx([one.distance for one in after.nearest], rel=1e-4)


def test_the_order_of_the_rows_does_not_matter():
    rows = candidates(some_candidates())
    assert comparable(rows.sample(fraction=1, shuffle=True, seed=3), "GM0004", SEVEN) == comparable(
        rows, "GM0004", SEVEN
    )


def test_a_candidate_that_misses_a_value_is_left_out_and_named():
    rows = some_candidates(number=10).tolist()
    rows[3][2], rows[5][0], rows[5][6] = None, math.nan, math.inf
    peers = comparable(candidates(rows), "GM0000", SEVEN)
    assert peers.left_out == {"GM0003": ("v2",), "GM0005": ("v0", "v6")}
    assert {peer.code for peer in peers.nearest} == {f"GM{k:04}" for k in (1, 2, 4, 6, 7, 8, 9)}
    complete = comparable(candidates(rows).filter(~pl.col("gemeente").is_in(["GM0003", "GM0005"])), "GM0000", SEVEN)
    assert peers.nearest == complete.nearest


def test_on_a_log_scale_ratios_count_and_zero_is_missing():
    variables = (Variable("v0", "Inwoners", on_log_scale=True), *SEVEN[1:])
    rows = [[size, 1, 1, 1, 1, 1, 1] for size in (100, 50, 210, 0, -4)]
    peers = comparable(candidates(rows), "GM0000", variables)
    assert [peer.code for peer in peers.nearest] == ["GM0001", "GM0002"]
    assert peers.left_out == {"GM0003": ("v0",), "GM0004": ("v0",)}
    assert comparable(candidates(rows), "GM0000", SEVEN).nearest[0].code == "GM0001"
    further = comparable(candidates([[100] + [1] * 6, [40] + [1] * 6, [155] + [1] * 6]), "GM0000", variables)
    assert [peer.code for peer in further.nearest] == ["GM0002", "GM0001"]


def test_a_figure_that_is_the_same_everywhere_says_nothing():
    rows = some_candidates()
    rows[:, 4] = 0.1 + 0.2
    peers = comparable(candidates(rows), "GM0000", SEVEN)
    assert all(peer.differences["v4"] == 0 for peer in peers.nearest)
    assert (peers.without[4].dropped, peers.without[4].added) == ((), ())


def test_the_same_municipality_under_another_code_is_at_distance_zero():
    rows = some_candidates(number=6)
    rows[5] = rows[0]
    nearest = comparable(candidates(rows), "GM0000", SEVEN).nearest[0]
    assert (nearest.code, nearest.distance) == ("GM0005", 0)


def test_a_municipality_alone_has_no_peers():
    peers = comparable(candidates([[1.0] * 7]), "GM0000", SEVEN)
    assert (peers.nearest, peers.candidates, peers.firm) == ((), 0, ())


@pytest.mark.parametrize(
    "column",
    [
        "Westerse migratieachtergrond (% van aantal inwoners)",
        "percentageMetHerkomstlandNederland",
        "percGebInNlMetHerkomstlandInEuropaExNl",
        "Turkse migratieachtergrond",
        "p_marokko",
        "p_tur",
        "p_suri",
        "p_ant_aru",
        "a_nw_all",
        "p_w_all",
        "p_eur_al",
        "aandeel_allochtonen",
        "nationaliteit",
        "country_of_origin",
        "statushouders",
    ],
)
def test_where_people_come_from_is_never_compared(column):
    assert tells_origin(column)
    with pytest.raises(ValueError, match="never compared"):
        comparable(candidates([[1.0] * 7] * 3), "GM0000", (*SEVEN, Variable(column, "Kenmerk")))
    with pytest.raises(ValueError, match="never compared"):
        comparable(candidates([[1.0] * 7] * 3), "GM0000", (*SEVEN, Variable("v8", column)))


@pytest.mark.parametrize(
    "column",
    [
        "a_inw",
        "bev_dich",
        "p_15_25",
        "p_1ouder_hh",
        "p_ink_li",
        "p_huurw",
        "banen",
        "visitors",
        "stedelijkheid",
        "structuur",
        "Totaal aantal geboortes",
        "p_geb",
        "centrumfunctie",
        "bouwjaar_na_2000",
    ],
)
def test_ordinary_figures_may_be_compared(column):
    assert not tells_origin(column)


@pytest.mark.parametrize(
    ("variables", "why"),
    [
        (SEVEN[:5], "6 to 10"),
        (tuple(Variable(f"v{k}", "x") for k in range(11)), "6 to 10"),
        ((*SEVEN, SEVEN[0]), "twice"),
        ((*SEVEN[:6], Variable("v6", "x", weight=0)), "weight"),
        ((*SEVEN[:6], Variable("v6", "x", weight=math.nan)), "weight"),
    ],
)
def test_a_rule_that_is_not_allowed_is_refused(variables, why):
    with pytest.raises(ValueError, match=why):
        comparable(candidates(some_candidates()), "GM0000", variables)


def test_our_own_municipality_must_be_there_and_complete():
    rows = some_candidates(number=5).tolist()
    rows[0][0] = None
    for target in ("GM0000", "GM0009"):
        with pytest.raises(ValueError, match="our own"):
            comparable(candidates(rows), target, SEVEN)


def test_a_municipality_that_occurs_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        comparable(pl.concat([candidates(some_candidates())] * 2), "GM0000", SEVEN)
