PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# options of the demo, such as DEMO='--people 500 --port 8600'
DEMO ?=
# processes that run tests, each with a Neo4j of its own
WORKERS ?= 3

.PHONY: help demo install test check clean lock

help:
	@echo "make demo     everything: install, Neo4j, sample region, load, resolve, app on port 8501"
	@echo "make install  the virtual environment and Neo4j's files"
	@echo "make test     all checks and tests"
	@echo "make clean    remove the virtual environment and tool caches (no data)"

demo: install
	$(BIN)/workbench demo $(DEMO)

install: $(VENV)/.run
	$(BIN)/workbench neo4j fetch

test: install $(VENV)/.dev check
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The locks name versions and sums, and no registry: pip asks the one it is set up for.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header -q -o requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements/run.lock --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
	  -o requirements/dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements/run.lock pyproject.toml
	@echo "Installing Python packages, about 300 MB to fetch the first time, then a minute to unpack …"
	$(BIN)/python -m pip install --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	$(BIN)/python -m pip install --require-hashes -r requirements/dev.lock
	touch $@
