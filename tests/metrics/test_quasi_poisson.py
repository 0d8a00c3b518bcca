"""The quasi-Poisson model, against statsmodels' GLM with scale X2."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from metrics.quasi_poisson import fit


def made_up(seed, observations=48, burst=1.5, level=20.0):
    rng = np.random.default_rng(seed)
    design = np.column_stack([np.ones(observations), rng.normal(size=(observations, 3))])
    exposure = rng.uniform(0.5, 2, observations)
    mean = exposure * level * np.exp(design[:, 1:] @ [0.2, -0.1, 0.0])
    return design, rng.poisson(rng.gamma(mean / burst, burst)).astype(float), exposure


@given(st.integers(0, 100_000), st.sampled_from([0.3, 1.5, 6.0]), st.sampled_from([0.8, 20.0, 500.0]))
def test_coefficients_and_standard_errors_equal_those_of_statsmodels(seed, burst, level):
    design, counts, exposure = made_up(seed, burst=burst, level=level)
    ours = fit(design, counts, exposure)
    oracle = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(exposure)).fit(scale="X2", tol=1e-12)
    assert ours.coefficients == pytest.approx(oracle.params, rel=1e-6, abs=1e-7)
    assert ours.dispersion == pytest.approx(max(1.0, oracle.scale), rel=1e-6)
    assert ours.standard_errors == pytest.approx(oracle.bse * np.sqrt(ours.dispersion / oracle.scale), rel=1e-6)
    assert ours.degrees_of_freedom == oracle.df_resid
    assert ours.expected(design, exposure) == pytest.approx(oracle.fittedvalues, rel=1e-6)


def test_the_dispersion_never_falls_below_one():
    result = fit(np.ones((24, 1)), np.full(24, 10.0), np.ones(24))
    assert result.dispersion == 1
    assert result.standard_errors == pytest.approx([1 / np.sqrt(240)])


@pytest.mark.parametrize(
    ("design", "counts"),
    [
        (np.ones((1, 1)), [5.0]),
        (np.ones((8, 1)), [0.0] * 8),
        (np.ones((8, 2)), [3.0] * 8),  # two columns that say the same
        (np.column_stack([np.ones(36), np.arange(36.0)]), [0.0] * 35 + [40.0]),  # the slope runs away
    ],
    ids=["one observation", "no events", "same columns", "all in the last period"],
)
def test_counts_that_settle_nothing_give_no_fit(design, counts):
    assert fit(design, np.array(counts), np.ones(len(counts))) is None
