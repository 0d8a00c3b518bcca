"""The examples in the docstrings of metrics are true."""

import doctest
import importlib
import pkgutil

import pytest

import metrics

MODULES = [info.name for info in pkgutil.walk_packages(metrics.__path__, "metrics.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_run():
    finder = doctest.DocTestFinder(exclude_empty=True)
    tests = [one for name in MODULES for one in finder.find(importlib.import_module(name))]
    assert sum(len(one.examples) for one in tests) >= 15
