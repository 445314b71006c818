PY ?= python3
BIN := .venv/bin

install: .venv/installed ## make .venv with the `cpom` command
.venv/installed: requirements.txt pyproject.toml
	$(PY) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@
