"""Every importer of figures, offered damaged files: one sentence or a whole load, no crash, bounded memory."""

import random
import time
import tracemalloc

import pytest

from data.catalogue import load_catalogue
from data.errors import VeiligheidskompasError
from data.sources.load import read_deliveries
from data.warehouse import Delivery, store
from tests.data import figure_town as figures
from tests.data import small_tables as small
from tests.data import small_town as town
from tests.faults.mutation import mutated

_QUICK, _IN_FULL = 100, 2_000


def _warehouse(root):
    boundaries, areas = figures.outline_rows(), figures.area_rows(town.AREAS)
    store(root, [Delivery(town.GEMEENTE, {"areas": areas, "boundaries": boundaries})], now=small.NOW)


def _load(content, root):
    path = root.parent / "bestand"
    path.write_bytes(content)
    deliveries, _ = read_deliveries([path], root, load_catalogue(), small.NOW)
    store(root, deliveries, now=small.NOW)


def _content(kind):
    content = figures.FILES[kind]()
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("kind", figures.FILES)
def test_a_damaged_file_is_loaded_whole_or_refused_whole(tmp_path, request, proof_table, kind):
    luck = random.Random(kind)
    original = _content(kind)
    root = tmp_path / "magazijn"
    _warehouse(root)
    before = small.tree(root)
    tries = _IN_FULL if request.config.getoption("--proof") else _QUICK
    sentences = []
    for _ in range(tries):
        content = mutated(original, luck)
        try:
            _load(content, root)
        except VeiligheidskompasError as problem:
            sentences.append(problem.sentence)
            assert small.tree(root) == before, content
        before = small.tree(root)
    assert all(sentence.isprintable() and sentence.endswith(".") for sentence in sentences)
    assert all(len(sentence) < 500 for sentence in sentences)
    proof_table("mutated files offered to the importers", tries)
    proof_table("mutated files refused with one sentence", len(sentences))
    assert len(sentences) > tries // 5


@pytest.mark.parametrize("kind", figures.FILES)
def test_an_undamaged_file_is_loaded(tmp_path, kind):
    root = tmp_path / "magazijn"
    _warehouse(root)
    before = small.tree(root)
    _load(_content(kind), root)
    assert small.tree(root) != before


def test_a_long_reply_takes_memory_and_time_in_proportion_to_its_size(tmp_path):
    root = tmp_path / "magazijn"
    _warehouse(root)
    row = figures.police_rows()[0]
    rows = [{**row, "ID": number, "WijkenEnBuurten": f"NL{number % 90 + 10}"} for number in range(30_000)]
    content = figures.reply([*figures.police_rows(), *rows]).encode()
    tracemalloc.start()
    begun = time.perf_counter()
    _load(content, root)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25 * len(content)
    assert time.perf_counter() - begun < 30
