# Everything runs from a virtual environment that these targets make; a machine needs python3 (3.11 or newer) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What is compiled once is not compiled again by every worker and every process that a test starts.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup demo run test lint format screenshots translations benchmark torture clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml requirements-test.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "netcrm needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/netcrm demo

run: setup
	$(BIN)/netcrm

test: setup
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not alone'
	$(BIN)/python -m pytest -n 2 -m alone tests/tui

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: setup
	$(BIN)/python -m tests.screenshots

translations: setup
	$(BIN)/python -m tests.translations

benchmark: setup
	$(BIN)/python -m tests.benchmarks

MINUTES ?= 10

torture: setup
	$(BIN)/python -m tests.torture --minutes $(MINUTES)

clean:
	rm -rf $(VENV) .hypothesis .pytest_cache .mypy_cache .ruff_cache
