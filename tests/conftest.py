"""What all tests share: how many examples to try, real figures, a stored Modelgemeente, and the proof table."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data import modelgemeente, warehouse
from data.settings import Settings
from tests.serving import running_server

pytest_plugins = ["tests.databases"]

REPOSITORY = Path(__file__).parents[1]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"

# A slow machine is no failure of the product: no deadlines, no complaints about slow generation.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("snel", max_examples=20, derandomize=True, **_PATIENT)
settings.register_profile("volledig", max_examples=1000, **_PATIENT)

_PROOF = "proof_table"


def pytest_addoption(parser):
    parser.addoption("--proof", action="store_true", help="try everything in full, and count it in one table")


def pytest_configure(config):
    settings.load_profile("volledig" if config.getoption("--proof") else "snel")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--proof"):
        return
    skip = pytest.mark.skip(reason="runs in full only: make proof")
    for item in items:
        if item.get_closest_marker("proof"):
            item.add_marker(skip)


def pytest_terminal_summary(terminalreporter, config):
    """One table of what was counted; rows come from the `proof_table` fixture, from every worker."""
    if not config.getoption("--proof"):
        return
    counted = defaultdict(int)
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, row in getattr(report, "user_properties", ()):
                if name == _PROOF and report.when == "call":
                    counted[row[0]] += row[1]
    outcomes = {outcome: len(terminalreporter.stats.get(outcome, ())) for outcome in ("passed", "failed", "error")}
    counted.update({f"tests {outcome}": count for outcome, count in outcomes.items()})
    counted["examples per property, at most"] = settings.get_profile("volledig").max_examples
    width = max(map(len, counted))
    terminalreporter.section("what was counted")
    for what, count in counted.items():
        terminalreporter.write_line(f"{what:<{width}}  {count:>12,}")


@pytest.fixture
def proof_table(request):
    """Call it with what was counted and how many: `proof_table("figures checked against the file", 61_234)`."""

    def count(what, number):
        request.node.user_properties.append((_PROOF, (what, int(number))))

    return count


@pytest.fixture(scope="session")
def shared_data():
    """Real open data beside the repository; a test that needs it is skipped elsewhere."""
    if not SHARED_DATA.is_dir():
        pytest.skip("no real open data beside this repository")
    return SHARED_DATA


@pytest.fixture(scope="session")
def modelgemeente_home(tmp_path_factory):
    """A VK_HOME in which the Modelgemeente is stored, as `python -m data demo` does. Read it, do not change it."""
    home = tmp_path_factory.mktemp("thuis")
    warehouse.store(Settings(home=home).warehouse, modelgemeente.deliveries(), now=datetime(2026, 11, 2, tzinfo=UTC))
    return home


@pytest.fixture(scope="session")
def server(modelgemeente_home, tmp_path_factory):
    """The dashboard as `make run` starts it, on the stored Modelgemeente; one per worker that asks for it."""
    with running_server(modelgemeente_home, tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running
