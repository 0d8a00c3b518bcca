"""Loading into a warehouse of its own, for the tests of files of areas."""

import pytest

from data.catalogue import load_catalogue
from data.sources.load import Asked, read_deliveries
from data.warehouse import open_snapshot, store
from tests.data import small_country as country
from tests.data import small_tables as small


@pytest.fixture
def load(tmp_path):
    def load_contents(*contents, year=None, gemeente=None):
        paths = [
            one if hasattr(one, "exists") else country.write(tmp_path / str(number), one)[0]
            for number, one in enumerate(contents)
        ]
        root = tmp_path / "magazijn"
        deliveries, report = read_deliveries(paths, root, load_catalogue(), small.NOW, Asked(gemeente, year))
        store(root, deliveries, now=small.NOW, report=report)
        return open_snapshot(root), report

    return load_contents
