# One command for each thing people do with this repository. `make` alone lists them.
# Everything lives in a virtual environment that is made when it is missing and filled again when a requirement changes.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8501
PYTEST_OPTIONS ?= -n 2 --dist loadgroup

BIN = $(VENV)/bin
PRODUCT = $(VENV)/product.installed
TOOLS = $(VENV)/tools.installed
BROWSER = $(VENV)/browser.installed
AUDIT = $(VENV)/audit.installed

.DEFAULT_GOAL = help
.PHONY: help run test proof bench check lint

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(PRODUCT) ## Open the dashboard on this machine, with the fictional Modelgemeente
	$(BIN)/python -m data demo
	@echo "Veiligheidskompas: http://127.0.0.1:$(PORT)  (Ctrl+C to stop)"
	$(BIN)/python -m uvicorn dashboard:app --host 127.0.0.1 --port $(PORT) --ws-per-message-deflate false

test: $(TOOLS) $(BROWSER) lint ## Check the style, the types and the layers, and run the tests, a real browser included
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

proof: $(TOOLS) $(BROWSER) ## Run the tests in full: thousands of examples, load, and one table of what was counted
	$(BIN)/python -m pytest --proof $(PYTEST_OPTIONS)

bench: $(TOOLS) $(BROWSER) ## Measure pages, load and start-up, as multiples of an empty page
	$(BIN)/python -m tests.benchmarks

check: $(TOOLS) $(AUDIT) lint ## Check the style, the types and the layers, and the dependencies for known weaknesses
	$(BIN)/pip-audit --local

lint: $(TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy dashboard.py
	$(BIN)/lint-imports

# A stamp file tells when the environment was last filled; a newer list of requirements fills it again.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(PRODUCT): requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(TOOLS): requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(BROWSER): tests/browser/chromium.py $(TOOLS)
	$(BIN)/python -m tests.browser.chromium
	@touch $@

$(AUDIT): | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit==2.9.0
	@touch $@
