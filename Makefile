# Everything starts here: `make demo` shows the site, `make test` proves it, `make help` lists the rest.
# Steps are skipped while what they were made from is unchanged, so a second run starts in seconds.

PORT ?= 8000
export PORT

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input --no-deps
STATIC := $(shell find zhibu/web/static -type f -not -path '*/vendor/*' 2>/dev/null)

.PHONY: help setup demo test test-setup lint bench bench-closing bench-papers spark clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(BIN)/zhibu build/static.stamp ## the environment only: .venv/bin/zhibu and the static files
	@echo "==> Ready: $(BIN)/zhibu"

demo: setup ## set up and serve the demo organisation on 127.0.0.1 (PORT=8000, ZHIBU_DATA=data)
	@$(BIN)/zhibu demo

test: setup test-setup ## every test on SQLite, the database tests on PostgreSQL too where one is reachable
	@$(BIN)/python scripts/run_tests.py

lint: setup $(VENV)/.dev ## ruff, import contracts, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: setup ## evaluation beside its floor, the usual way and a spreadsheet
	$(BIN)/python -m bench.evaluation

bench-closing: setup ## closing a quarter of 8,000 organisations while people work (DATABASE_URL: PostgreSQL too)
	$(BIN)/python -m bench.closing

bench-papers: setup ## reading and writing documents
	$(BIN)/python -m bench.papers

spark: .venv-spark/.stamp ## the optional engine for merged snapshots, in .venv-spark; needs Java 17
	@echo "==> Ready: .venv-spark/bin/zhibu evaluate DIRECTORY --engine 'local[2]' (or spark://HOST:PORT)"

clean: ## remove everything that set-up made; the data of a site stays
	rm -rf $(VENV) .venv-spark node_modules build zhibu/web/static/vendor

# --- the steps of set-up ---------------------------------------------------------------------------------

$(BIN)/python:
	@echo "==> Making a virtual environment with $(PYTHON)"
	@sh scripts/make_venv.sh "$(PYTHON)" $(VENV)

$(VENV)/.runtime: locks/runtime.txt | $(BIN)/python
	@echo "==> Installing the Python packages of locks/runtime.txt (half a minute)"
	@$(PIP) --require-hashes -r locks/runtime.txt
	@touch $@

$(BIN)/zhibu: pyproject.toml | $(VENV)/.runtime
	@echo "==> Installing the command zhibu"
	@$(PIP) -q --editable .
	@touch $@

$(VENV)/.dev: locks/dev.txt | $(VENV)/.runtime
	@echo "==> Installing the test and lint tools of locks/dev.txt (half a minute)"
	@$(PIP) --require-hashes -r locks/dev.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc locks/frontend.txt | $(BIN)/python
	@echo "==> Installing the front-end packages of package-lock.json (ten seconds)"
	@sh scripts/npm_ci.sh $(VENV)
	@touch $@

build/vendor.stamp: node_modules/.stamp scripts/vendor.py zhibu/web/icons.txt
	@$(BIN)/python scripts/vendor.py
	@mkdir -p build && touch $@

build/static.stamp: build/vendor.stamp $(VENV)/.runtime $(STATIC) | $(BIN)/zhibu
	@echo "==> Collecting and compressing the static files"
	@$(BIN)/zhibu collectstatic --noinput --clear --verbosity 0
	@touch $@

.venv-spark/.stamp: locks/spark.txt
	@sh scripts/make_venv.sh "$(PYTHON)" .venv-spark
	@.venv-spark/bin/python -m pip install --disable-pip-version-check --no-input --no-deps --require-hashes -r locks/spark.txt
	@.venv-spark/bin/python -m pip install --disable-pip-version-check --no-input --no-deps -q --editable .
	@touch $@

test-setup: $(VENV)/.dev
	@sh scripts/install_test_tools.sh
