# The verbs of zhibiao. `make` alone lists them.
SHELL := /bin/bash -euo pipefail
.DEFAULT_GOAL := help
.PHONY: help run test lint check format score bench briefing ocr lock clean

BIN := .venv/bin
READY := .venv/ready
SHARED := ../shared
WEEK ?= 2025-W23
ROWS ?= 100000
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --quiet

help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

run: $(READY) ## read seeds/ into the store and serve the dashboard at http://127.0.0.1:8050
	@$(BIN)/zhibiao ingest seeds
	@$(BIN)/zhibiao serve

test: $(READY) ocr ## run every test, the dashboard's in a real browser, the store's on both databases, scans with the extra
	@.ci/install-browser
	@.ci/install-postgres
	@$(BIN)/pytest -n auto --dist loadfile

lint: $(READY) ## check format, style, types and import contracts
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: lint test ## everything that must hold before a commit is shared

format: $(READY) ## put the code into the one format
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

score: $(READY) ## compare the extraction with the golden figures
	@$(BIN)/zhibiao extract tests/golden --out out/golden
	@$(BIN)/python tests/score.py out/golden/observations.csv tests/golden/*.jsonl
	@if [ -d $(SHARED)/gold ]; then \
		$(BIN)/zhibiao extract $(SHARED)/seeds --out out/shared; \
		$(BIN)/python tests/score.py out/shared/observations.csv $(SHARED)/gold/*.jsonl; \
	fi

bench: $(READY) ## measure speed and memory on generated pages, and the store: make bench ROWS=1000000
	@$(BIN)/python tests/bench.py
	@$(BIN)/python tests/bench_store.py --rows $(ROWS)

briefing: $(READY) ## picture and PDF of one week: make briefing WEEK=2025-W23
	@$(BIN)/zhibiao briefing --week $(WEEK) --out data/briefings

ocr: $(READY) ## add the extra that reads scanned pages
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-ocr.lock

lock: $(READY) ## renew requirements.lock and requirements-ocr.lock from pyproject.toml
	@$(LOCK) --upgrade --extra dev --extra postgres --output-file requirements.lock
	@$(LOCK) --upgrade --extra ocr --constraint requirements.lock --output-file requirements-ocr.lock

clean: ## remove what these verbs made, but not data/
	@rm -rf .venv out .coverage htmlcov .*_cache .hypothesis
	@find extract dashboard tests -name __pycache__ -prune -exec rm -rf {} +

# The environment, made again whenever the lock or the package's own settings change.
$(READY): requirements.lock pyproject.toml
	@.ci/make-environment .venv
	@touch $@
