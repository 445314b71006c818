# What a person does with this repository; `make` alone lists it.

PY ?= python3
PORT ?= 8000
# Commands and tests start many processes: each would compile all modules again, where the environment forbids to keep them.
export PYTHONDONTWRITEBYTECODE =
BIN := .venv/bin
PIP := $(BIN)/pip install --disable-pip-version-check --no-input --progress-bar off

.DEFAULT_GOAL := help
.PHONY: help install serve demo test test-rapide lint bench catalogue regles documents programs

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 13

install: .venv/installed ## make .venv with the `cpom` command

serve: .venv/installed ## serve the intranet on http://127.0.0.1:8000 (PORT=…), with an example, its data under var/
	@$(BIN)/cpom exemple
	@$(BIN)/cpom serve --port $(PORT)

demo: .venv/installed ## make the dossier of an example through the API, and leave it under var/demo
	@$(BIN)/python -m server.cli.demo

test: .venv/for-tests programs ## pass every test; TESTS=tests/api passes those alone
	@$(BIN)/pytest -n 2 --dist worksteal -m "$$(.ci/marks)" $(TESTS)

test-rapide: .venv/for-tests ## pass the tests that start no LibreOffice, browser, PostgreSQL or S3, and are not marked long
	@$(BIN)/pytest -n 2 --dist worksteal -m "$$(.ci/marks rapide)" $(TESTS)

lint: .venv/for-tests ## check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/for-tests programs ## measure against plain docxtpl and soffice, as ratios
	@for file in benchmarks/bench_*.py; do $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

catalogue: .venv/installed ## write again the messages of the pages, from which translations begin
	@$(BIN)/python -m server.intranet.page.catalogue

regles: .venv/for-tests ## write again the page of the rules, with an example of each kind for each
	@$(BIN)/python -m tests.legal.exemples

documents: .venv/for-tests programs ## make again the finished dossier and the pictures that docs/ keeps
	@$(BIN)/cpom generer examples/ehpad_trois_rivieres/contrat.json --vers var/documents --remplacer
	@cp var/documents/dossier.pdf var/documents/contrat.docx docs/dossier
	@$(BIN)/python -m docs.captures

.venv/bin/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or later is needed: make PY=python3.11' >&2; exit 1; }
	$(PY) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo 'Installing in .venv the '$$(grep -c == $<)' Python packages of $<, and the command cpom:'
	@$(PIP) --require-hashes -r $<
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/for-tests: requirements-dev.txt .venv/installed
	@echo 'Installing in .venv those of the '$$(grep -c == $<)' Python packages of $< that are not there yet:'
	@$(PIP) --require-hashes -r $<
	@touch $@

programs:
	@.ci/programs
